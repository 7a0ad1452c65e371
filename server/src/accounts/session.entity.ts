import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { instant, optionalInstant, reference } from "../platform/database/columns.js";

/** A browser in which somebody signed in. */
@Entity("session")
@Index("session_of_person", ["personId"])
@Index("session_by_expiry", ["expiresAt"])
export class Session {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  /** SHA-256 of the cookie's token: who reads this table cannot sign in with it. */
  @Column({ type: "binary", length: 32, unique: true })
  tokenHash!: Buffer;

  @Column(reference)
  personId!: number;

  @Column(instant)
  createdAt!: Date;

  /** Moved forward while the session is used, up to its greatest age. */
  @Column(instant)
  expiresAt!: Date;

  @Column(optionalInstant)
  endedAt!: Date | null;
}
