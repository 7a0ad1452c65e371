import { ActorKind } from "../platform/events/actor.js";
import type { LogEvent } from "../platform/live/log-event.js";
import { OPEN_STATES } from "../tickets/ticket.entity.js";
import { factsAfter, isTicketEvent } from "./ticket-event.rules.js";

/** For whose tickets alarms are raised: queues by team and level, or all that the viewer may see. */
export type AlarmQueues = "all" | ReadonlySet<string>;

export interface Alarm {
  number: number;
  target: "TAKE_CHARGE" | "RESOLVE";
  state: "IMMINENT" | "MISSED";
  /** When it came to be so, whenever that was recorded. */
  at: Date;
}

const STATES: Readonly<Record<string, Alarm["state"]>> = { TARGET_WARNED: "IMMINENT", TARGET_MISSED: "MISSED" };

const OPEN: ReadonlySet<string> = new Set(OPEN_STATES);

/** What is over concerns nobody any more, whatever a recomputation finds out about it. */
export function concernsSomebody({ state }: { state: string }): boolean {
  return OPEN.has(state);
}

/** What of an event is a reason for alarm in these queues. What an import replays is none. */
export function alarmOf(event: LogEvent, queues: AlarmQueues): Alarm | null {
  if (!isTicketEvent(event) || !event.understood || event.actorKind === ActorKind.IMPORT) return null;
  const state = STATES[event.type];
  const { target } = event;
  if (!state || (target !== "TAKE_CHARGE" && target !== "RESOLVE")) return null;
  const facts = factsAfter(event);
  if (!concernsSomebody(facts)) return null;
  if (queues !== "all" && !queues.has(queueOf(facts))) return null;
  return { number: event.subjectId, target, state, at: event.occurredAt };
}

export function queueOf({ teamId, level }: { teamId: number; level: number }): string {
  return `${teamId}:${level}`;
}

/** The same queues, the same words. */
export function keyOfQueues(queues: AlarmQueues): string {
  return queues === "all" ? "all" : [...queues].sort().join();
}
