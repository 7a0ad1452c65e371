import { Column, Entity, PrimaryColumn } from "typeorm";

/** One row: by it, whoever holds the rules in memory knows whether they are still the ones. */
@Entity("service_level_settings")
export class ServiceLevelSettings {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  id!: number;

  /** Rises with every change of calendars, policies and assignments. */
  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}
