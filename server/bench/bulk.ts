import { randomBytes } from "node:crypto";
import { escape } from "mysql2";
import type { DataSource } from "typeorm";
import { ActorKind } from "../src/platform/events/actor.js";
import { serviceLevelRules } from "../src/service-levels/service-level.settings.js";
import type { TestDesk } from "../src/testing/desk.js";
import { priorityOf, prioritySortOf } from "../src/tickets/priority.rules.js";
import {
  Channel,
  Nature,
  NO_CLOCK,
  ResolutionCode,
  Scale,
  type Ticket,
  TicketKind,
  TicketState,
} from "../src/tickets/ticket.entity.js";
import { type TicketEventDetails, TicketEventType, ticketEvent } from "../src/tickets/ticket.events.js";

const BATCH = 1_000;
const MINUTE = 60_000;

interface Place {
  queueId: number;
  teamId: number;
  level: number;
}

/** A repeatable stream of numbers in [0, 1): the mulberry32 generator. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Fills a desk with tickets and the events that led to them, written straight into the tables. Lives are short and do
 * not overlap, so that the log is in time order; the last `open` of them are still open, spread over all levels.
 */
export async function fillDesk(
  desk: TestDesk,
  { tickets, open, words }: { tickets: number; open: number; words: (i: number) => string },
): Promise<void> {
  const next = random(20260302);
  const writer = new Writer(desk.database, await headOf(desk.database));
  const first = await nextNumber(desk.database);
  const start = Date.UTC(2026, 0, 1) - tickets * MINUTE;
  const { version: rules } = await serviceLevelRules(desk.database);
  for (let i = 0; i < tickets; i++) {
    const life = new Life(desk, first + i, start + i * MINUTE, words(i), next, writer, rules);
    life.live(i >= tickets - open);
    if (writer.isFull) await writer.flush();
  }
  await writer.flush();
}

/** One ticket's life, event by event. */
class Life {
  private ticket: Ticket;

  constructor(
    private readonly desk: TestDesk,
    number: number,
    private readonly at: number,
    subject: string,
    private readonly next: () => number,
    private readonly writer: Writer,
    private readonly rules: number,
  ) {
    this.ticket = this.recorded(number, subject);
  }

  live(staysOpen: boolean): void {
    const { L0, L1, L2, L3 } = this.desk.queues;
    this.write(TicketEventType.RECORDED, null);
    const [impact, urgency] = [this.pick(Object.values(Scale)), this.pick(Object.values(Scale))];
    const priority = priorityOf(impact, urgency);
    this.step(
      TicketEventType.QUALIFIED,
      {
        state: TicketState.OPEN,
        nature: this.pick(Object.values(Nature)),
        impact,
        urgency,
        priority,
        prioritySort: prioritySortOf(priority),
        applicationId: this.desk.applicationId,
        takenInChargeAt: this.now,
        takenAtLevelAt: this.now,
      },
      { takesCharge: 3 },
    );
    const levels = [L1, L2, L3].slice(0, Math.floor(this.next() * 4));
    let place: Place = L0;
    for (const target of levels) {
      place = target;
      this.step(TicketEventType.ESCALATED, {
        ...target,
        highestLevel: target.level,
        assigneeId: null,
        state: TicketState.OPEN,
        takenAtLevelAt: null,
        queueEnteredAt: this.now,
      });
    }
    if (staysOpen && this.next() < 0.5) return this.writer.addTicket(this.ticket);
    this.step(
      TicketEventType.TAKEN,
      { state: TicketState.IN_PROGRESS, assigneeId: this.technician(place), takenAtLevelAt: this.now },
      { takesCharge: levels.length > 0 ? 2 : 0 },
    );
    if (!staysOpen) this.resolveAndClose(place);
    this.writer.addTicket(this.ticket);
  }

  private resolveAndClose(place: Place): void {
    const resolutionCode = this.pick(Object.values(ResolutionCode));
    const resolution = {
      state: TicketState.RESOLVED,
      resolvedAt: this.now,
      resolvedById: this.technician(place),
      resolvedQueueId: place.queueId,
      resolutionCode,
      solution: "Solved",
      reopenableUntil: new Date(this.now.getTime() + 7 * 24 * 60 * MINUTE),
    };
    this.step(TicketEventType.RESOLVED, resolution, { resolutionCode });
    this.step(TicketEventType.CLOSED, { state: TicketState.CLOSED, closedAt: this.now });
  }

  private get now(): Date {
    return new Date(this.at + this.ticket.version * 1_000);
  }

  private step(type: TicketEventType, changes: Partial<Ticket>, details: TicketEventDetails = {}): void {
    const before = this.ticket;
    this.ticket = { ...before, ...changes, version: before.version + 1, updatedAt: this.now };
    this.write(type, before, details);
  }

