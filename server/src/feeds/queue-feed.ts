import type { Viewer } from "../platform/auth/viewer.js";
import type { Feed, Item, Note } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { Reads } from "../platform/live/reads.js";
import type { TicketOrder } from "../tickets/ticket-view.type.js";
import { checkpointItem, type ReferenceNote, referenceItem, referenceNote, resyncItem } from "./feed-items.js";
import type { LiveTickets } from "./live-tickets.js";
import { referenceOf } from "./reference.rules.js";
import { factsAfter, factsBefore, isTicketEvent, NOT_UNDERSTOOD, REFERENCES } from "./ticket-event.rules.js";
import { ticketItem } from "./ticket-items.js";
import { keyOfView, matcherOf, routesOfView, type TicketFacts, type View } from "./view.rules.js";

interface TicketNote extends Note {
  number: number;
  /** The facts before the first event that the note stands for: what the subscriber may have on screen. */
  before: TicketFacts | null | "unknown";
}

type QueueNote = TicketNote | ReferenceNote;

/**
 * The tickets of a view as they change. What is shown follows from two facts: whether the ticket was in the view, and
 * visible, before what the note stands for; and whether the row as read is. A row read ahead of the event is no harm:
 * the event that made it so is still to come, and its "before" is what was shown.
 */
export class QueueFeed implements Feed<QueueNote> {
  readonly key: string;
  readonly routes: readonly string[];
  readonly room = 1_000;
  private readonly matches: (facts: TicketFacts) => boolean;

  constructor(
    view: View,
    private readonly order: TicketOrder,
    private readonly tickets: LiveTickets,
    readonly personal: boolean,
  ) {
    this.key = `queueFeed|${keyOfView(view)}|${order.field} ${order.direction}`;
    this.routes = [...new Set([...routesOfView(view), REFERENCES, NOT_UNDERSTOOD])];
    this.matches = matcherOf(view);
  }

  note(event: LogEvent): QueueNote | null {
    const { position, subjectId: number } = event;
    if (!isTicketEvent(event)) {
      const reference = referenceOf(event);
      return reference && referenceNote(position, reference);
    }
    const subject = `ticket:${number}`;
    if (!event.understood) return { since: position, position, subject, number, before: "unknown" };
    const before = factsBefore(event);
    if (!(before && this.matches(before)) && !this.matches(factsAfter(event))) return null;
    return { since: position, position, subject, number, before };
  }

  merge(earlier: QueueNote, later: QueueNote): QueueNote {
    return { ...later, ...earlier, position: later.position };
  }

  initial(): readonly QueueNote[] {
    return [];
  }

  async show(notes: readonly QueueNote[], viewer: Viewer, reads: Reads, at: (position: number) => string) {
    return Promise.all(notes.map((note) => this.showOne(note, viewer, reads, at)));
  }

  checkpoint(position: string, time: Date): Item {
    return checkpointItem(position, time);
  }

  resync = resyncItem;

  private async showOne(note: QueueNote, viewer: Viewer, reads: Reads, at: (position: number) => string) {
    if ("reference" in note) return referenceItem(note, viewer, at);
    const { number, before, position } = note;
    const row = await this.tickets.read(reads, number);
    const shows = (facts: TicketFacts) => this.tickets.isVisibleTo(viewer, facts) && this.matches(facts);
    const has = row !== null && shows(row);
    const had = before === "unknown" ? row !== null && this.tickets.isVisibleTo(viewer, row) : before && shows(before);
    const shown = { number, position, at };
    if (has)
      return ticketItem(had ? "TicketUpdated" : "TicketEntered", shown, row, this.tickets.sortKey(row, this.order));
    return had ? ticketItem("TicketLeft", shown, null, null) : null;
  }
}
