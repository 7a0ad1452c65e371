import { Column, Entity, PrimaryColumn } from "typeorm";

/** Attempts counted over all server processes. The columns and their order are rate-limiter-flexible's. */
@Entity("rate_limit")
export class RateLimit {
  @PrimaryColumn({ type: "varchar", length: 255, charset: "ascii", collation: "ascii_bin" })
  key!: string;

  @Column({ type: "int", default: 0 })
  points!: number;

  /** Milliseconds since 1970. */
  @Column({ type: "bigint", unsigned: true, nullable: true })
  expire!: string | null;
}
