import type { DeskDay } from "../desk/desk-day.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { QueueCountsRow, QueueDayRow } from "../queues/queue.type.js";
import { type Flow, flowAfter, isPast } from "./day-flow.rules.js";
import { type Cell, type CellChange, cellOf, countChanges, keyOfCell } from "./queue-counts.rules.js";
import { instantsOf, type OpenTicket } from "./queue-instants.rules.js";
import { factsAfter } from "./ticket-event.rules.js";

/** What the projection is made from: one consistent reading. */
export interface QueueSnapshot {
  position: number;
  day: DeskDay;
  queueIds: readonly number[];
  tickets: readonly OpenTicket[];
  /** Of the tickets that were received or resolved today. */
  flows: ReadonlyMap<number, Flow>;
}

/** A queue's counts with its day's. */
export type LiveQueueCounts = QueueCountsRow & { today: QueueDayRow };

const STATES = { NEW: "new", OPEN: "open", IN_PROGRESS: "inProgress", WAITING: "waiting" } as const;
const ALARMS = { IMMINENT: "imminent", MISSED: "missed" } as const;

interface DayCell {
  queueId: number;
  compartmentId: number;
  received: number;
  resolved: number;
}

/**
 * What is told of each queue on one day, kept by the log's events. The counts follow from the events alone; the
 * instants from the rows of open tickets, of which those are `stale` whose events came after their reading.
 */
export class QueueProjection {
  readonly day: DeskDay;
  private readonly staleSince = new Map<number, number>();
  private readonly queueIds: readonly number[];
  private readonly cells = new Map<string, Cell & { count: number }>();
  private readonly days = new Map<string, DayCell>();
  private readonly flows = new Map<number, Flow>();
  private readonly tickets = new Map<number, OpenTicket>();
  private readonly byQueue = new Map<number, Map<number, OpenTicket>>();

  constructor({ day, queueIds, tickets, flows }: QueueSnapshot) {
    this.day = day;
    this.queueIds = queueIds;
    for (const ticket of tickets) {
      this.keep(ticket);
      const cell = cellOf(ticket);
      if (cell) this.count({ ...cell, change: 1 });
    }
    for (const [number, flow] of flows) this.keepFlow(number, flow);
  }

  /** The tickets whose rows are to be read again. */
  get stale(): readonly number[] {
    return [...this.staleSince.keys()];
  }

  /** An understood event of a ticket. */
  follow(event: LogEvent): void {
    const number = event.subjectId;
    for (const change of countChanges(event)) this.count(change);
    this.keepFlow(number, flowAfter(this.flows.get(number) ?? null, event));
    if (cellOf(factsAfter(event))) {
      this.staleSince.set(number, event.position);
    } else {
      this.staleSince.delete(number);
      this.drop(number);
    }
  }

  /** A ticket's row, as it was read; null: there is none. One from before its last event is to be read once more. */
  take(number: number, row: OpenTicket | null): void {
    if (!row || row.position >= (this.staleSince.get(number) ?? 0)) this.staleSince.delete(number);
    const known = this.tickets.get(number);
    if (row && known && known.position > row.position) return;
    this.drop(number);
    if (row && cellOf(row)) this.keep(row);
  }

  /** Of some queues, of the tickets in these compartments. */
  counts(queueIds: ReadonlySet<number> | "all", compartmentIds: ReadonlySet<number>): LiveQueueCounts[] {
    const rows = new Map<number, LiveQueueCounts>();
    const rowOf = (queueId: number) => {
      let row = rows.get(queueId);
      if (!row) rows.set(queueId, (row = this.empty(queueId)));
      return row;
    };
    const told = (cell: { queueId: number; compartmentId: number }) =>
      compartmentIds.has(cell.compartmentId) && (queueIds === "all" || queueIds.has(cell.queueId));
    // Also those of which there is nothing to tell any more.
    for (const id of queueIds === "all" ? this.queueIds : queueIds) rowOf(id);
    for (const cell of this.cells.values()) if (told(cell)) add(rowOf(cell.queueId), cell);
    for (const cell of this.days.values()) {
      if (!told(cell)) continue;
      const { today } = rowOf(cell.queueId);
      today.received += cell.received;
      today.resolved += cell.resolved;
    }
    for (const row of rows.values())
      Object.assign(row, instantsOf(this.byQueue.get(row.queueId)?.values() ?? [], compartmentIds));
    return [...rows.values()].sort((a, b) => a.queueId - b.queueId);
  }

  private empty(queueId: number): LiveQueueCounts {
    const today = { day: this.day.day, received: 0, resolved: 0 };
    const counts = { new: 0, open: 0, inProgress: 0, waiting: 0, unassigned: 0, total: 0, imminent: 0, missed: 0 };
    return { queueId, ...counts, oldestWaitingAt: null, nextBreachAt: null, today };
  }

  private count({ change, ...cell }: CellChange): void {
    const key = keyOfCell(cell);
    const known = this.cells.get(key);
    if (known) known.count += change;
    else this.cells.set(key, { ...cell, count: change });
  }

  private keepFlow(number: number, flow: Flow): void {
    const known = this.flows.get(number);
    if (known) this.countFlow(known, -1);
    if (isPast(flow, this.day.startsAt)) {
      this.flows.delete(number);
    } else {
      this.flows.set(number, flow);
      this.countFlow(flow, 1);
    }
  }

  private countFlow({ compartmentId, received, resolved }: Flow, change: 1 | -1): void {
    const { startsAt, endsAt } = this.day;
    for (const [fact, place] of [["received", received] as const, ["resolved", resolved] as const]) {
      if (!place || place.at < startsAt || place.at >= endsAt) continue;
      const key = `${place.queueId}|${compartmentId}`;
      let cell = this.days.get(key);
      if (!cell) this.days.set(key, (cell = { queueId: place.queueId, compartmentId, received: 0, resolved: 0 }));
      cell[fact] += change;
    }
  }

  private keep(ticket: OpenTicket): void {
    this.tickets.set(ticket.number, ticket);
    let queue = this.byQueue.get(ticket.queueId);
    if (!queue) this.byQueue.set(ticket.queueId, (queue = new Map()));
    queue.set(ticket.number, ticket);
  }

  private drop(number: number): void {
    const known = this.tickets.get(number);
    if (!known) return;
    this.tickets.delete(number);
    this.byQueue.get(known.queueId)?.delete(number);
  }
}

function add(row: QueueCountsRow, { state, assigned, alarm, count }: Cell & { count: number }): void {
  row[STATES[state]] += count;
  row.total += count;
  if (!assigned) row.unassigned += count;
  if (alarm) row[ALARMS[alarm]] += count;
}
