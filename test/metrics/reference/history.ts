import type { Hit, Log, Period, ReferenceQuestion, Ticket, TicketEvent } from "./model.js";

const OPEN = ["NEW", "OPEN", "IN_PROGRESS", "WAITING"];

/** The tickets that the viewer may see, with what of their history was known: all up to the first event recorded later. */
export function ticketsOf(log: Log, question: ReferenceQuestion): Ticket[] {
  const histories = new Map<number, TicketEvent[]>();
  for (const event of log.events) histories.set(event.subjectId, [...(histories.get(event.subjectId) ?? []), event]);
  const tickets: Ticket[] = [];
  for (const [number, all] of histories) {
    // Today's compartment counts, for the past too.
    if (!question.compartmentIds.includes(all.at(-1)!.compartmentIdAfter)) continue;
    const history = upTo(all, (event) => {
      return event.recordedAt <= question.asOf && event.position <= (question.position ?? Number.POSITIVE_INFINITY);
    });
    if (history.length > 0) tickets.push({ number, history });
  }
  return tickets;
}

/** The events before the first one that does not fulfil a condition. */
export function upTo(history: readonly TicketEvent[], holds: (event: TicketEvent) => boolean): TicketEvent[] {
  const first = history.findIndex((event) => !holds(event));
  return first < 0 ? [...history] : history.slice(0, first);
}

/** What had been recorded before an instant. */
export function before(history: readonly TicketEvent[], instant: Date): TicketEvent[] {
  return upTo(history, ({ recordedAt }) => recordedAt < instant);
}

export function isOpen({ stateAfter }: TicketEvent): boolean {
  return OPEN.includes(stateAfter);
}

export function isDiscarded({ stateAfter }: TicketEvent): boolean {
  return stateAfter === "CANCELLED" || stateAfter === "MERGED";
}

/** The number of the period that an instant lies in; null for none. */
export function periodOf(instant: Date, periods: readonly Period[]): number | null {
  const index = periods.findIndex(({ startsAt, endsAt }) => instant >= startsAt && instant < endsAt);
  return index < 0 ? null : index;
}

/** A hit at an event, with its place after it, if the event lies in one of the periods. */
export function hitAt(event: TicketEvent, { periods }: ReferenceQuestion, more: Partial<Hit> = {}): Hit[] {
  const period = periodOf(event.recordedAt, periods);
  return period === null ? [] : [{ ...placeAfter(event), period, ...more }];
}

export function placeAfter(event: TicketEvent): Omit<Hit, "period"> {
  const { subjectId: ticket, recordedAt: at, levelAfter, queueIdAfter, teamIdAfter, resolutionCode: code } = event;
  return { ticket, at, level: levelAfter, queueId: queueIdAfter, teamId: teamIdAfter, personId: personOf(event), code };
}

/** Who of the desk did it; null for programs and imports, and for the requester. */
export function personOf(event: TicketEvent): number | null {
  return event.actorKind === "PERSON" && isByTheDesk(event) ? event.actorId : null;
}

/** The time from one event to another on the clock asked for. */
export function timeBetween(from: TicketEvent, to: TicketEvent, clock: "CALENDAR" | "BUSINESS"): number | null {
  if (clock === "CALENDAR") return Math.max(0, to.occurredAt.getTime() - from.occurredAt.getTime());
  if (from.businessMs === null || to.businessMs === null) return null;
  return Math.max(0, to.businessMs - from.businessMs);
}

/** The same for what may have begun in the middle of a history, of which a part may have been counted otherwise since. */
export function timeWithin(
  history: readonly TicketEvent[],
  from: TicketEvent,
  to: TicketEvent,
  clock: "CALENDAR" | "BUSINESS",
): number | null {
  const time = timeBetween(from, to, clock);
  if (clock === "CALENDAR" || from === history[0] || from.businessMs === null || to.businessMs === null) return time;
  return Math.max(0, countedUntil(history, to) - countedUntil(history, from));
}

const BY_THE_CLOCK = ["TARGET_WARNED", "TARGET_MISSED", "TARGET_MET", "TARGET_CANCELLED", "TARGETS_CHANGED"];

/**
 * Business time as it was counted up to an event. A change of the past says the last act's elapsed time anew, at that
 * act's instant: what was counted before it stays, and the rest goes on from what is said now.
 */
export function countedUntil(history: readonly TicketEvent[], event: TicketEvent): number {
  let kept = 0;
  let last = history[0]!;
  for (const each of untilEvent(history, event)) {
    const restates = each.type === "TARGETS_CHANGED" && each.occurredAt.getTime() === last.occurredAt.getTime();
    if (restates) kept += last.businessMs! - each.businessMs!;
    if (restates || !BY_THE_CLOCK.includes(each.type)) last = each;
  }
  return event.businessMs! + kept;
}

/** Whether a person of the desk did it, or an import in the place of one. */
function isByTheDesk({ actorKind, actorId, requesterId, beneficiaryId }: TicketEvent): boolean {
  if (actorKind === "IMPORT") return true;
  return actorKind === "PERSON" && actorId !== requesterId && actorId !== beneficiaryId;
}

export function isSpoken({ channel }: TicketEvent): boolean {
  return channel === "PHONE" || channel === "ON_SITE";
}

/** A person's word that the requester hears or reads. */
export function isPublicWord(event: TicketEvent): boolean {
  if (!isByTheDesk(event)) return false;
  if (event.type === "RECORDED") return isSpoken(event);
  if (event.type === "REPLIED") return event.audience === "PUBLIC";
  return event.type === "RESOLVED";
}

/** For each period at whose end the ticket is not open: the last resolution before, if it lies in the period. */
export function handledIn(history: readonly TicketEvent[], periods: readonly Period[]): (TicketEvent | null)[] {
  return periods.map((period) => {
    const then = before(history, period.endsAt);
    const last = then.findLast(({ type }) => type === "RESOLVED");
    if (!last || last.recordedAt < period.startsAt || isOpen(then.at(-1)!)) return null;
    return last;
  });
}

/** The history up to an event, that event included. */
export function untilEvent(history: readonly TicketEvent[], event: TicketEvent): TicketEvent[] {
  return history.slice(0, history.indexOf(event) + 1);
}
