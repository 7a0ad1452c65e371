import type { Viewer } from "../platform/auth/viewer.js";
import type { Feed, Item, Note } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { Reads } from "../platform/live/reads.js";
import { checkpointItem, type ReferenceNote, referenceItem, referenceNotes, resyncItem } from "./feed-items.js";
import type { LiveTickets } from "./live-tickets.js";
import type { Presence } from "./presence.js";
import type { QueueCounters } from "./queue-counters.js";
import { countedQueues } from "./queue-counts.rules.js";
import { type Alarm, type AlarmQueues, alarmOf, concernsSomebody, keyOfQueues } from "./target-alarm.rules.js";
import { EVERYTHING_ABOUT_TICKETS, isTicketEvent, MAILS, REFERENCES } from "./ticket-event.rules.js";

interface CountsNote extends Note {
  queueIds: ReadonlySet<number> | "all";
}

interface PresenceNote extends Note {
  presence: true;
}

interface AlarmNote extends Note {
  alarm: Alarm;
}

type DeskNote = CountsNote | PresenceNote | AlarmNote | ReferenceNote;
type At = (position: number) => string;

export const PRESENCE = "presence";
export const COUNTS = "counts";

export function presenceNote(position: number): PresenceNote {
  return { since: position, position, subject: "presence", presence: true };
}

/** All queues are to be told anew. */
export function countsNote(position: number): CountsNote {
  return { since: position, position, subject: "counts", queueIds: "all" };
}

/**
 * What concerns the whole desk: absolute counts of the queues that changed, alarms of tickets in some queues, and who
 * is on which ticket.
 */
export class DeskFeed implements Feed<DeskNote> {
  readonly key: string;
  readonly routes = [EVERYTHING_ABOUT_TICKETS, REFERENCES, MAILS, PRESENCE, COUNTS];
  readonly personal = false;
  readonly room = 1_000;

  constructor(
    private readonly tickets: LiveTickets,
    private readonly counters: QueueCounters,
    private readonly presence: Presence,
    private readonly alarmsIn: AlarmQueues,
  ) {
    this.key = `deskFeed|${keyOfQueues(alarmsIn)}`;
  }

  /** An alarm comes before the counts: who resumes between the two is told all counts again, and no alarm. */
  notes(event: LogEvent): readonly DeskNote[] {
    if (!isTicketEvent(event)) return referenceNotes(event);
    const { position } = event;
    const notes: DeskNote[] = [];
    const alarm = alarmOf(event, this.alarmsIn);
    if (alarm) notes.push({ since: position, position, subject: `alarm:${position}`, alarm });
    const queueIds = event.understood ? countedQueues(event) : "all";
    if (queueIds === "all" || queueIds.size > 0) notes.push({ ...countsNote(position), queueIds });
    return notes;
  }

  merge(earlier: DeskNote, later: DeskNote): DeskNote {
    if (!("queueIds" in earlier) || !("queueIds" in later)) return { ...later, since: earlier.since };
    return { ...later, since: earlier.since, queueIds: both(earlier.queueIds, later.queueIds) };
  }

  /** All counts and all presence: neither is made up of what happened since some position. */
  initial(position: number): readonly DeskNote[] {
    return [countsNote(position), presenceNote(position)];
  }

  async show(notes: readonly DeskNote[], viewer: Viewer, reads: Reads, at: At) {
    return Promise.all(notes.map((note) => this.showOne(note, viewer, reads, at)));
  }

  checkpoint(position: string, time: Date): Item {
    return checkpointItem(position, time);
  }

  resync = resyncItem;

  private async showOne(note: DeskNote, viewer: Viewer, reads: Reads, at: At): Promise<Item | null> {
    if ("reference" in note) return referenceItem(note, viewer, at);
    if ("presence" in note) return this.showPresence(viewer, reads);
    if ("alarm" in note) return this.showAlarm(note, viewer, reads, at);
    const { position, queueIds } = note;
    const counts = await this.counters.counts(queueIds, viewer.compartmentIds, reads);
    const root = { __typename: "QueueCountsChanged", position: at(position), counts };
    const which = queueIds === "all" ? "all" : [...queueIds].sort((a, b) => a - b).join();
    return { key: `counts:${position}:${which}`, root };
  }

  private async showPresence(viewer: Viewer, reads: Reads): Promise<Item> {
    const { version, tickets } = this.presence.state;
    const rows = await Promise.all(tickets.map(({ number }) => this.tickets.read(reads, number)));
    const visible = tickets.filter((_, index) => rows[index] && this.tickets.isVisibleTo(viewer, rows[index]));
    const root = { __typename: "PresenceChanged", tickets: visible };
    return { key: `presence:${version}`, root };
  }

  /** Only while it holds and the ticket is open, as it is read now. */
  private async showAlarm({ alarm, position }: AlarmNote, viewer: Viewer, reads: Reads, at: At): Promise<Item | null> {
    const { number, target, state } = alarm;
    const ticket = await this.tickets.read(reads, number);
    if (!ticket || !concernsSomebody(ticket) || !this.tickets.isVisibleTo(viewer, ticket)) return null;
    const { takeChargeState, takeChargeDueAt, resolveState, resolveDueAt } = ticket;
    const [now, dueAt] = target === "RESOLVE" ? [resolveState, resolveDueAt] : [takeChargeState, takeChargeDueAt];
    if (now !== state) return null;
    const root = { __typename: "TargetAlarm", position: at(position), ticket, target, state, at: alarm.at, dueAt };
    return { key: `alarm:${position}`, root };
  }
}

function both(a: CountsNote["queueIds"], b: CountsNote["queueIds"]): CountsNote["queueIds"] {
  return a === "all" || b === "all" ? "all" : new Set([...a, ...b]);
}
