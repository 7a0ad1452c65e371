import type { Viewer } from "../platform/auth/viewer.js";
import type { Feed, Item, Note } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { Reads } from "../platform/live/reads.js";
import { checkpointItem, type ReferenceNote, referenceItem, referenceNote, resyncItem } from "./feed-items.js";
import type { LiveTickets } from "./live-tickets.js";
import type { Presence } from "./presence.js";
import type { QueueCounters } from "./queue-counters.js";
import { countedQueues } from "./queue-counts.rules.js";
import { referenceOf } from "./reference.rules.js";
import { EVERYTHING_ABOUT_TICKETS, isTicketEvent, MAILS, REFERENCES } from "./ticket-event.rules.js";

interface CountsNote extends Note {
  queueIds: ReadonlySet<number> | "all";
}

interface PresenceNote extends Note {
  presence: true;
}

type DeskNote = CountsNote | PresenceNote | ReferenceNote;

export const PRESENCE = "presence";

export function presenceNote(position: number): PresenceNote {
  return { since: position, position, subject: "presence", presence: true };
}

/** What concerns the whole desk: absolute counts of the queues that changed, and who is on which ticket. */
export class DeskFeed implements Feed<DeskNote> {
  readonly key = "deskFeed";
  readonly routes = [EVERYTHING_ABOUT_TICKETS, REFERENCES, MAILS, PRESENCE];
  readonly personal = false;
  readonly room = 1_000;

  constructor(
    private readonly tickets: LiveTickets,
    private readonly counters: QueueCounters,
    private readonly presence: Presence,
  ) {}

  note(event: LogEvent): DeskNote | null {
    const { position } = event;
    if (!isTicketEvent(event)) {
      const reference = referenceOf(event);
      return reference && referenceNote(position, reference);
    }
    const queueIds = event.understood ? countedQueues(event) : "all";
    if (queueIds !== "all" && queueIds.size === 0) return null;
    return { since: position, position, subject: "counts", queueIds };
  }

  merge(earlier: DeskNote, later: DeskNote): DeskNote {
    if (!("queueIds" in earlier) || !("queueIds" in later)) return { ...later, since: earlier.since };
    return { ...later, since: earlier.since, queueIds: both(earlier.queueIds, later.queueIds) };
  }

  /** All counts and all presence: neither is made up of what happened since some position. */
  initial(position: number): readonly DeskNote[] {
    return [{ since: position, position, subject: "counts", queueIds: "all" }, presenceNote(position)];
  }

  async show(notes: readonly DeskNote[], viewer: Viewer, reads: Reads, at: (position: number) => string) {
    return Promise.all(notes.map((note) => this.showOne(note, viewer, reads, at)));
  }

  checkpoint(position: string, time: Date): Item {
    return checkpointItem(position, time);
  }

  resync = resyncItem;

  private async showOne(note: DeskNote, viewer: Viewer, reads: Reads, at: (position: number) => string) {
    if ("reference" in note) return referenceItem(note, viewer, at);
    if ("presence" in note) {
      const { version, tickets } = this.presence.state;
      const rows = await Promise.all(tickets.map(({ number }) => this.tickets.read(reads, number)));
      const visible = tickets.filter((_, index) => rows[index] && this.tickets.isVisibleTo(viewer, rows[index]));
      const root = { __typename: "PresenceChanged", tickets: visible };
      return { key: `presence:${version}`, root };
    }
    const { position, queueIds } = note;
    const counts = this.counters.counts(queueIds, viewer.compartmentIds);
    const root = { __typename: "QueueCountsChanged", position: at(position), counts };
    const which = queueIds === "all" ? "all" : [...queueIds].sort((a, b) => a - b).join();
    return { key: `counts:${position}:${which}`, root };
  }
}

function both(a: CountsNote["queueIds"], b: CountsNote["queueIds"]): CountsNote["queueIds"] {
  return a === "all" || b === "all" ? "all" : new Set([...a, ...b]);
}
