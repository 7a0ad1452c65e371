import { DateTime } from "luxon";
import { TicketState } from "../tickets/ticket.entity.js";
import type { Life } from "./ledger-history.fixture.js";
import { POLICIES } from "./ledger-world.fixture.js";
import {
  type CalendarVersion,
  type ClockFacts,
  type HoursOfDay,
  type PolicyVersion,
  type ServiceLevelRules,
  TargetKind,
  TargetState,
  type Verdict,
  VerdictKind,
} from "./service-level.model.js";

/*
 * A witness that lives a ticket's life a quarter of an hour at a time, looks at the clock on the wall each time, and
 * shares nothing with what it is asked about: neither the calendar's arithmetic nor the matching nor the judging.
 */

const STEP = 15 * 60_000;
/** How far it looks ahead for a due time. */
const AHEAD = 12 * 24 * 3_600_000;

interface Promised {
  kind: TargetKind;
  standing: "NONE" | "PENDING" | "MET" | "MISSED" | "CANCELLED";
  targetMs: number | null;
  warned: boolean;
}

export interface Testimony {
  elapsedMs: number;
  verdicts: Verdict[];
  states: Record<TargetKind, TargetState | null>;
  /** When each pending target falls due; "LATER": not within what it looked at. */
  due: Record<TargetKind, number | "LATER" | null>;
}

export function testify({ world: { rules }, steps, until }: Life): Testimony {
  const entries = steps.flatMap((step) => ("entry" in step ? [step.entry] : []));
  const [recording, ...others] = entries as [(typeof entries)[0], ...typeof entries];
  const entry = recording.at;
  const left = others
    .map(({ at, position, changes }) => ({ at: Math.max(at, entry), position, changes }))
    .sort((a, b) => a.at - b.at || a.position - b.position);

  const promises: Promised[] = Object.values(TargetKind).map((kind) => ({
    kind,
    standing: "NONE",
    targetMs: null,
    warned: false,
  }));
  const verdicts: Verdict[] = [];
  let elapsedMs = 0;
  let facts = recording.changes as ClockFacts;
  let policy = policyFor(facts, entry, rules);
  const say = (kind: VerdictKind, target: TargetKind, at: number, by: PolicyVersion | null) =>
    verdicts.push({ kind, target, at, elapsedMs, policy: by });

  for (const each of promises) consider(each, null, facts, policy, entry);
  for (let now = entry; ; now += STEP) {
    // Rules that come into force at this instant hold before what happens at it.
    policy = policyFor(facts, now, rules);
    for (const each of promises) consider(each, facts, facts, policy, now);
    while (left[0]?.at === now) {
      const before = facts;
      facts = { ...facts, ...left.shift()?.changes };
      policy = policyFor(facts, now, rules);
      for (const each of promises) consider(each, before, facts, policy, now);
    }
    if (now >= until) break;
    for (const each of promises) {
      if (each.standing === "PENDING" && elapsedMs >= (each.targetMs as number)) {
        say(VerdictKind.MISSED, each.kind, now, policy);
        each.standing = "MISSED";
      }
    }
    if (counts(facts, policy, now, rules)) elapsedMs += STEP;
    for (const each of promises) warn(each, policy, now + STEP);
  }

  function consider(
    each: Promised,
    before: ClockFacts | null,
    after: ClockFacts,
    by: PolicyVersion | null,
    at: number,
  ) {
    if (each.standing === "MISSED") return;
    if (each.standing === "MET") {
      if (each.kind === TargetKind.TAKE_CHARGE || !isOpenState(after)) return;
      say(VerdictKind.CANCELLED, each.kind, at, by);
      each.standing = "CANCELLED";
      each.warned = false;
    }
    const minutes = (each.kind === TargetKind.TAKE_CHARGE ? by?.takeChargeMinutes : by?.resolveMinutes) ?? null;
    const done = isDone(each.kind, after);
    const over = !done && [TicketState.CLOSED, TicketState.CANCELLED, TicketState.MERGED].includes(after.state);
    if (minutes === null || over) {
      if (each.standing !== "PENDING") return;
      say(VerdictKind.CANCELLED, each.kind, at, by);
      Object.assign(each, { standing: "CANCELLED", targetMs: null, warned: false });
      return;
    }
    if (done && before !== null && isDone(each.kind, before)) return;
    each.targetMs = minutes * 60_000;
    if (done) {
      each.standing = elapsedMs <= each.targetMs ? "MET" : "MISSED";
      say(VerdictKind[each.standing], each.kind, at, by);
      return;
    }
    each.standing = elapsedMs > each.targetMs ? "MISSED" : "PENDING";
    if (each.standing === "MISSED") say(VerdictKind.MISSED, each.kind, at, by);
    else warn(each, by, at);
  }

  function warn(each: Promised, by: PolicyVersion | null, at: number) {
    if (each.standing !== "PENDING" || by === null) return;
    const isLate = by.warningPercent < 100 && elapsedMs * 100 >= (each.targetMs as number) * by.warningPercent;
    if (isLate && !each.warned) say(VerdictKind.WARNED, each.kind, at, by);
    each.warned = isLate;
  }

  const paused = isPaused(facts, policy);
  const stateOf = ({ standing, targetMs, warned }: Promised): TargetState | null => {
    if (standing === "NONE") return null;
    if (standing !== "PENDING") return TargetState[standing];
    if (paused && elapsedMs !== targetMs) return TargetState.PAUSED;
    return warned ? TargetState.IMMINENT : TargetState.PENDING;
  };
  const [takeCharge, resolve] = promises as [Promised, Promised];
  const calendar = calendarFor(facts, policy, until, rules);
  const dueOf = (each: Promised) => {
    if (each.standing !== "PENDING") return null;
    if (paused && elapsedMs < (each.targetMs as number)) return null;
    return dueAfter(calendar, until, (each.targetMs as number) - elapsedMs);
  };
  return {
    elapsedMs,
    verdicts,
    states: { TAKE_CHARGE: stateOf(takeCharge), RESOLVE: stateOf(resolve) },
    due: { TAKE_CHARGE: dueOf(takeCharge), RESOLVE: dueOf(resolve) },
  };
}

