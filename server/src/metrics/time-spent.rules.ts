import { countedBetween, type HistoryEvent, isOpen } from "./ticket-history.rules.js";

interface Time {
  calendarMs: number;
  /** Null where the business clock of one of its ends is not known. */
  businessMs: number | null;
}

export interface TimesSpent {
  inLevel: (Time & { level: number })[];
  /** All waiting together, if there was any. */
  waiting: Time[];
  /** By what was waited for. */
  waited: (Time & { part: string })[];
}

/**
 * The open time of a ticket up to the last event given, by level and by what it waited for. What lies between a
 * resolution and a reopening is spent at no level.
 */
export function timesUntil(events: readonly HistoryEvent[]): TimesSpent {
  const inLevel = new Map<number, Time>();
  const waiting = new Map<null, Time>();
  const waited = new Map<string, Time>();
  for (const [index, next] of events.entries()) {
    const event = events[index - 1];
    if (!event || !isOpen(event)) continue;
    add(inLevel, event.levelAfter, event, next);
    if (event.stateAfter !== "WAITING" || event.waitingForAfter === null) continue;
    add(waiting, null, event, next);
    add(waited, event.waitingForAfter, event, next);
  }
  return {
    inLevel: [...inLevel].map(([level, time]) => ({ level, ...time })),
    waiting: [...waiting.values()],
    waited: [...waited].map(([part, time]) => ({ part, ...time })),
  };
}

function add<Key>(times: Map<Key, Time>, key: Key, from: HistoryEvent, to: HistoryEvent): void {
  const { calendarMs, businessMs } = times.get(key) ?? { calendarMs: 0, businessMs: 0 };
  const between = countedBetween(from, to);
  times.set(key, {
    calendarMs: calendarMs + to.occurredAt - from.occurredAt,
    businessMs: businessMs === null || between === null ? null : businessMs + between,
  });
}
