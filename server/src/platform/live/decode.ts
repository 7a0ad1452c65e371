import type { Event } from "../events/event.entity.js";
import type { LogEvent } from "./log-event.js";

/** Makes an event of the version after it. Pure: the row in the log stays as it was written. */
export type Upcaster = (event: Event) => Event;

/** What this version of the desk knows of one type of event. */
export interface EventType {
  /** The version that it writes itself. */
  schemaVersion: number;
  /** `upcasters[v]` makes version v+1 of version v, for every version ever written. */
  upcasters?: Readonly<Record<number, Upcaster>>;
}

/** The event types known, by "SUBJECT.type". */
export type EventTypes = ReadonlyMap<string, EventType>;

export function decodeEvent(event: Event, types: EventTypes): LogEvent {
  const known = types.get(`${event.subjectType}.${event.type}`);
  if (!known || event.schemaVersion > known.schemaVersion) return { ...event, understood: false };
  let current = event;
  while (current.schemaVersion < known.schemaVersion) {
    const upcast = known.upcasters?.[current.schemaVersion];
    if (!upcast) return { ...event, understood: false };
    current = { ...upcast(current), schemaVersion: current.schemaVersion + 1 };
  }
  return { ...current, understood: true };
}
