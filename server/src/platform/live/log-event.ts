import type { Event } from "../events/event.entity.js";

/**
 * An event of the log as this version of the desk understands it. One of an unknown type, or written by a newer
 * version, says only that its subject is to be read again: its facts are not to be relied on.
 */
export interface LogEvent extends Readonly<Event> {
  readonly understood: boolean;
}
