import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { bigintNumber, code, instant, oneOf, optionalReference, reference } from "../database/columns.js";
import { ActorKind } from "./actor.js";

/** What an event is about. */
export enum SubjectType {
  TICKET = "TICKET",
  PERSON = "PERSON",
  SESSION = "SESSION",
  TOKEN = "TOKEN",
  TEAM = "TEAM",
  SITE = "SITE",
  APPLICATION = "APPLICATION",
  CHAIN = "CHAIN",
  ARTICLE = "ARTICLE",
  MAIL = "MAIL",
  SETTING = "SETTING",
  CALENDAR = "CALENDAR",
  POLICY = "POLICY",
  REPORT = "REPORT",
}

/**
 * One domain event. Rows are only ever appended, in commit order (see EventLog). No foreign keys: they cost deadlocks
 * on the log's hot end. No personal data and no free text: `textId`, `messageId` and the person columns point to rows
 * that can be erased. Facts stand before and after as typed columns, so that metrics and routing read no JSON; a fact
 * that an event's subject does not have is null on both sides.
 */
@Entity("event")
@Index("event_by_subject", [
  "subjectType",
  "subjectId",
  "position",
  // What metrics read of a ticket's history: they never leave the index for it.
  "recordedAt",
  "type",
  "takesCharge",
  "levelBefore",
  "levelAfter",
])
@Index("event_by_type", ["subjectType", "type", "recordedAt", "subjectId"])
export class Event {
  @PrimaryColumn(bigintNumber)
  position!: number;

  /** Random, for readers outside the desk that must recognise a repeated delivery. */
  @Column({ type: "binary", length: 16 })
  id!: Buffer;

  @Column(oneOf(SubjectType))
  subjectType!: SubjectType;

  @Column(reference)
  subjectId!: number;

  @Column({ type: "int", unsigned: true })
  subjectVersion!: number;

  @Column(code(32))
  type!: string;

  @Column({ type: "tinyint", unsigned: true, default: 1 })
  schemaVersion!: number;

  @Column(oneOf(ActorKind))
  actorKind!: ActorKind;

  @Column(optionalReference)
  actorId!: number | null;

  /** Shared by the events of one act or one batch. */
  @Column({ type: "binary", length: 16 })
  causeId!: Buffer;

  /** When it happened or fell due. */
  @Column(instant)
  occurredAt!: Date;

  /** The transaction's domain clock; an import sets the source's. */
  @Column(instant)
  recordedAt!: Date;

  @Column(optionalReference)
  textId!: number | null;

  @Column(optionalReference)
  messageId!: number | null;

  /** Another person concerned: whose rights changed, who was alerted. */
  @Column(optionalReference)
  personId!: number | null;

  @Column(optionalReference)
  articleId!: number | null;

  /** What a session, mail or setting event is about beyond its subject: the ticket of a mail, for example. */
  @Column(optionalReference)
  relatedId!: number | null;

  /** Bit 1: the ticket's first act of taking charge. Bit 2: the first one since it arrived at its level. */
  @Column({ type: "tinyint", unsigned: true, default: 0 })
  takesCharge!: number;

  /** An escalation past the next level of the chain. */
  @Column({ type: "boolean", default: false })
  skipsLevel!: boolean;

  @Column({ type: "smallint", unsigned: true, nullable: true })
  minutes!: number | null;

  @Column(code(16, { nullable: true }))
  means!: string | null;

  @Column(code(16, { nullable: true }))
  channel!: string | null;

  @Column(code(16, { nullable: true }))
  audience!: string | null;

  @Column(code(16, { nullable: true }))
  resolutionCode!: string | null;

  @Column(optionalReference)
  requesterId!: number | null;

  @Column(optionalReference)
  beneficiaryId!: number | null;

  @Column(optionalReference)
  requesterSiteId!: number | null;

  @Column(code(16, { nullable: true }))
  stateBefore!: string | null;
  @Column(code(16, { nullable: true }))
  stateAfter!: string | null;

  @Column(code(16, { nullable: true }))
  waitingForBefore!: string | null;
  @Column(code(16, { nullable: true }))
  waitingForAfter!: string | null;

  @Column(optionalReference)
  queueIdBefore!: number | null;
  @Column(optionalReference)
  queueIdAfter!: number | null;

  @Column(optionalReference)
  teamIdBefore!: number | null;
  @Column(optionalReference)
  teamIdAfter!: number | null;

  @Column({ type: "tinyint", unsigned: true, nullable: true })
  levelBefore!: number | null;
  @Column({ type: "tinyint", unsigned: true, nullable: true })
  levelAfter!: number | null;

  @Column(optionalReference)
  assigneeIdBefore!: number | null;
  @Column(optionalReference)
  assigneeIdAfter!: number | null;

  @Column(optionalReference)
  applicationIdBefore!: number | null;
  @Column(optionalReference)
  applicationIdAfter!: number | null;

  @Column(optionalReference)
  compartmentIdBefore!: number | null;
  @Column(optionalReference)
  compartmentIdAfter!: number | null;

  @Column(code(16, { nullable: true }))
  kindBefore!: string | null;
  @Column(code(16, { nullable: true }))
  kindAfter!: string | null;

  @Column(code(16, { nullable: true }))
  natureBefore!: string | null;
  @Column(code(16, { nullable: true }))
  natureAfter!: string | null;

  @Column(code(4, { nullable: true }))
  priorityBefore!: string | null;
  @Column(code(4, { nullable: true }))
  priorityAfter!: string | null;

  /** A ticket's elapsed business time at `occurredAt`: durations are differences of two of them. */
  @Column({ ...bigintNumber, nullable: true })
  businessMs!: number | null;

  /** For what becomes of a target: which one, TAKE_CHARGE or RESOLVE. */
  @Column(code(16, { nullable: true }))
  target!: string | null;

  @Column(code(16, { nullable: true }))
  serviceLevelBefore!: string | null;
  @Column(code(16, { nullable: true }))
  serviceLevelAfter!: string | null;
}

/** One row: the last position given. Locked last by every writing transaction. */
@Entity("log_head")
export class LogHead {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  id!: number;

  @Column(bigintNumber)
  n!: number;
}

/** The log's timelines: `forkedAt` is the last position that a timeline shares with the one before it. */
@Entity("log_timeline")
export class LogTimeline {
  @PrimaryColumn({ type: "int", unsigned: true })
  timeline!: number;

  @Column(bigintNumber)
  forkedAt!: number;

  @Column(instant)
  startedAt!: Date;
}

/** A running server process. Committing its row proves that everything visible before is durable (see the tail). */
@Entity("server_process")
export class ServerProcess {
  @PrimaryColumn(code(36))
  id!: string;

  @Column(instant)
  startedAt!: Date;

  @Column(instant)
  beatAt!: Date;

  /** This process's part of presence: whole state as JSON, rewritten as people come and go; never in the log. */
  @Column({ type: "mediumtext", nullable: true })
  presence!: string | null;
}
