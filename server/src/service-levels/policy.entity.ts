import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { optionalReference, reference } from "../platform/database/columns.js";
import { EffectiveVersion } from "./calendar.entity.js";

/** What the desk commits itself to, for the tickets that its conditions name. What it says stands in its versions. */
@Entity("service_level_policy")
export class Policy {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}

/** Lists are JSON: read as a whole, never searched; an empty condition matches everything. */
@Entity("policy_version")
@Index("policy_version_of_policy", ["policyId", "effectiveFrom"])
export class StoredPolicyVersion extends EffectiveVersion {
  @Column(reference)
  policyId!: number;

  @Column({ type: "boolean" })
  active!: boolean;

  /** The first policy that matches counts; of two of one rank, the older one. */
  @Column({ type: "smallint", unsigned: true })
  rank!: number;

  @Column({ type: "text" })
  applicationIds!: string;

  @Column({ type: "text" })
  kinds!: string;

  @Column({ type: "text" })
  priorities!: string;

  @Column({ type: "text" })
  siteIds!: string;

  /** Null: the desk's default. A queue's own calendar goes before it. */
  @Column(optionalReference)
  calendarId!: number | null;

  /** Null: no such target. */
  @Column({ type: "int", unsigned: true, nullable: true })
  takeChargeMinutes!: number | null;

  @Column({ type: "int", unsigned: true, nullable: true })
  resolveMinutes!: number | null;

  /** The part of a target after which it is imminent. */
  @Column({ type: "tinyint", unsigned: true })
  warningPercent!: number;

  /** What a ticket may wait for without its clock running. */
  @Column({ type: "text" })
  pausesOn!: string;

  @Column({ type: "text" })
  onBreach!: string;
}
