import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, optionalInstant, reference } from "../platform/database/columns.js";

/** A program's access to the API, with the scopes it was given. */
@Entity("api_token")
export class ApiToken {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ type: "varchar", length: 100 })
  name!: string;

  /** SHA-256 of the secret, which is shown once and kept nowhere. */
  @Column({ type: "binary", length: 32, unique: true })
  tokenHash!: Buffer;

  /** Names of scopes, separated by spaces. */
  @Column(code(500))
  scopes!: string;

  @Column(instant)
  createdAt!: Date;

  @Column(reference)
  createdById!: number;

  /** Kept to the hour. */
  @Column(optionalInstant)
  lastUsedAt!: Date | null;

  @Column(optionalInstant)
  revokedAt!: Date | null;
}
