import { openAndClosed } from "./calendar.rules.js";
import type { Interval } from "./service-level.model.js";
import { pauseOf, type Situation } from "./target.rules.js";

/** Adds what a stretch without any change is made of: one pause, or the open and closed hours of its calendar. */
export function addIntervals(intervals: Interval[], from: number, to: number, situation: Situation): void {
  if (from >= to) return;
  const { facts, terms } = situation;
  const shared = {
    calendarId: terms.calendar.calendarId,
    policyVersionId: terms.policy?.id ?? null,
    level: facts.level,
    assigneeId: facts.assigneeId,
  };
  const pause = pauseOf(situation);
  if (pause !== null) {
    addInterval(intervals, { from, to, counted: false, reason: pause, ...shared });
    return;
  }
  for (const piece of openAndClosed(terms.calendar, from, to))
    addInterval(intervals, { from: piece.from, to: piece.to, counted: piece.open, reason: piece.reason, ...shared });
}

/** Neighbours that differ in nothing are one: most events change nothing that the ledger says. */
function addInterval(intervals: Interval[], interval: Interval): void {
  const last = intervals.at(-1);
  if (last && isAlike(last, interval)) last.to = interval.to;
  else intervals.push(interval);
}

function isAlike(a: Interval, b: Interval): boolean {
  return (
    a.counted === b.counted &&
    a.reason === b.reason &&
    a.calendarId === b.calendarId &&
    a.policyVersionId === b.policyVersionId &&
    a.level === b.level &&
    a.assigneeId === b.assigneeId
  );
}
