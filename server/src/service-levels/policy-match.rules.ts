import type { CalendarVersion, ClockFacts, PolicyVersion, ServiceLevelRules } from "./service-level.model.js";

/** What a ticket's clock goes by at an instant. */
export interface Terms {
  policy: PolicyVersion | null;
  calendar: CalendarVersion;
}

/** The policy and the calendar in force for a ticket's facts at an instant. */
export declare function termsAt(facts: ClockFacts, at: number, rules: ServiceLevelRules): Terms;

/** The first instant after `at` at which versions coming into force change these facts' terms. */
export declare function nextChangeOfTerms(facts: ClockFacts, at: number, rules: ServiceLevelRules): number | null;
