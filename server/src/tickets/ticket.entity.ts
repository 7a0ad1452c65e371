import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import {
  bigintNumber,
  code,
  instant,
  oneOf,
  optionalInstant,
  optionalReference,
  reference,
} from "../platform/database/columns.js";
import { TargetState } from "../service-levels/service-level.model.js";

export enum TicketKind {
  INCIDENT = "INCIDENT",
  QUESTION = "QUESTION",
  COMPLAINT = "COMPLAINT",
  SERVICE_REQUEST = "SERVICE_REQUEST",
}

export enum Nature {
  TECHNICAL = "TECHNICAL",
  FUNCTIONAL = "FUNCTIONAL",
  REGULATORY = "REGULATORY",
}

export enum Channel {
  PHONE = "PHONE",
  EMAIL = "EMAIL",
  WEB = "WEB",
  ON_SITE = "ON_SITE",
  API = "API",
  MONITORING = "MONITORING",
}

export enum TicketState {
  NEW = "NEW",
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  WAITING = "WAITING",
  RESOLVED = "RESOLVED",
  CLOSED = "CLOSED",
  CANCELLED = "CANCELLED",
  MERGED = "MERGED",
}

export enum WaitingFor {
  REQUESTER = "REQUESTER",
  THIRD_PARTY = "THIRD_PARTY",
  DATE = "DATE",
}

/** Impact and urgency. */
export enum Scale {
  LOW = "LOW",
  MEDIUM = "MEDIUM",
  HIGH = "HIGH",
}

/** P1 is the most pressing. */
export enum Priority {
  P1 = "P1",
  P2 = "P2",
  P3 = "P3",
  P4 = "P4",
  P5 = "P5",
}

export enum ResolutionCode {
  SOLVED = "SOLVED",
  WORKAROUND = "WORKAROUND",
  NO_FAULT = "NO_FAULT",
  NO_ANSWER = "NO_ANSWER",
  OUT_OF_SCOPE = "OUT_OF_SCOPE",
  REFUSED = "REFUSED",
}

/** How a ticket stands over its targets: the worst of them, in the order MISSED, IMMINENT, PENDING, PAUSED, MET. */
export enum ServiceLevelState {
  PENDING = "PENDING",
  IMMINENT = "IMMINENT",
  PAUSED = "PAUSED",
  MET = "MET",
  MISSED = "MISSED",
}

/** States in which the desk still owes something. */
export const OPEN_STATES: readonly TicketState[] = [
  TicketState.NEW,
  TicketState.OPEN,
  TicketState.IN_PROGRESS,
  TicketState.WAITING,
];

/**
 * One request for help, as it stands after its last event; the event log holds how it came there.
 * Lists are served from the covering indexes by queue, by assignee and by requester.
 */
@Entity("ticket")
@Index("ticket_by_queue_priority", ["queueId", "state", "prioritySort", "number"])
@Index("ticket_by_queue_entry", ["queueId", "state", "queueEnteredAt", "number"])
@Index("ticket_by_assignee", ["assigneeId", "state", "number"])
@Index("ticket_by_requester", ["requesterId", "state", "number"])
@Index("ticket_by_beneficiary", ["beneficiaryId", "number"])
@Index("ticket_by_application", ["applicationId", "state", "number"])
@Index("ticket_by_state", ["state", "number"])
@Index("ticket_by_update", ["updatedAt", "number"])
@Index("ticket_by_origin", ["followUpOfNumber"])
@Index("ticket_by_queue_breach", ["queueId", "state", "nextBreachAt", "number"])
@Index("ticket_by_breach", ["nextBreachAt", "number"])
@Index("ticket_by_alarm", ["nextAlarmAt", "number"])
export class Ticket {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  number!: number;

  /** Rises by the acts that could change a person's decision. */
  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;

  /** The position of its last event. */
  @Column({ ...bigintNumber, default: 0 })
  position!: number;

