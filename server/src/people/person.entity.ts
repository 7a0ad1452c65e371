import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, oneOf, optionalReference, reference } from "../platform/database/columns.js";

export enum Role {
  REQUESTER = "REQUESTER",
  TECHNICIAN = "TECHNICIAN",
  SUPERVISOR = "SUPERVISOR",
  MANAGER = "MANAGER",
  ADMIN = "ADMIN",
}

export enum TechnicianKind {
  HOTLINE = "HOTLINE",
  HELPDESK = "HELPDESK",
}

export enum PersonLanguage {
  fr = "fr",
  en = "en",
}

/** Somebody the desk knows. Accounts and addresses are things of their own: a caller may have neither. */
@Entity("person")
@Index("person_by_name", ["displayName", "id"])
export class Person {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ type: "varchar", length: 200 })
  displayName!: string;

  @Column(optionalReference)
  siteId!: number | null;

  @Column(oneOf(PersonLanguage))
  language!: PersonLanguage;

  @Column(oneOf(TechnicianKind, { nullable: true }))
  technicianKind!: TechnicianKind | null;

  @Column({ type: "boolean", default: true })
  active!: boolean;

  /** The person's name in another system; an import finds people again by it. */
  @Column(code(100, { nullable: true, unique: true }))
  externalReference!: string | null;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;

  @Column(instant)
  createdAt!: Date;
}

/**
 * One word of a person's name. Callers give their first name, their last name or a part of either: a prefix of any word
 * finds them, without regard to case and accents (the collation's doing).
 */
@Entity("person_word")
@Index("person_word_of_person", ["personId"])
export class PersonWord {
  @PrimaryColumn({ type: "varchar", length: 50 })
  word!: string;

  @PrimaryColumn(reference)
  personId!: number;
}

export enum AddressKind {
  EMAIL = "EMAIL",
  PHONE = "PHONE",
}

/** Where a person is reached. `normalised` is what look-ups compare: lower-case mail, digits of a telephone number. */
@Entity("address")
@Index("address_of_person", ["personId", "kind"])
@Index("address_by_value", ["kind", "normalised"])
export class Address {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(reference)
  personId!: number;

  @Column(oneOf(AddressKind))
  kind!: AddressKind;

  @Column({ type: "varchar", length: 254 })
  value!: string;

  @Column({ type: "varchar", length: 254 })
  normalised!: string;
}

@Entity("person_role")
@Index("person_role_by_role", ["role", "personId"])
export class PersonRole {
  @PrimaryColumn(reference)
  personId!: number;

  @PrimaryColumn(oneOf(Role))
  role!: Role;
}

/** One level of one team in which a person works. */
@Entity("membership")
@Index("membership_of_team", ["teamId", "level"])
export class Membership {
  @PrimaryColumn(reference)
  personId!: number;

  @PrimaryColumn(reference)
  teamId!: number;

  @PrimaryColumn({ type: "tinyint", unsigned: true })
  level!: number;
}
