import type { Viewer } from "../platform/auth/viewer.js";
import type { Feed, Item, Note } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { Reads } from "../platform/live/reads.js";
import { checkpointItem, type ReferenceNote, referenceItem, referenceNotes, resyncItem } from "./feed-items.js";
import type { LiveTickets } from "./live-tickets.js";
import { factsBefore, isTicketEvent, REFERENCES } from "./ticket-event.rules.js";
import { ticketItem } from "./ticket-items.js";

interface EntryNote extends Note {
  event: LogEvent;
}

type TicketFeedNote = EntryNote | ReferenceNote;

/** Everything that happens to one ticket, one item for each event: the history must not lose an entry. */
export class TicketFeed implements Feed<TicketFeedNote> {
  readonly key: string;
  readonly routes: readonly string[];
  readonly personal = true;
  readonly room = 1_000;

  constructor(
    private readonly number: number,
    private readonly tickets: LiveTickets,
  ) {
    this.key = `ticketFeed|${number}`;
    this.routes = [`ticket:${number}`, REFERENCES];
  }

  notes(event: LogEvent): readonly TicketFeedNote[] {
    const { position, subjectId } = event;
    if (!isTicketEvent(event)) return referenceNotes(event);
    return subjectId === this.number ? [{ since: position, position, subject: `event:${position}`, event }] : [];
  }

  merge(earlier: TicketFeedNote, later: TicketFeedNote): TicketFeedNote | null {
    return "reference" in earlier && "reference" in later ? { ...later, since: earlier.since } : null;
  }

  initial(): readonly TicketFeedNote[] {
    return [];
  }

  async show(notes: readonly TicketFeedNote[], viewer: Viewer, reads: Reads, at: (position: number) => string) {
    return Promise.all(notes.map((note) => this.showOne(note, viewer, reads, at)));
  }

  checkpoint(position: string, time: Date): Item {
    return checkpointItem(position, time);
  }

  resync = resyncItem;

  private async showOne(note: TicketFeedNote, viewer: Viewer, reads: Reads, at: (position: number) => string) {
    const ticket = await this.tickets.read(reads, this.number);
    const visible = ticket !== null && this.tickets.isVisibleTo(viewer, ticket);
    if ("reference" in note) return visible ? referenceItem(note, viewer, at) : null;
    const { position, event } = note;
    if (!visible) {
      const before = event.understood ? factsBefore(event) : null;
      if (!before || !this.tickets.isVisibleTo(viewer, before)) return null;
      return ticketItem("TicketLeft", { number: this.number, position, at }, null, null);
    }
    const entry = this.tickets.entry(viewer, ticket, event);
    if (!entry) return null;
    const root = { __typename: "TicketChanged", position: at(position), ticket, entry };
    return { key: `TicketChanged:${position}`, root };
  }
}
