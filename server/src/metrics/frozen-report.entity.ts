import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { bigintNumber, code, instant, reference } from "../platform/database/columns.js";

/**
 * A report as it was on a day: what was asked, where in the log, and what the figures were. It is never written again.
 * Nothing in it names a person but who froze it.
 */
@Entity("frozen_report")
@Index("frozen_report_key", ["frozenById", "key"], { unique: true })
export class FrozenReport {
  @PrimaryGeneratedColumn({ unsigned: true })
  id!: number;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  @Column(instant)
  frozenAt!: Date;

  @Column(reference)
  frozenById!: number;

  /** Chosen by who froze it, for the case that they ask again. */
  @Column(code(64, { nullable: true }))
  key!: string | null;

  @Column({ type: "int", unsigned: true })
  timeline!: number;

  /** Nothing beyond it in the log counts. */
  @Column(bigintNumber)
  position!: number;

  @Column(instant)
  periodFrom!: Date;

  /** Exclusive. */
  @Column(instant)
  periodTo!: Date;

  @Column(instant)
  asOf!: Date;

  /** The desk's on that day: by it, days and months were cut. */
  @Column({ type: "varchar", length: 64 })
  timeZone!: string;

  /** What was asked, as JSON. */
  @Column({ type: "mediumtext" })
  question!: string;

  /** What whoever froze it could see, as a JSON list: the report is for those who see as much. */
  @Column({ type: "text" })
  compartmentIds!: string;

  /** Of the definitions that the figures were computed by. */
  @Column({ type: "int", unsigned: true })
  definitionsVersion!: number;

  /** SHA-256 of the figures. */
  @Column({ type: "binary", length: 32 })
  hash!: Buffer;

  /** The figures without names and words, as JSON in one order. */
  @Column({ type: "longtext" })
  figures!: string;
}
