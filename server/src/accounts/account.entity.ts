import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, reference } from "../platform/database/columns.js";

/** How a person signs in. A caller whom the desk merely knows has none. */
@Entity("account")
export class Account {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ ...reference, unique: true })
  personId!: number;

  /** Compared as the database's collation does: neither case nor accents tell two logins apart. */
  @Column({ type: "varchar", length: 100, unique: true })
  login!: string;

  /** argon2id, with its own salt and parameters. */
  @Column(code(255))
  passwordHash!: string;

  @Column(instant)
  createdAt!: Date;

  @Column(instant)
  passwordChangedAt!: Date;
}
