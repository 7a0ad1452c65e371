import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { bigintNumber, instant, optionalInstant, optionalReference, reference } from "../platform/database/columns.js";

/** A change of the past that an administrator asked for: what was changed, and how far its tickets have been judged again. */
@Entity("recomputation")
export class Recomputation {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(instant)
  startedAt!: Date;

  /** Null when a program asked for it. */
  @Column(optionalReference)
  startedById!: number | null;

  /** From when on the changed setting holds. */
  @Column(instant)
  effectiveFrom!: Date;

  /** What was changed: a calendar, a policy, or (neither) which calendar a queue or the desk has. */
  @Column(optionalReference)
  calendarId!: number | null;

  @Column(optionalReference)
  policyId!: number | null;

  @Column(optionalReference)
  queueId!: number | null;

  @Column(optionalInstant)
  endedAt!: Date | null;

  /** The log's last position when it began: verdicts recorded up to there are those that it changes. */
  @Column(bigintNumber)
  fromPosition!: number;

  /** The last ticket there was when it began; later ones were judged by the changed rules from the beginning. */
  @Column(reference)
  upToNumber!: number;

  /** Tickets up to this one are done: where to go on after a crash. */
  @Column({ type: "int", unsigned: true, default: 0 })
  doneNumber!: number;

  @Column({ type: "int", unsigned: true })
  ticketsToLookAt!: number;

  @Column({ type: "int", unsigned: true, default: 0 })
  ticketsLookedAt!: number;

  @Column({ type: "int", unsigned: true, default: 0 })
  verdictsChanged!: number;
}
