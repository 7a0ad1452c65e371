import { Column, Entity, PrimaryColumn } from "typeorm";
import { reference } from "../platform/database/columns.js";

/** One row: up to which ticket the clock has been computed, of those that were there before it. */
@Entity("clock_backfill")
export class ClockBackfill {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  id!: number;

  @Column(reference)
  doneNumber!: number;

  @Column(reference)
  upToNumber!: number;
}