  private write(type: TicketEventType, before: Ticket | null, details: TicketEventDetails = {}): void {
    // Set on already, as if the desk were always open: a server that starts on this desk has no clock to compute.
    const businessMs = this.now.getTime() - this.at;
    this.ticket = { ...this.ticket, clockMs: businessMs, clockAt: this.now, clockRules: this.rules };
    const position = this.writer.addEvent({
      ...ticketEvent(type, before, this.ticket, { ...details, businessMs }),
      actorKind: ActorKind.PERSON,
      actorId: this.desk.people.hotline.id,
      occurredAt: this.now,
      recordedAt: this.now,
    });
    this.ticket = { ...this.ticket, position };
  }

  private technician({ level }: Place): number {
    const { hotline, support, expert, engineer } = this.desk.people;
    return [hotline, support, expert, engineer][level]!.id;
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }

  private recorded(number: number, subject: string): Ticket {
    const kind = this.pick([TicketKind.INCIDENT, TicketKind.QUESTION]);
    const channel = this.pick(Object.values(Channel));
    return { ...recordedTicket(this.desk, number, new Date(this.at), subject), kind, channel };
  }
}

/** A ticket as it is recorded, in the front desk's queue. */
export function recordedTicket(desk: TestDesk, number: number, at: Date, subject: string): Ticket {
  return {
    number,
    version: 1,
    position: 0,
    kind: TicketKind.INCIDENT,
    nature: null,
    channel: Channel.WEB,
    state: TicketState.NEW,
    waitingFor: null,
    waitingUntil: null,
    impact: null,
    urgency: null,
    priority: null,
    prioritySort: 0,
    categoryId: null,
    applicationId: null,
    compartmentId: 1,
    subject,
    description: subject,
    language: "fr",
    requesterId: desk.people.requester.id,
    beneficiaryId: null,
    requesterSiteId: null,
    ...desk.queues.L0,
    highestLevel: 0,
    assigneeId: null,
    reportedAt: at,
    recordedAt: at,
    updatedAt: at,
    queueEnteredAt: at,
    takenInChargeAt: null,
    takenAtLevelAt: null,
    firstReplyAt: null,
    resolvedAt: null,
    resolvedById: null,
    resolvedQueueId: null,
    resolutionCode: null,
    solution: null,
    articleId: null,
    closedAt: null,
    reopenableUntil: null,
    reopenCount: 0,
    nextNewsAt: null,
    chasingCount: 0,
    followUpOfNumber: null,
    externalReference: null,
    ...NO_CLOCK,
  };
}

/** Rows on their way into the tables, in batches; positions are given as they come. */
export class Writer {
  private tickets: Ticket[] = [];
  private events: object[] = [];

  constructor(
    private readonly database: DataSource,
    private head: number,
  ) {}

  addTicket(ticket: Ticket): void {
    this.tickets.push(ticket);
  }

  addEvent(event: object): number {
    this.head++;
    this.events.push({
      position: this.head,
      id: randomBytes(16),
      causeId: randomBytes(16),
      schemaVersion: 1,
      ...event,
    });
    return this.head;
  }

  get isFull(): boolean {
    return this.tickets.length >= BATCH || this.events.length >= 10 * BATCH;
  }

  async flush(): Promise<void> {
    const { tickets } = this;
    await this.insert("ticket", tickets);
    await this.insert(
      "ticket_text",
      tickets.map(({ number, subject, description }) => ({ ticketNumber: number, body: `${subject}\n${description}` })),
    );
    await this.insert("event", this.events);
    await this.database.query("UPDATE log_head SET n = ? WHERE id = 1", [this.head]);
    this.tickets = [];
    this.events = [];
  }

  private async insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    // Events of different types carry different details: each batch writes every column that any of them has.
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const names = columns.map((column) => `\`${column}\``).join(", ");
    const values = rows.map(
      (row) => `(${columns.map((column) => literal((row as Row)[column] ?? DEFAULTS[column])).join()})`,
    );
    await this.database.query(`INSERT INTO ${table} (${names}) VALUES ${values.join()}`);
  }
}

type Row = Record<string, unknown>;

/** Rows by the million: the driver's own escaping of bound values would take most of the time. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return `'${value.toISOString().slice(0, 23).replace("T", " ")}'`;
  if (Buffer.isBuffer(value)) return `x'${value.toString("hex")}'`;
  return escape(String(value));
}

const DEFAULTS: Record<string, unknown> = { takesCharge: 0, skipsLevel: false };

async function headOf(database: DataSource): Promise<number> {
  const [row] = await database.query<{ n: number }[]>("SELECT n FROM log_head");
  return Number(row!.n);
}

async function nextNumber(database: DataSource): Promise<number> {
  const [row] = await database.query<{ n: number }[]>("SELECT COALESCE(MAX(number), 0) + 1 AS n FROM ticket");
  return Number(row!.n);
}
