import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, oneOf, reference } from "../platform/database/columns.js";
import { ActorKind } from "../platform/events/actor.js";

/** What an act made, by the key its caller chose: a retry is answered with it instead of acting twice. */
@Entity("idempotency")
@Index("idempotency_key", ["actorKind", "actorId", "key"], { unique: true })
@Index("idempotency_by_age", ["createdAt"])
export class Idempotency {
  @PrimaryGeneratedColumn({ type: "bigint", unsigned: true })
  id!: string;

  @Column(oneOf(ActorKind))
  actorKind!: ActorKind;

  /** 0 for the desk itself. */
  @Column(reference)
  actorId!: number;

  @Column(code(64))
  key!: string;

  /** SHA-256 of the act and its input: the same key with another body is a problem. */
  @Column({ type: "binary", length: 32 })
  requestHash!: Buffer;

  @Column(reference)
  ticketNumber!: number;

  /** The transaction's cause, by which the events it made are found again. */
  @Column({ type: "binary", length: 16 })
  causeId!: Buffer;

  @Column(instant)
  createdAt!: Date;
}
