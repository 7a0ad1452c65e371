import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, optionalInstant } from "../platform/database/columns.js";

/**
 * One log replayed by one mapping. The same log and mapping again continue it, or find it done: how far each incident
 * has come is read from the event log, where the run is the events' actor.
 */
@Entity("import_run")
@Index("import_run_of_log", ["mappingHash", "logHash"], { unique: true })
export class ImportRun {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(code(40))
  mapping!: string;

  @Column({ type: "binary", length: 32 })
  mappingHash!: Buffer;

  @Column({ type: "binary", length: 32 })
  logHash!: Buffer;

  @Column(instant)
  startedAt!: Date;

  /** When every incident of the log was in the desk. */
  @Column(optionalInstant)
  finishedAt!: Date | null;
}
