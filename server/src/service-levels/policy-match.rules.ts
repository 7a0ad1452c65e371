import type { CalendarVersion, ClockFacts, PolicyVersion, ServiceLevelRules } from "./service-level.model.js";

/** What a ticket's clock goes by at an instant. */
export interface Terms {
  policy: PolicyVersion | null;
  calendar: CalendarVersion;
}

/** Where a desk has set no calendar at all, time counts. */
export const ALWAYS_OPEN: CalendarVersion = {
  id: 0,
  calendarId: 0,
  effectiveFrom: new Date(0),
  timeZone: "UTC",
  holidays: null,
  weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: "00:00", to: "24:00" })),
  exceptions: [],
};

/**
 * The policy and the calendar in force for a ticket's facts at an instant. Of everything, the version with the latest
 * effective date that has come counts. Policy: the first by rank that matches, none if none does. Calendar: the
 * queue's own (on-call), else the policy's, else the desk's own, whose first one also counts for what is older.
 */
export function termsAt(facts: ClockFacts, at: number, rules: ServiceLevelRules): Terms {
  const timeline = timelineOf(rules);
  return termsIn(facts, stretch(rules, timeline, indexAt(timeline, at)));
}

/**
 * The first instant after `at`, up to and including `until`, at which versions coming into force change these facts'
 * terms; null when none will.
 */
export function nextChangeOfTerms(
  facts: ClockFacts,
  at: number,
  rules: ServiceLevelRules,
  until = Number.POSITIVE_INFINITY,
): number | null {
  const timeline = timelineOf(rules);
  const index = indexAt(timeline, at);
  const beyond = indexAt(timeline, until);
  if (index >= beyond) return null;
  const now = termsIn(facts, stretch(rules, timeline, index));
  for (let later = index; later < beyond; later++) {
    const then = termsIn(facts, stretch(rules, timeline, later + 1));
    if (then.policy !== now.policy || then.calendar !== now.calendar) return timeline.instants[later]!;
  }
  return null;
}

/** The versions in force between two neighbouring instants at which some come into force. */
interface InForce {
  /** In the order in which they are tried. */
  policies: PolicyVersion[];
  calendars: Map<number, CalendarVersion>;
  queueCalendars: Map<number, number | null>;
  defaultCalendarId: number | undefined;
}

/** The rules by time. */
interface Timeline {
  /** When versions come into force, in order. */
  instants: number[];
  /** One more than instants, the first being before all of them; each is worked out when first asked for. */
  stretches: (InForce | undefined)[];
}

const timelines = new WeakMap<ServiceLevelRules, Timeline>();

function timelineOf(rules: ServiceLevelRules): Timeline {
  let timeline = timelines.get(rules);
  if (!timeline) {
    const all = [rules.calendars, rules.policies, rules.queueCalendars, rules.defaultCalendars].flat();
    const instants = new Set(all.map(({ effectiveFrom }) => effectiveFrom.getTime()));
    timeline = { instants: [...instants].sort((a, b) => a - b), stretches: [] };
    timelines.set(rules, timeline);
  }
  return timeline;
}

/** How many of the instants have come by `at`. */
function indexAt({ instants }: Timeline, at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instants[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stretch(rules: ServiceLevelRules, timeline: Timeline, index: number): InForce {
  const at = index === 0 ? Number.NEGATIVE_INFINITY : timeline.instants[index - 1]!;
  return (timeline.stretches[index] ??= inForce(rules, at));
}

function inForce(rules: ServiceLevelRules, at: number): InForce {
  const policies = new Map<number, PolicyVersion>();
  for (const version of byEffect(rules.policies)) if (hasCome(version, at)) policies.set(version.policyId, version);
  const calendars = new Map<number, CalendarVersion>();
  for (const version of byEffect(rules.calendars)) {
    // A calendar's first version also counts for what is older than it: time always passes on some calendar.
    if (hasCome(version, at) || !calendars.has(version.calendarId)) calendars.set(version.calendarId, version);
  }
  const queueCalendars = new Map<number, number | null>();
  for (const version of byEffect(rules.queueCalendars))
    if (hasCome(version, at)) queueCalendars.set(version.queueId, version.calendarId);
  const defaults = byEffect(rules.defaultCalendars);
  return {
    policies: [...policies.values()]
      .filter(({ active }) => active)
      .sort((a, b) => a.rank - b.rank || a.policyId - b.policyId),
    calendars,
    queueCalendars,
    defaultCalendarId: (defaults.findLast((version) => hasCome(version, at)) ?? defaults[0])?.calendarId,
  };
}

interface Dated {
  id?: number;
  effectiveFrom: Date;
}

/** In the order of their effect; of two made for one instant the later made comes last, and wins. */
function byEffect<T extends Dated>(versions: readonly T[]): T[] {
  return [...versions].sort(
    (a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime() || (a.id ?? 0) - (b.id ?? 0),
  );
}

function hasCome({ effectiveFrom }: Dated, at: number): boolean {
  return effectiveFrom.getTime() <= at;
}

function termsIn(facts: ClockFacts, { policies, calendars, queueCalendars, defaultCalendarId }: InForce): Terms {
  const policy = policies.find((each) => matches(each, facts)) ?? null;
  const calendarId = queueCalendars.get(facts.queueId) ?? policy?.calendarId ?? defaultCalendarId;
  const calendar = calendarId === undefined ? undefined : calendars.get(calendarId);
  return { policy, calendar: calendar ?? ALWAYS_OPEN };
}

function matches(policy: PolicyVersion, facts: ClockFacts): boolean {
  return (
    allows(policy.applicationIds, facts.applicationId) &&
    allows(policy.kinds, facts.kind) &&
    allows(policy.priorities, facts.priority) &&
    allows(policy.siteIds, facts.requesterSiteId)
  );
}

/** An empty condition allows everything; any other asks for a value, and that it is one of these. */
function allows<T>(condition: readonly T[], value: T | null): boolean {
  return condition.length === 0 || (value !== null && condition.includes(value));
}
