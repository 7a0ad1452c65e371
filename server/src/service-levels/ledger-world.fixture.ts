import fc from "fast-check";
import { Priority, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import { EVERY_DAY, exception, hoursOn, WORKING_DAYS } from "./calendar.fixture.js";
import {
  BreachAct,
  type CalendarVersion,
  type DefaultCalendarVersion,
  type PolicyVersion,
  type QueueCalendarVersion,
  type ServiceLevelRules,
} from "./service-level.model.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Days around which something happens to somebody's clocks or holidays: tickets live and versions come there. */
export const SEASONS = [
  "2026-03-06", // New York to summer time on the 8th
  "2026-03-27", // Europe to summer time on the 29th
  "2026-04-02", // Easter; Lord Howe back by half an hour on the 5th
  "2026-04-23", // Cairo to summer time at midnight on the 24th; 1 May
  "2026-10-02", // Lord Howe to summer time on the 4th
  "2026-10-23", // Europe back on the 25th; Cairo at midnight on the 30th
  "2026-10-30", // New York back on 1 November
  "2026-12-22", // Christmas, and a year's end
].map((date) => Date.parse(`${date}T00:00:00Z`));

/** How finely things happen: by the quarter of an hour, which a slow witness can step through, or by the millisecond. */
export type Grain = "quarters" | "milliseconds";

export function grainMs(grain: Grain): number {
  return grain === "quarters" ? 15 * MINUTE : 1;
}

/** A desk's rules through time, and what was known of them before they came into force. */
export interface World {
  rules: ServiceLevelRules;
  /** The rules that were known at an instant: all that were in force, and some that were to come. */
  knownAt(instant: number): ServiceLevelRules;
  /** The instants at which more of them became known. */
  news: readonly number[];
}

const ZONES = [
  "Europe/Paris",
  "Europe/Paris",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Kolkata",
  "America/Guadeloupe",
];

const WEEKS = {
  quarters: [
    hoursOn(WORKING_DAYS, "09:00-18:00"),
    hoursOn(WORKING_DAYS, "08:30-12:30 13:30-18:00"),
    hoursOn(EVERY_DAY, "00:00-24:00"),
    hoursOn(EVERY_DAY, "22:00-06:00"),
    [...hoursOn(WORKING_DAYS, "07:00-12:00 12:00-19:45"), ...hoursOn([6], "09:15-12:00")],
    hoursOn(EVERY_DAY, "01:00-02:30 20:00-00:15"),
    hoursOn([2, 6], "18:00-18:00"),
    hoursOn([3], "10:00-10:15"),
  ],
  milliseconds: [
    hoursOn(WORKING_DAYS, "08:37-12:11 13:01-18:59"),
    hoursOn(EVERY_DAY, "00:00-24:00"),
    hoursOn(EVERY_DAY, "21:47-05:13"),
    hoursOn([1, 3, 5], "01:58-02:02 02:29-03:01 23:59-00:01"),
    hoursOn(WORKING_DAYS, "09:00-17:30"),
    hoursOn([2], "10:00-10:07"),
  ],
};

const EXCEPTIONS = [
  exception("2026-03-09", ""),
  exception("2026-03-28", "10:00-12:00"),
  exception("2026-03-29", "01:00-04:00"),
  exception("2026-04-06", "09:00-12:00"),
  exception("2026-04-24", "00:00-02:00 22:00-01:00"),
  exception("2026-05-01", "10:00-16:00"),
  exception("2026-10-04", "00:00-24:00"),
  exception("2026-10-25", "02:00-03:00"),
  exception("2026-11-02", ""),
  exception("2026-12-24", "09:00-12:00"),
  exception("2026-12-31", ""),
];

const HOLIDAYS = [
  null,
  { country: "FR", region: null },
  { country: "FR", region: "67" },
  { country: "FR", region: "GP" },
];

const CALENDARS = [1, 2, 3];
export const POLICIES = [1, 2, 3, 4];
export const ON_CALL_QUEUE = 3;
const later = <T>(first: T, ...others: T[]) => fc.constantFrom(first, first, ...others);

/** The instants from which the versions of one thing hold: the first has nearly always been there. */
function effects(grain: Grain, first: fc.Arbitrary<number>): fc.Arbitrary<number[]> {
  const inSeason = fc
    .tuple(fc.constantFrom(...SEASONS), fc.nat({ max: (12 * DAY) / grainMs(grain) }))
    .map(([season, steps]) => season + steps * grainMs(grain));
  return fc
    .tuple(first, fc.array(inSeason, { maxLength: 4 }))
    .map(([start, others]) => [start, ...others.filter((instant) => instant > start)]);
}

function versionsOf<T>(grain: Grain, content: fc.Arbitrary<T>, first: fc.Arbitrary<number> = fc.constant(0)) {
  return effects(grain, first).chain((instants) =>
    fc.tuple(...instants.map((instant) => content.map((each) => ({ ...each, effectiveFrom: new Date(instant) })))),
  );
}

function calendars(grain: Grain): fc.Arbitrary<Omit<CalendarVersion, "id">[]> {
  const content = fc.record({
    timeZone: fc.constantFrom(...ZONES),
    holidays: fc.constantFrom(...HOLIDAYS),
    weekly: fc.constantFrom(...WEEKS[grain]),
    exceptions: fc.subarray(EXCEPTIONS),
  });
  return fc
    .tuple(
      ...CALENDARS.map((calendarId) =>
        versionsOf(
          grain,
          content.map((each) => ({ ...each, calendarId })),
        ),
      ),
    )
    .map((all) => all.flat());
}

function policies(grain: Grain): fc.Arbitrary<Omit<PolicyVersion, "id">[]> {
  // Of whole hours three quarters are quarters of an hour: the witness sees warnings come when they do.
  const minutes = (max: number) =>
    grain === "quarters"
      ? fc.integer({ min: 1, max: max / 60 }).map((hours) => hours * 60)
      : fc.integer({ min: 1, max });
  const content = fc.record({
    active: later(true, true, false),
    rank: fc.integer({ min: 1, max: 3 }),
    applicationIds: later<number[]>([], [1], [1, 2]),
    kinds: later<TicketKind[]>([], [TicketKind.INCIDENT], [TicketKind.QUESTION, TicketKind.SERVICE_REQUEST]),
    priorities: later<Priority[]>([], [Priority.P1], [Priority.P1, Priority.P2], [Priority.P3]),
    siteIds: later<number[]>([], [], [5]),
    calendarId: fc.constantFrom(null, ...CALENDARS),
    takeChargeMinutes: fc.option(minutes(600), { freq: 4 }),
    resolveMinutes: fc.option(fc.oneof(minutes(900), minutes(6_000)), { freq: 6 }),
    warningPercent: grain === "quarters" ? fc.constantFrom(25, 50, 75, 100) : fc.integer({ min: 1, max: 100 }),
    pausesOn: fc.subarray(Object.values(WaitingFor)),
    onBreach: fc.subarray(Object.values(BreachAct)),
  });
  const begin = fc.oneof(
    fc.constant(0),
    fc.constantFrom(...SEASONS).map((season) => season + 3 * DAY),
  );
  return fc
    .tuple(
      ...POLICIES.map((policyId) =>
        versionsOf(
          grain,
          content.map((each) => ({ ...each, policyId })),
          begin,
        ),
      ),
    )
    .map((all) => all.flat());
}

function queueCalendars(grain: Grain): fc.Arbitrary<QueueCalendarVersion[]> {
  const content = fc.record({ queueId: fc.constant(ON_CALL_QUEUE), calendarId: fc.constantFrom(null, ...CALENDARS) });
  return versionsOf(grain, content);
}

function defaultCalendars(grain: Grain): fc.Arbitrary<DefaultCalendarVersion[]> {
  return versionsOf(grain, fc.record({ calendarId: fc.constantFrom(...CALENDARS) }));
}

function worlds(grain: Grain): fc.Arbitrary<World> {
  const numbered = <T extends object>(each: T, index: number) => ({ ...each, id: index + 1 });
  return fc
    .record({
      calendars: calendars(grain).map((all) => all.map(numbered)),
      policies: policies(grain).map((all) => all.map(numbered)),
      queueCalendars: queueCalendars(grain),
      defaultCalendars: defaultCalendars(grain),
    })
    .map(worldOf);
}

/** Versions become known some days ahead or at the very instant of their effect: which, is up to the instant. */
function worldOf(rules: ServiceLevelRules): World {
  const known = ({ effectiveFrom }: { effectiveFrom: Date }) =>
    effectiveFrom.getTime() - (effectiveFrom.getTime() % 3 === 0 ? 0 : 3 * DAY);
  const all = [rules.calendars, rules.policies, rules.queueCalendars, rules.defaultCalendars].flat();
  const news = [...new Set(all.map(known))].sort((a, b) => a - b);
  const stages = news.map((instant) => ({
    calendars: rules.calendars.filter((each) => known(each) <= instant),
    policies: rules.policies.filter((each) => known(each) <= instant),
    queueCalendars: rules.queueCalendars.filter((each) => known(each) <= instant),
    defaultCalendars: rules.defaultCalendars.filter((each) => known(each) <= instant),
  }));
  const knownAt = (instant: number) =>
    stages[
      Math.max(
        news.findLastIndex((each) => each <= instant),
        0,
      )
    ]!;
  return { rules, knownAt, news };
}

const made = new Map<Grain, World[]>();

/** Some desks, always the same: their calendars are worked out once for all the histories that they are asked about. */
export function worldsOf(grain: Grain): readonly World[] {
  let found = made.get(grain);
  if (!found) {
    found = fc.sample(worlds(grain), { numRuns: 40, seed: 20_260_329 });
    // A counterexample names its desk: printed, the rules would bury the life.
    found.forEach((world, i) => Object.assign(world, { [fc.toStringMethod]: () => `worldsOf("${grain}")[${i}]` }));
    made.set(grain, found);
  }
  return found;
}
