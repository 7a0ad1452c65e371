import type { Viewer } from "../platform/auth/viewer.js";
import type { Feed, Item, Note } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { Reads } from "../platform/live/reads.js";
import type { TicketOrder } from "../tickets/ticket-view.type.js";
import { checkpointItem, type ReferenceNote, referenceItem, referenceNotes, resyncItem } from "./feed-items.js";
import type { LiveTickets } from "./live-tickets.js";
import { factsAfter, factsBefore, isTicketEvent, NOT_UNDERSTOOD, REFERENCES } from "./ticket-event.rules.js";
import { ticketItem } from "./ticket-items.js";
import { keyOfView, matcherOf, routesOfOwn, routesOfView, type TicketFacts, type View } from "./view.rules.js";

interface TicketNote extends Note {
  number: number;
  /** Where the ticket was in the view before the events: each place by what decides who saw it there. */
  places: readonly Place[] | "unknown";
  /** The first of the events brought it into the view. */
  entered: boolean;
}

type Place = Pick<TicketFacts, "compartmentId" | "requesterId" | "beneficiaryId">;

type QueueNote = TicketNote | ReferenceNote;

/**
 * The tickets of a view as they change. What is shown follows from two facts: whether the ticket was in the view, and
 * visible, before any of the events that a note stands for; and whether its row as read is. The row may be newer than
 * the event, and what was shown before may have been, too. So a screen has the ticket only if it was in the view
 * before one of the events to come; that it may then be told of a ticket leaving that it never had does no harm.
 */
export class QueueFeed implements Feed<QueueNote> {
  readonly key: string;
  readonly routes: readonly string[];
  readonly personal: boolean;
  readonly room = 1_000;
  private readonly matches: (facts: TicketFacts) => boolean;

  constructor(
    view: View,
    private readonly order: TicketOrder,
    private readonly tickets: LiveTickets,
    /** Whom it is for, where they read their own tickets alone. */
    ownerId: number | null,
  ) {
    this.personal = ownerId !== null;
    this.key = `queueFeed|${keyOfView(view)}|${order.field} ${order.direction}`;
    // Nobody but the desk is told of what tickets refer to.
    const routes = ownerId === null ? [...routesOfView(view), REFERENCES] : routesOfOwn(ownerId);
    this.routes = [...new Set([...routes, NOT_UNDERSTOOD])];
    this.matches = matcherOf(view);
  }

  notes(event: LogEvent): readonly QueueNote[] {
    const { position, subjectId: number } = event;
    if (!isTicketEvent(event)) return referenceNotes(event);
    const subject = `ticket:${number}`;
    if (!event.understood) return [{ since: position, position, subject, number, places: "unknown", entered: false }];
    const before = factsBefore(event);
    const places = before && this.matches(before) ? [before] : [];
    if (places.length === 0 && !this.matches(factsAfter(event))) return [];
    return [{ since: position, position, subject, number, places, entered: places.length === 0 }];
  }

  merge(earlier: QueueNote, later: QueueNote): QueueNote {
    const merged = { ...later, since: earlier.since };
    if (!("places" in earlier) || !("places" in merged)) return merged;
    return { ...merged, entered: earlier.entered, places: both(earlier.places, merged.places) };
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
    const { number, places, position, entered } = note;
    const row = await this.tickets.read(reads, number);
    const sees = (place: Place | null) => place !== null && this.tickets.isVisibleTo(viewer, place);
    const has = row !== null && sees(row) && this.matches(row);
    const had = places === "unknown" ? sees(row) : places.some(sees);
    const shown = { number, position, at };
    if (has)
      return ticketItem(
        had && !entered ? "TicketUpdated" : "TicketEntered",
        shown,
        row,
        this.tickets.sortKey(row, this.order),
      );
    return had ? ticketItem("TicketLeft", shown, null, null) : null;
  }
}

function both(a: TicketNote["places"], b: TicketNote["places"]): TicketNote["places"] {
  if (a === "unknown" || b === "unknown") return "unknown";
  const added = b.filter(({ compartmentId }) => !a.some((place) => place.compartmentId === compartmentId));
  return added.length === 0 ? a : [...a, ...added];
}
