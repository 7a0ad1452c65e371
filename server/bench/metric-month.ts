import { ArticleState } from "../src/knowledge/article.entity.js";
import { ArticleEvent } from "../src/knowledge/article.events.js";
import { insertRow } from "../src/platform/database/rows.js";
import { ActorKind } from "../src/platform/events/actor.js";
import { SubjectType } from "../src/platform/events/event.entity.js";
import type { NewEvent } from "../src/platform/events/new-event.js";
import type { TestDesk } from "../src/testing/desk.js";
import { priorityOf, prioritySortOf } from "../src/tickets/priority.rules.js";
import {
  Channel,
  InterventionMeans,
  Nature,
  ResolutionCode,
  Scale,
  type Ticket,
  TicketKind,
  TicketState,
  WaitingFor,
} from "../src/tickets/ticket.entity.js";
import { type TicketEventDetails, TicketEventType, ticketEvent } from "../src/tickets/ticket.events.js";
import { random, recordedTicket, Writer } from "./bulk.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Month {
  tickets: number;
  start: Date;
  days: number;
}

/**
 * One month of a desk, written straight into the tables: as many tickets as asked for, about ten events each, lives that
 * overlap and last from minutes to weeks. Returns the number of events.
 */
export async function fillMonth(desk: TestDesk, { tickets, start, days }: Month): Promise<number> {
  const next = random(20260302);
  const places = await furnish(desk);
  const lives = Array.from({ length: tickets }, (_, i) => {
    return new MonthLife(desk, places, 1 + i, start.getTime() + (i * days * DAY) / tickets, next).live();
  });
  const events = lives.flatMap(({ events }, life) => events.map((event) => ({ event, life })));
  events.sort((a, b) => a.event.recordedAt.getTime() - b.event.recordedAt.getTime());
  const writer = new Writer(desk.database, 0);
  const last = new Map<number, number>();
  for (const { event, life } of events) {
    const position = writer.addEvent(event);
    if (event.subjectType === SubjectType.TICKET) last.set(life, position);
    if (writer.isFull) await writer.flush();
  }
  for (const [life, { ticket }] of lives.entries()) {
    writer.addTicket({ ...ticket, position: last.get(life)! });
    if (writer.isFull) await writer.flush();
  }
  await writer.flush();
  return events.length;
}

interface Places {
  applicationIds: number[];
  siteIds: number[];
}

async function furnish({ database, applicationId }: TestDesk): Promise<Places> {
  const applicationIds = [applicationId];
  const siteIds: number[] = [];
  for (const code of ["PAIE", "ACHATS", "RH", "MAIL"]) {
    applicationIds.push(await insertRow(database, "application", { code, name: code, description: "" }));
  }
  for (const code of ["LYON", "METZ", "NICE"]) siteIds.push(await insertRow(database, "site", { code, name: code }));
  return { applicationIds, siteIds };
}

type TimedEvent = NewEvent & {
  recordedAt: Date;
  actorKind: ActorKind;
  actorId: number;
  causeId: Buffer;
};

/** A ticket's life: calls are mostly solved at once, the rest climbs, waits, comes back. */
class MonthLife {
  private readonly events: TimedEvent[] = [];
  private ticket: Ticket;
  private cause = Buffer.alloc(16);

  constructor(
    private readonly desk: TestDesk,
    private readonly places: Places,
    number: number,
    private at: number,
    private readonly next: () => number,
  ) {
    this.ticket = {
      ...recordedTicket(desk, number, new Date(at), `Demande ${number}`),
      channel: this.pick([Channel.PHONE, Channel.EMAIL, Channel.EMAIL, Channel.WEB]),
      kind: this.pick([TicketKind.INCIDENT, TicketKind.QUESTION]),
      requesterSiteId: this.pick(this.places.siteIds),
    };
  }

  live(): { ticket: Ticket; events: TimedEvent[] } {
    this.write(TicketEventType.RECORDED, null);
    const isCall = this.ticket.channel === Channel.PHONE;
    if (!isCall) this.pass(4 * HOUR);
    this.qualify();
    if (isCall && this.next() < 0.6) {
      this.step(TicketEventType.INTERVENED, {}, { means: InterventionMeans.PHONE, minutes: 5 });
      this.resolve();
    } else {
      this.work();
    }
    return { ticket: this.ticket, events: this.events };
  }

  private work(): void {
    const { L1, L2, L3 } = this.desk.queues;
    for (const target of [L1, L2, L3].slice(0, this.pick([0, 0, 1, 1, 1, 2, 3]))) {
      this.pass(DAY);
      this.move(target);
      this.pass(6 * HOUR);
      this.take();
    }
    if (this.ticket.level === 0) this.take();
    do {
      if (this.next() < 0.5) this.wait();
      this.pass(DAY);
      this.step(TicketEventType.REPLIED, {}, { audience: "PUBLIC" });
      if (this.next() < 0.3) this.step(TicketEventType.CHASED, { chasingCount: this.ticket.chasingCount + 1 });
      if (this.next() < 0.5)
        this.step(TicketEventType.INTERVENED, {}, { means: InterventionMeans.REMOTE, minutes: 20 });
      this.pass(4 * DAY);
      if (this.next() < 0.03) return this.cancel();
      this.resolve();
    } while (this.next() < 0.08 && this.reopen());
  }