  @Column(oneOf(TicketKind))
  kind!: TicketKind;

  @Column(oneOf(Nature, { nullable: true }))
  nature!: Nature | null;

  @Column(oneOf(Channel))
  channel!: Channel;

  @Column(oneOf(TicketState))
  state!: TicketState;

  @Column(oneOf(WaitingFor, { nullable: true }))
  waitingFor!: WaitingFor | null;

  @Column(optionalInstant)
  waitingUntil!: Date | null;

  @Column(oneOf(Scale, { nullable: true }))
  impact!: Scale | null;

  @Column(oneOf(Scale, { nullable: true }))
  urgency!: Scale | null;

  @Column(oneOf(Priority, { nullable: true }))
  priority!: Priority | null;

  /** 1 to 5 as the priority; 0 while unqualified: what nobody has looked at yet comes first. */
  @Column({ type: "tinyint", unsigned: true, default: 0 })
  prioritySort!: number;

  @Column(optionalReference)
  categoryId!: number | null;

  @Column(optionalReference)
  applicationId!: number | null;

  @Column(reference)
  compartmentId!: number;

  @Column({ type: "varchar", length: 250 })
  subject!: string;

  @Column({ type: "text" })
  description!: string;

  /** The language in which the requester is written to. */
  @Column(code(2))
  language!: string;

  @Column(reference)
  requesterId!: number;

  @Column(optionalReference)
  beneficiaryId!: number | null;

  @Column(optionalReference)
  requesterSiteId!: number | null;

  @Column(reference)
  queueId!: number;

  @Column(reference)
  teamId!: number;

  @Column({ type: "tinyint", unsigned: true })
  level!: number;

  @Column({ type: "tinyint", unsigned: true })
  highestLevel!: number;

  @Column(optionalReference)
  assigneeId!: number | null;

  /** When the person asked. */
  @Column(instant)
  reportedAt!: Date;

  /** When the desk wrote it down. */
  @Column(instant)
  recordedAt!: Date;

  @Column(instant)
  updatedAt!: Date;

  @Column(instant)
  queueEnteredAt!: Date;

  @Column(optionalInstant)
  takenInChargeAt!: Date | null;

  /** First human act since the arrival at the present level; null until then. */
  @Column(optionalInstant)
  takenAtLevelAt!: Date | null;

  /** First public word of a person of the desk to the requester. */
  @Column(optionalInstant)
  firstReplyAt!: Date | null;

  @Column(optionalInstant)
  resolvedAt!: Date | null;

  @Column(optionalReference)
  resolvedById!: number | null;

  @Column(optionalReference)
  resolvedQueueId!: number | null;

  @Column(oneOf(ResolutionCode, { nullable: true }))
  resolutionCode!: ResolutionCode | null;

  @Column({ type: "text", nullable: true })
  solution!: string | null;

  @Column(optionalReference)
  articleId!: number | null;

  @Column(optionalInstant)
  closedAt!: Date | null;

  @Column(optionalInstant)
  reopenableUntil!: Date | null;

  @Column({ type: "smallint", unsigned: true, default: 0 })
  reopenCount!: number;

  @Column(optionalInstant)
  nextNewsAt!: Date | null;

  @Column({ type: "smallint", unsigned: true, default: 0 })
  chasingCount!: number;

  @Column(optionalReference)
  followUpOfNumber!: number | null;

  /** Its number in another system. */
  @Column(code(100, { nullable: true, unique: true }))
  externalReference!: string | null;

  // The service levels' clock: what the ledger of its history says, kept here so that lists are sorted by it.

  /** Elapsed business time since the recording, in milliseconds, at `clockAt`. */
  @Column({ ...bigintNumber, default: 0 })
  clockMs!: number;

  /** Null: not computed yet. */
  @Column(optionalInstant)
  clockAt!: Date | null;

  /** The version of the service levels' settings under which it was computed. */
  @Column({ type: "int", unsigned: true, default: 0 })
  clockRules!: number;

