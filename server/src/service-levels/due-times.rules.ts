import type { Language } from "../platform/auth/viewer.js";
import { instantAfter } from "./calendar.rules.js";
import { BEGINNING } from "./effective-version.rules.js";
import { dayName } from "./interval-name.rules.js";
import { ledgerOf, start } from "./ledger.rules.js";
import type { PolicyFacts } from "./policy-facts.rules.js";
import { type Terms, termsAt } from "./policy-match.rules.js";
import {
  type ClockFacts,
  type Interval,
  type IntervalReason,
  type PolicyVersion,
  type ServiceLevelRules,
  TargetKind,
} from "./service-level.model.js";

/** A stretch between the recording and the due time that does not count. */
export interface SkippedTime {
  from: Date;
  to: Date;
  reason: IntervalReason;
  /** Of the holiday or the exception. */
  name: string | null;
}

export interface DueTarget {
  kind: TargetKind;
  minutes: number;
  warnsAt: Date | null;
  /** Null when no such instant lies within three years. */
  dueAt: Date | null;
  skipped: SkippedTime[];
}

export interface DueTimes extends Terms {
  targets: DueTarget[];
}

const MINUTE = 60_000;
/** Nobody reads more, and a due time months away passes hundreds of nights. */
const MOST_SKIPPED = 100;

/** Of no row: what is new comes after those of its rank. */
const NEW_POLICY = Number.MAX_SAFE_INTEGER;

/** A policy that has not been saved, as it would be if it held always. Null: it takes nobody's place. */
export function draftOf(facts: PolicyFacts, policyId: number | null): PolicyVersion {
  return { ...facts, id: 0, policyId: policyId ?? NEW_POLICY, effectiveFrom: BEGINNING };
}

export function rulesWith(draft: PolicyVersion, rules: ServiceLevelRules): ServiceLevelRules {
  const others = rules.policies.filter(({ policyId }) => policyId !== draft.policyId);
  return { ...rules, policies: [...others, draft] };
}

/** When a ticket of these facts would be due if it were recorded at that instant and nobody touched it. */
export function dueTimesOf(facts: ClockFacts, at: Date, rules: ServiceLevelRules, language: Language): DueTimes {
  const terms = termsAt(facts, at.getTime(), rules);
  const { clock } = start(facts, at.getTime(), rules);
  const percent = terms.policy?.warningPercent ?? 100;
  const targets = [
    { kind: TargetKind.TAKE_CHARGE, ...clock.takeCharge },
    { kind: TargetKind.RESOLVE, ...clock.resolve },
  ].flatMap(({ kind, targetMs, dueAt }): DueTarget[] => {
    if (targetMs === null) return [];
    const warnsAt = percent < 100 ? instantAfter(terms.calendar, at.getTime(), (targetMs * percent) / 100) : null;
    const skipped = dueAt === null ? [] : skippedUntil(facts, at.getTime(), dueAt, rules);
    return [
      {
        kind,
        minutes: targetMs / MINUTE,
        warnsAt: dateOf(warnsAt),
        dueAt: dateOf(dueAt),
        skipped: skipped.slice(0, MOST_SKIPPED).map(({ from, to, reason, calendarId }) => ({
          from: new Date(from),
          to: new Date(to),
          reason,
          name: dayName(reason, from, terms.calendar.calendarId === calendarId ? terms.calendar : null, language),
        })),
      },
    ];
  });
  return { ...terms, targets };
}

function skippedUntil(facts: ClockFacts, at: number, dueAt: number, rules: ServiceLevelRules): Interval[] {
  const { intervals } = ledgerOf([{ position: 1, at, changes: facts }], rules, dueAt);
  return intervals.filter(({ counted }) => !counted);
}

function dateOf(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}