function dueAfter(calendar: CalendarVersion, from: number, openMs: number): number | "LATER" {
  let open = 0;
  for (let now = from; now <= from + AHEAD; now += STEP) {
    if (open === openMs) return now;
    if (isOpenAt(calendar, now)) open += STEP;
  }
  return "LATER";
}

/** Whether a due instant is far enough for the witness not to have seen it. */
export function isBeyondWitness(dueAt: number | null, until: number): boolean {
  return dueAt === null || dueAt > until + AHEAD;
}

function isOpenState({ state }: ClockFacts): boolean {
  return [TicketState.NEW, TicketState.OPEN, TicketState.IN_PROGRESS, TicketState.WAITING].includes(state);
}

function isDone(kind: TargetKind, { takenInCharge, state }: ClockFacts): boolean {
  return kind === TargetKind.TAKE_CHARGE ? takenInCharge : [TicketState.RESOLVED, TicketState.CLOSED].includes(state);
}

function isPaused({ state, waitingFor }: ClockFacts, policy: PolicyVersion | null): boolean {
  if (state !== TicketState.WAITING) return !isOpenState({ state } as ClockFacts);
  const pauses: readonly string[] = policy ? policy.pausesOn : ["REQUESTER"];
  return pauses.includes(waitingFor ?? "");
}

function counts(facts: ClockFacts, policy: PolicyVersion | null, now: number, rules: ServiceLevelRules): boolean {
  return !isPaused(facts, policy) && isOpenAt(calendarFor(facts, policy, now, rules), now);
}

function inForce<T extends { effectiveFrom: Date }>(versions: readonly T[], at: number): T | undefined {
  let found: T | undefined;
  for (const version of versions) {
    if (version.effectiveFrom.getTime() > at) continue;
    if (!found || version.effectiveFrom >= found.effectiveFrom) found = version;
  }
  return found;
}