  @Column({ ...bigintNumber, nullable: true })
  takeChargeTargetMs!: number | null;

  /** When the target is reached if nothing changes; for a missed one, when it was. */
  @Column(optionalInstant)
  takeChargeDueAt!: Date | null;

  @Column(oneOf(TargetState, { nullable: true }))
  takeChargeState!: TargetState | null;

  /** The instant of its last verdict; null while it is still to be judged. */
  @Column(optionalInstant)
  takeChargeJudgedAt!: Date | null;

  @Column({ ...bigintNumber, nullable: true })
  resolveTargetMs!: number | null;

  @Column(optionalInstant)
  resolveDueAt!: Date | null;

  @Column(oneOf(TargetState, { nullable: true }))
  resolveState!: TargetState | null;

  @Column(optionalInstant)
  resolveJudgedAt!: Date | null;

  /** The earliest instant at which a target that is not judged yet is missed if nothing changes. */
  @Column(optionalInstant)
  nextBreachAt!: Date | null;

  @Column(oneOf(ServiceLevelState, { nullable: true }))
  serviceLevelState!: ServiceLevelState | null;

  /** The next instant at which time alone changes something: the watch looks for it. */
  @Column(optionalInstant)
  nextAlarmAt!: Date | null;

  /** Breaches whose consequences the watch has still to bring about. Bit 1: take charge. Bit 2: resolve. */
  @Column({ type: "tinyint", unsigned: true, default: 0 })
  breachesToAnswer!: number;

  /** An import replays its past: until that is over, or somebody acts on it, time does nothing to it. */
  @Column({ type: "boolean", default: false })
  clockAsleep!: boolean;
}

/** The clock's columns of a ticket for which nothing has been computed yet. */
export const NO_CLOCK = {
  clockMs: 0,
  clockAt: null,
  clockRules: 0,
  takeChargeTargetMs: null,
  takeChargeDueAt: null,
  takeChargeState: null,
  takeChargeJudgedAt: null,
  resolveTargetMs: null,
  resolveDueAt: null,
  resolveState: null,
  resolveJudgedAt: null,
  nextBreachAt: null,
  serviceLevelState: null,
  nextAlarmAt: null,
  breachesToAnswer: 0,
  clockAsleep: false,
} satisfies Partial<Ticket>;

export enum Audience {
  PUBLIC = "PUBLIC",
  INTERNAL = "INTERNAL",
}

@Entity("message")
@Index("message_of_ticket", ["ticketNumber", "id"])
export class Message {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(reference)
  ticketNumber!: number;

  /** Null when a program or an import wrote it. */
  @Column(optionalReference)
  authorId!: number | null;

  @Column(code(16))
  authorKind!: string;

  @Column(oneOf(Audience))
  audience!: Audience;

  @Column({ type: "mediumtext" })
  text!: string;

  @Column({ type: "mediumtext", nullable: true })
  html!: string | null;

  @Column(instant)
  createdAt!: Date;

  /** Its id in the system it came from: read twice, stored once. */
  @Column(code(255, { nullable: true, unique: true }))
  externalId!: string | null;
}

/** A reason or a remark that an event points to: the part of history that can be erased. */
@Entity("text")
export class Text {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ type: "text" })
  body!: string;
}

export enum InterventionMeans {
  PHONE = "PHONE",
  EMAIL = "EMAIL",
  REMOTE = "REMOTE",
  ON_SITE = "ON_SITE",
}

@Entity("intervention")
@Index("intervention_of_ticket", ["ticketNumber", "id"])
export class Intervention {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(reference)
  ticketNumber!: number;

  @Column(optionalReference)
  personId!: number | null;

  @Column(oneOf(InterventionMeans))
  means!: InterventionMeans;

  @Column({ type: "smallint", unsigned: true })
  minutes!: number;

  @Column(instant)
  startedAt!: Date;

  @Column({ type: "text", nullable: true })
  note!: string | null;
}
