import { type Note, ResyncReason } from "./feed.js";
import type { Group } from "./group.js";
import type { LogEvent } from "./log-event.js";
import type { RecentEvents } from "./recent-events.js";
import type { Subscriber } from "./subscriber.js";
import type { Timelines } from "./timelines.js";

interface OlderEvents {
  head(): Promise<number>;
  after(position: number, limit: number): Promise<LogEvent[]>;
}

/**
 * Gives those who join the notes of what they missed: from memory, or for all of them in one reading from the table.
 * Who is too far behind, whose position is not of this log's past, or whose rights changed meanwhile has to read again.
 */
export class Replay {
  constructor(
    private readonly recent: RecentEvents,
    private readonly log: OlderEvents,
    private readonly limit: number,
  ) {}

  async prepare(
    subscribers: readonly Subscriber[],
    position: number,
    timelines: Timelines,
    rightsChanged: (subscriber: Subscriber, events: readonly LogEvent[]) => boolean,
  ): Promise<void> {
    const joining = subscribers.filter((subscriber) => !subscriber.joined && subscriber.open);
    if (joining.length === 0) return;
    const resuming = joining.filter((subscriber) => this.mayResume(subscriber, position, timelines));
    await this.endThoseBeyond(
      resuming.filter(({ floor }) => floor > position),
      position,
    );
    const needed = resuming
      .filter(({ ending }) => ending === null)
      .map(({ floor, request }) => Math.min(floor, request.rightsAt));
    const events = await this.eventsBetween(Math.min(position, ...needed), position);
    const notes = new Map<Group, Note[]>();
    for (const subscriber of resuming) {
      if (!subscriber.open) continue;
      subscriber.joined = true;
      const since = Math.min(subscriber.request.rightsAt, subscriber.request.after?.n ?? position);
      if (rightsChanged(subscriber, from(events, since))) {
        subscriber.end(ResyncReason.RIGHTS_CHANGED);
        continue;
      }
      const { group, floor } = subscriber;
      if (!notes.has(group)) notes.set(group, notesOf(group, events));
      subscriber.wait(group.feed.initial(position));
      subscriber.wait(notes.get(group)!.filter((note) => note.position > floor));
    }
  }

  /** Sets where the subscriber begins; false when it has to read again. */
  private mayResume(subscriber: Subscriber, position: number, timelines: Timelines): boolean {
    const { after } = subscriber.request;
    if (!after) {
      subscriber.floor = position;
      return true;
    }
    if (!timelines.contains(after)) subscriber.end(ResyncReason.TIMELINE_CHANGED);
    else if (position - after.n > this.limit) subscriber.end(ResyncReason.TOO_FAR_BEHIND);
    return subscriber.open;
  }

  /** A position ahead of ours was given by a process ahead of us; ahead of the log's head, by a past that is gone. */
  private async endThoseBeyond(ahead: readonly Subscriber[], position: number): Promise<void> {
    if (ahead.length === 0) return;
    const head = Math.max(position, await this.log.head());
    for (const subscriber of ahead) if (subscriber.floor > head) subscriber.end(ResyncReason.TIMELINE_CHANGED);
  }

  private async eventsBetween(after: number, upTo: number): Promise<readonly LogEvent[]> {
    if (after >= upTo) return [];
    const events = this.recent.after(after) ?? (await this.log.after(after, upTo - after));
    return events.filter(({ position }) => position <= upTo);
  }
}

function from(events: readonly LogEvent[], after: number): readonly LogEvent[] {
  const first = events[0];
  return first ? events.slice(Math.max(0, after + 1 - first.position)) : [];
}

function notesOf({ feed }: Group, events: readonly LogEvent[]): Note[] {
  return events.flatMap((event) => feed.notes(event));
}
