import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { bigintNumber, code, oneOf, optionalReference, reference } from "../platform/database/columns.js";

/** What metrics count. */
export enum FactKind {
  /** A ticket was recorded; ends with the first act of taking charge. */
  ENTRY = "ENTRY",
  /** The same beginning; ends with the first public word of a person to the requester. */
  FIRST_REPLY = "FIRST_REPLY",
  /** A ticket arrived at a level; ends with the first act of taking charge there. */
  ARRIVAL = "ARRIVAL",
  /** A stay at a level ended: `part` says how, `flag` that a level was skipped. */
  STAY = "STAY",
  /** A ticket was resolved; ends with its reopening. */
  RESOLUTION = "RESOLUTION",
  /** For a resolution, the time spent at one level until then. */
  IN_LEVEL = "IN_LEVEL",
  /** For a resolution, the time spent waiting until then, if any. */
  WAITING = "WAITING",
  /** The same for one of the things waited for: `part`. */
  WAITED = "WAITED",
  /** A ticket was cancelled or merged: `part`. */
  DISCARDED = "DISCARDED",
  /** A ticket was in an open state (`part`) in one queue, from `at` to the end. */
  SPELL = "SPELL",
  /** A target (`part`) was judged, and met if `flag`; ends with another verdict on it. */
  VERDICT = "VERDICT",
  CHASED = "CHASED",
  /** Work was done by some means (`part`), for `amount` minutes. */
  INTERVENTION = "INTERVENTION",
}

/** Milliseconds since 1970: what metrics do with instants is to subtract them. */
const milliseconds = { ...bigintNumber, unsigned: false } as const;

/**
 * One thing that metrics count, derived from the history of its ticket and nothing else. An end that had not been
 * recorded by an instant, or at a position, is no end as of it. Rows of one kind lie together in the order of time.
 */
@Entity("metric_fact")
@Index("metric_fact_of_ticket", ["ticket", "kind"])
export class MetricFact {
  @PrimaryColumn(oneOf(FactKind))
  kind!: FactKind;

  /** Of a spell: it lasted 4 to this power minutes at most; ONGOING when it has not ended. Of everything else: 0. */
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  magnitude!: number;

  /** The instant by which it belongs to a period. */
  @PrimaryColumn(milliseconds)
  at!: number;

  @PrimaryColumn(reference)
  ticket!: number;

  /** Tells the ticket's rows apart. */
  @PrimaryColumn({ type: "smallint", unsigned: true })
  n!: number;

  /** Of the event that it comes from. */
  @Column(bigintNumber)
  position!: number;

  /** When that event, and with it every earlier one of the ticket, had been recorded. */
  @Column(milliseconds)
  knownAt!: number;

  @Column({ ...milliseconds, nullable: true })
  endKnownAt!: number | null;

  @Column({ ...bigintNumber, nullable: true })
  endPosition!: number | null;

  /** Level, queue and team as at the event. */
  @Column({ type: "tinyint", unsigned: true })
  level!: number;

  @Column(reference)
  queueId!: number;

  @Column(reference)
  teamId!: number;

  /** Who did it: took charge, resolved, replied, intervened …; of a spell, who has the ticket. Only people of the desk. */
  @Column(optionalReference)
  personId!: number | null;

  /** Of a verdict: the policy that it was judged by. */
  @Column(optionalReference)
  policyId!: number | null;

  @Column(code(16, { nullable: true }))
  part!: string | null;

  /** The resolution code, of what belongs to a resolution. */
  @Column(code(16, { nullable: true }))
  code!: string | null;

  /** Of a resolution: at the first contact, as far as what came before tells. */
  @Column({ type: "boolean", default: false })
  flag!: boolean;

  /** A duration by the calendar; of a spell, the ticket's age when it began. */
  @Column({ ...milliseconds, nullable: true })
  calendarMs!: number | null;

  /** The same in business time; null where it is not known. */
  @Column({ ...milliseconds, nullable: true })
  businessMs!: number | null;

  /** Minutes of an intervention; of a resolution, the highest level reached until then. */
  @Column({ type: "int", unsigned: true, nullable: true })
  amount!: number | null;

  /** Which resolution of its ticket it is: 1 for the first. */
  @Column({ type: "smallint", unsigned: true, nullable: true })
  ordinal!: number | null;

  /** The article that a resolution names. */
  @Column(optionalReference)
  articleId!: number | null;

  /** When a follow-up ticket to a resolution was recorded. */
  @Column({ ...milliseconds, nullable: true })
  followedUpAt!: number | null;

  @Column({ ...bigintNumber, nullable: true })
  followedUpPosition!: number | null;
}

/** What a ticket was about, from one change of it to the next. */
@Entity("metric_ticket")
export class MetricTicket {
  @PrimaryColumn(reference)
  ticket!: number;

  @PrimaryColumn(bigintNumber)
  position!: number;

  @Column(milliseconds)
  knownAt!: number;

  @Column({ ...milliseconds, nullable: true })
  endKnownAt!: number | null;

  @Column({ ...bigintNumber, nullable: true })
  endPosition!: number | null;

  @Column(optionalReference)
  applicationId!: number | null;

  @Column(code(16, { nullable: true }))
  nature!: string | null;

  @Column(code(16))
  kind!: string;

  @Column(code(4, { nullable: true }))
  priority!: string | null;

  @Column(optionalReference)
  requesterSiteId!: number | null;

  @Column(code(16))
  channel!: string;

  /** Cancelled or merged. */
  @Column({ type: "boolean" })
  discarded!: boolean;

  /** Today's, on every row of the ticket: what is found to be secret leaves every figure, past ones too. */
  @Column(reference)
  compartmentId!: number;
}

/** One row: how far the rows above follow the log. */
@Entity("metric_progress")
export class MetricProgress {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  id!: number;

  /** Of the rules by which the rows were made: those of other rules are made again. */
  @Column({ type: "smallint", unsigned: true })
  version!: number;

  /** Everything up to here has been taken in; 0: make all rows again. */
  @Column(bigintNumber)
  position!: number;

  /** While all rows are made again: tickets up to this number have been. */
  @Column(optionalReference)
  remadeTo!: number | null;
}
