import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, oneOf, optionalInstant, optionalReference } from "../platform/database/columns.js";

export enum MailKind {
  ACKNOWLEDGEMENT = "ACKNOWLEDGEMENT",
  REPLY = "REPLY",
  RESOLUTION = "RESOLUTION",
  CLOSING = "CLOSING",
  /** To the supervisors of a team whose ticket has missed a target. */
  BREACH = "BREACH",
}

/** What is written to requesters. */
export type RequesterMail = Exclude<MailKind, MailKind.BREACH>;

export enum OutboxState {
  WAITING = "WAITING",
  SENDING = "SENDING",
  SENT = "SENT",
  /** Given up after the retries. */
  FAILED = "FAILED",
  /** The person has no address. */
  SKIPPED = "SKIPPED",
}

/**
 * A mail written in the transaction of the change that causes it and sent after commit: at least once, always with
 * the same Message-ID, so that it is doubled only if the process dies between the far end's yes and our commit.
 */
@Entity("outbox")
@Index("outbox_to_send", ["state", "notBefore"])
@Index("outbox_by_state", ["state", "id"])
@Index("outbox_of_ticket", ["ticketNumber", "id"])
export class OutboxMail {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(oneOf(MailKind))
  kind!: MailKind;

  @Column(oneOf(OutboxState))
  state!: OutboxState;

  @Column(optionalReference)
  ticketNumber!: number | null;

  @Column(optionalReference)
  personId!: number | null;

  @Column({ type: "varchar", length: 254, nullable: true })
  address!: string | null;

  @Column(code(2))
  language!: string;

  @Column({ type: "varchar", length: 500 })
  subject!: string;

  @Column({ type: "mediumtext" })
  body!: string;

  @Column(code(255, { unique: true }))
  messageId!: string;

  @Column(code(255, { nullable: true }))
  inReplyTo!: string | null;

  @Column({ type: "tinyint", unsigned: true, default: 0 })
  attempts!: number;

  @Column({ type: "varchar", length: 1000, nullable: true })
  lastError!: string | null;

  @Column(instant)
  createdAt!: Date;

  /** Not sent earlier: a grace period for undo, or the back-off after a failure. */
  @Column(instant)
  notBefore!: Date;

  @Column(optionalInstant)
  leasedUntil!: Date | null;

  @Column(optionalInstant)
  sentAt!: Date | null;
}
