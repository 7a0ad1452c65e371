import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import { code, optionalReference, reference } from "../platform/database/columns.js";

@Entity("site")
export class Site {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(code(32, { unique: true }))
  code!: string;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}

@Entity("team")
export class Team {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(code(32, { unique: true }))
  code!: string;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  /** Null for a team spread over several sites. */
  @Column(optionalReference)
  siteId!: number | null;

  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}

/** A support level. Rules compare ranks; names are data. */
@Entity("level")
export class Level {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  rank!: number;

  @Column({ type: "varchar", length: 100 })
  nameFr!: string;

  @Column({ type: "varchar", length: 100 })
  nameEn!: string;
}

/** The tickets waiting at one level of one team. */
@Entity("queue")
@Index("queue_of_team", ["teamId", "level"], { unique: true })
export class Queue {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(reference)
  teamId!: number;

  @Column({ type: "tinyint", unsigned: true })
  level!: number;

  @Column({ type: "boolean", default: true })
  active!: boolean;
}