  private qualify(): void {
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
        applicationId: this.pick(this.places.applicationIds),
        takenInChargeAt: this.now,
        takenAtLevelAt: this.now,
      },
      { takesCharge: 3 },
    );
    this.judge("TAKE_CHARGE");
  }

  private move(target: { queueId: number; teamId: number; level: number }): void {
    this.step(TicketEventType.ESCALATED, {
      ...target,
      highestLevel: target.level,
      assigneeId: null,
      state: TicketState.OPEN,
      takenAtLevelAt: null,
      queueEnteredAt: this.now,
    });
  }

  private take(): void {
    const takesCharge = this.ticket.takenAtLevelAt ? 0 : 2;
    const { hotline, support, expert, engineer } = this.desk.people;
    const assigneeId = [hotline, support, expert, engineer][this.ticket.level]!.id;
    const changes = { state: TicketState.IN_PROGRESS, assigneeId, takenAtLevelAt: this.now };
    this.step(TicketEventType.TAKEN, changes, { takesCharge });
  }

  private wait(): void {
    const waitingFor = this.pick(Object.values(WaitingFor));
    this.step(TicketEventType.WAITING_STARTED, { state: TicketState.WAITING, waitingFor });
    this.pass(3 * DAY);
    this.step(TicketEventType.RESUMED, { state: TicketState.IN_PROGRESS, waitingFor: null });
  }

  private resolve(): void {
    const resolutionCode = this.pick(Object.values(ResolutionCode));
    this.step(
      TicketEventType.RESOLVED,
      {
        state: TicketState.RESOLVED,
        resolvedAt: this.now,
        resolvedById: this.desk.people.hotline.id,
        resolvedQueueId: this.ticket.queueId,
        resolutionCode,
        solution: "Solved",
      },
      { resolutionCode },
    );
    if (this.next() < 0.4) this.draft();
    this.judge("RESOLVE");
    if (this.next() < 0.5) this.pass(5 * DAY);
    this.step(TicketEventType.CLOSED, { state: TicketState.CLOSED, closedAt: this.now });
  }

  /** What was learnt becomes an article, in the act of resolving: a new one, or part of one that says the same. */
  private draft(): void {
    const { number, applicationId, compartmentId } = this.ticket;
    this.add({
      subjectType: SubjectType.ARTICLE,
      subjectId: number,
      subjectVersion: 1,
      type: this.next() < 0.7 ? ArticleEvent.DRAFTED : ArticleEvent.MERGED,
      relatedId: number,
      stateAfter: ArticleState.TO_REVIEW,
      applicationIdAfter: applicationId,
      compartmentIdAfter: compartmentId,
    });
  }

  private reopen(): boolean {
    this.pass(10 * DAY);
    const unresolved = { resolvedAt: null, resolvedById: null, resolvedQueueId: null, resolutionCode: null };
    this.step(TicketEventType.REOPENED, { state: TicketState.OPEN, assigneeId: null, closedAt: null, ...unresolved });
    this.take();
    return true;
  }

  private cancel(): void {
    this.step(TicketEventType.CANCELLED, { state: TicketState.CANCELLED });
  }

  /** The target is met or missed: an event that changes nothing of the ticket. */
  private judge(target: string): void {
    const type = this.next() < 0.85 ? TicketEventType.TARGET_MET : TicketEventType.TARGET_MISSED;
    this.write(type, this.ticket, { target });
  }

  /** Up to so long, mostly much less. */
  private pass(most: number): void {
    this.at += Math.floor(this.next() ** 2 * most);
    this.cause = Buffer.from(this.at.toString(16).padStart(32, "0"), "hex");
  }

  private get now(): Date {
    return new Date(this.at);
  }

  private step(type: TicketEventType, changes: Partial<Ticket>, details: TicketEventDetails = {}): void {
    const before = this.ticket;
    this.ticket = { ...before, ...changes, version: before.version + 1, updatedAt: this.now };
    this.write(type, before, details);
  }

  private write(type: TicketEventType, before: Ticket | null, details: TicketEventDetails = {}): void {
    // A third of the day is working time.
    const businessMs = Math.floor((this.at - this.ticket.recordedAt.getTime()) / 3);
    this.add({ ...ticketEvent(type, before, this.ticket, details), businessMs });
  }

  private add(event: NewEvent): void {
    this.events.push({
      ...event,
      actorKind: ActorKind.PERSON,
      actorId: this.desk.people.hotline.id,
      causeId: this.cause,
      occurredAt: this.now,
      recordedAt: this.now,
    });
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }
}
