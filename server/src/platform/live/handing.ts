import { type Delivery, deliveriesTo } from "./delivery.js";
import type { Note } from "./feed.js";
import type { Group } from "./group.js";
import type { LogEvent } from "./log-event.js";
import type { Membership } from "./membership.js";
import { Pending } from "./pending.js";
import type { Subscriber } from "./subscriber.js";

/** How many notes one slow or resuming reader is shown in a turn, and all of them together. */
const SHOWN_PER_READER = 200;
const SHOWN_PER_TURN = 4_000;

/** The routes of an event: see `Feed.routes`. */
export type RoutesOf = (event: LogEvent) => readonly string[];

/** A note that is not of the log, for the feeds of a route. */
export interface Announced {
  route: string;
  make: (position: number) => Note;
}

/** Finds out whom something concerns, and who of them is told in this turn: the others' notes wait with them. */
export class Handing {
  constructor(
    private readonly members: Membership,
    private readonly routes: RoutesOf,
  ) {}

  ofEvents(events: readonly LogEvent[]): Delivery[] {
    const noted = new Map<Group, Note[]>();
    for (const event of events) {
      for (const group of this.members.index.find(this.routes(event))) {
        const meant = group.feed.notes(event);
        if (meant.length === 0) continue;
        const notes = noted.get(group);
        if (notes) notes.push(...meant);
        else noted.set(group, [...meant]);
      }
    }
    return [...noted].flatMap(([group, notes]) => this.hand(group, notes, true));
  }

  ofAnnounced(announced: readonly Announced[], position: number): Delivery[] {
    return announced.flatMap(({ route, make }) => {
      const note = make(position);
      return [...this.members.index.find([route])].flatMap((group) => this.hand(group, [note], false));
    });
  }

  /** What waited with those who are behind, as far as this turn has room; `more` when some of it still waits. */
  ofWaiting(): { deliveries: Delivery[]; more: boolean } {
    let room = SHOWN_PER_TURN;
    let more = false;
    const now = Date.now();
    const taken: { subscriber: Subscriber; notes: Note[] }[] = [];
    for (const subscriber of this.members.behind) {
      if (subscriber.pending.size === 0 || subscriber.retryAt > now || subscriber.sink.congested) continue;
      if (!subscriber.open || !subscriber.joined) continue;
      const notes = subscriber.pending.take(Math.min(SHOWN_PER_READER, room));
      taken.push({ subscriber, notes });
      room -= notes.length;
      more ||= subscriber.pending.size > 0;
      if (room <= 0) break;
    }
    return { deliveries: deliveriesTo(taken), more };
  }

  /** Notes wait with the members that are behind; the others are one delivery. */
  private hand(group: Group, notes: readonly Note[], fromLog: boolean): Delivery[] {
    const live: Subscriber[] = [];
    for (const member of group.members) {
      if (!member.behind) live.push(member);
      else if (member.joined) member.wait(fromLog ? notes.filter(({ position }) => position > member.floor) : notes);
    }
    if (live.length === 0) return [];
    return [{ group, notes: Pending.merged(notes, (a, b) => group.feed.merge(a, b)), to: live }];
  }
}
