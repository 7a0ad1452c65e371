import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { instant, oneOf, optionalInstant, reference } from "../database/columns.js";

export enum DueKind {
  /** A ticket waiting until a date resumes. */
  WAITING_ENDS = "WAITING_ENDS",
  /** A resolved ticket's silence closes it. */
  SILENCE_CLOSES = "SILENCE_CLOSES",
  /** An unused draft expires. */
  DRAFT_EXPIRES = "DRAFT_EXPIRES",
  /** A recomputation of service levels goes on with its next tickets. */
  RECOMPUTATION = "RECOMPUTATION",
}

/** A timer. Claimed with a lease by one server of several; the event it raises occurred at `dueAt`, however late. */
@Entity("due")
@Index("due_by_time", ["dueAt"])
@Index("due_of_subject", ["kind", "subjectId"], { unique: true })
export class Due {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(oneOf(DueKind))
  kind!: DueKind;

  /** The ticket's number, or the id of the article or the recomputation, by kind. */
  @Column(reference)
  subjectId!: number;

  @Column(instant)
  dueAt!: Date;

  /** Claimed until then; after a failure, not tried again before. */
  @Column(optionalInstant)
  leasedUntil!: Date | null;

  /** How often its handler has failed: the back-off grows with it. */
  @Column({ type: "tinyint", unsigned: true, default: 0 })
  attempts!: number;
}