function policyFor(facts: ClockFacts, at: number, { policies }: ServiceLevelRules): PolicyVersion | null {
  let best: PolicyVersion | null = null;
  for (const id of POLICIES) {
    const version = inForce(
      policies.filter(({ policyId }) => policyId === id),
      at,
    );
    if (!version?.active) continue;
    const fits =
      (version.applicationIds.length === 0 || version.applicationIds.some((each) => each === facts.applicationId)) &&
      (version.kinds.length === 0 || version.kinds.some((each) => each === facts.kind)) &&
      (version.priorities.length === 0 || version.priorities.some((each) => each === facts.priority)) &&
      (version.siteIds.length === 0 || version.siteIds.some((each) => each === facts.requesterSiteId));
    if (fits && (best === null || version.rank < best.rank)) best = version;
  }
  return best;
}

function calendarFor(
  facts: ClockFacts,
  policy: PolicyVersion | null,
  at: number,
  { calendars, queueCalendars, defaultCalendars }: ServiceLevelRules,
): CalendarVersion {
  const ofQueue = inForce(
    queueCalendars.filter(({ queueId }) => queueId === facts.queueId),
    at,
  );
  const id = ofQueue?.calendarId ?? policy?.calendarId ?? inForce(defaultCalendars, at)?.calendarId;
  const found = inForce(
    calendars.filter(({ calendarId }) => calendarId === id),
    at,
  );
  if (!found) throw new Error(`No calendar ${id} at ${at}`);
  return found;
}

function isOpenAt(calendar: CalendarVersion, instant: number): boolean {
  const { date, time, dayBefore } = wallOf(calendar.timeZone, instant);
  return (
    hoursBegunOn(calendar, date).some(({ from, to }) => time >= from && (to <= from || time < to)) ||
    hoursBegunOn(calendar, dayBefore).some(({ from, to }) => to <= from && time < to)
  );
}

interface Wall {
  date: string;
  dayBefore: string;
  /** HH:MM */
  time: string;
}

const walls = new Map<string, Wall>();

/** Looks at a zone's wall, and remembers having looked. */
function wallOf(timeZone: string, instant: number): Wall {
  const key = `${timeZone} ${instant}`;
  let wall = walls.get(key);
  if (!wall) {
    const shown = DateTime.fromMillis(instant, { zone: timeZone });
    const midnight = DateTime.utc(shown.year, shown.month, shown.day);
    wall = {
      date: midnight.toISODate() as string,
      dayBefore: midnight.minus({ days: 1 }).toISODate() as string,
      time: `${twoDigits(shown.hour)}:${twoDigits(shown.minute)}`,
    };
    walls.set(key, wall);
  }
  return wall;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}

function hoursBegunOn(calendar: CalendarVersion, date: string): readonly HoursOfDay[] {
  const exception = calendar.exceptions.find((each) => each.date === date);
  if (exception) return exception.periods;
  if (calendar.holidays && isFrenchHoliday(date, calendar.holidays.region)) return [];
  const sundayIsZero = new Date(date).getUTCDay();
  return calendar.weekly.filter(({ weekday }) => weekday % 7 === sundayIsZero);
}

const FIXED = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
const OF_REGIONS: Record<string, string[]> = { "67": ["12-26"], GP: ["05-27"] };
const AFTER_EASTER = [1, 39, 50];

/** From the law and the almanac, for the regions that the lives are set in. */
function isFrenchHoliday(date: string, region: string | null): boolean {
  const day = date.slice(5);
  if (FIXED.includes(day) || (region !== null && OF_REGIONS[region]?.includes(day))) return true;
  const afterEaster = (Date.parse(date) - easterOf(Number(date.slice(0, 4)))) / 86_400_000;
  return AFTER_EASTER.includes(afterEaster) || (region !== null && afterEaster === -2);
}

/** Easter Sunday, by Oudin's computation. */
function easterOf(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const k = Math.floor((century - 17) / 25);
  let i = (century - Math.floor(century / 4) - Math.floor((century - k) / 3) + 19 * golden + 15) % 30;
  i -= Math.floor(i / 28) * (1 - Math.floor(29 / (i + 1)) * Math.floor((21 - golden) / 11));
  const j = (year + Math.floor(year / 4) + i + 2 - century + Math.floor(century / 4)) % 7;
  const sunday = i - j;
  const month = 3 + Math.floor((sunday + 40) / 44);
  return Date.UTC(year, month - 1, sunday + 28 - 31 * Math.floor(month / 4));
}
