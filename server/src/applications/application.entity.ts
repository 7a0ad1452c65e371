import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { code, oneOf, optionalReference, reference } from "../platform/database/columns.js";
import { Nature } from "../tickets/ticket.entity.js";

export enum CompartmentKind {
  DESK = "DESK",
  APPLICATION = "APPLICATION",
  SECURITY = "SECURITY",
}

/** Who may know that a ticket exists: the whole desk, a restricted application's teams, the security team. */
@Entity("compartment")
export class Compartment {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(oneOf(CompartmentKind))
  kind!: CompartmentKind;

  @Column(code(32, { unique: true }))
  code!: string;
}

/** The compartment that every desk has, created by the first migration. */
export const DESK_COMPARTMENT_ID = 1;

@Entity("application")
export class Application {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(code(32, { unique: true }))
  code!: string;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  @Column({ type: "varchar", length: 2000, default: "" })
  description!: string;

  @Column(optionalReference)
  ownerId!: number | null;

  @Column({ type: "int", unsigned: true, default: DESK_COMPARTMENT_ID })
  compartmentId!: number;

  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}

@Entity("category")
@Index("category_of_application", ["applicationId", "name"], { unique: true })
export class Category {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  /** Null: usable with every application. */
  @Column(optionalReference)
  applicationId!: number | null;

  @Column({ type: "varchar", length: 100 })
  name!: string;

  /** A category that is no longer offered stays, for the tickets that have it. */
  @Column({ type: "boolean", default: true })
  active!: boolean;
}

/**
 * One link of a support chain: the queue that serves a level for a nature of request. A null nature is the default
 * for natures without a link of their own at that level; a null application is the desk's chain, used where an
 * application's says nothing.
 */
@Entity("chain_link")
@Index("chain_link_of_application", ["applicationId", "nature", "level"], { unique: true })
export class ChainLink {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(optionalReference)
  applicationId!: number | null;

  @Column(oneOf(Nature, { nullable: true }))
  nature!: Nature | null;

  @Column({ type: "tinyint", unsigned: true })
  level!: number;

  @Column(reference)
  queueId!: number;
}
