import { Column, Entity, PrimaryColumn } from "typeorm";
import { instant } from "../platform/database/columns.js";

/** One row: by it, whoever holds the rules in memory knows whether they are still the ones. */
@Entity("service_level_settings")
export class ServiceLevelSettings {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  id!: number;

  /** Rises with every change of calendars, policies and assignments. */
  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;

  /** Tells two versions of one number apart: a database put back to an earlier day counts some of them again. */
  @Column(instant)
  changedAt!: Date;
}
