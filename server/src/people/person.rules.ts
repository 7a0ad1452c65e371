import { isEmail } from "class-validator";
import { InvalidField } from "../platform/graphql/problem.js";
import { Role, type TechnicianKind } from "./person.entity.js";

export const LONGEST_NAME = 200;
const LONGEST_ADDRESS = 254;
const LONGEST_WORD = 50;
/** Fewer digits are an extension, which many numbers end with. */
const FEWEST_DIGITS = 3;

/** A person's facts, as somebody wants them to be. */
export interface PersonFacts {
  displayName: string;
  email: string | null;
  phone: string | null;
  siteId: number | null;
  language: "fr" | "en";
  roles: Role[];
  technicianKind: TechnicianKind | null;
  active: boolean;
  externalReference: string | null;
  memberships: TeamLevels[];
}

export interface TeamLevels {
  teamId: number;
  levels: number[];
}

/** Mail is compared without regard to case: no mail system in use distinguishes it. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * The digits of a number, in the national form: "+33 1 42 76 40 40", "0033 142764040" and "01 42 76 40 40" are one
 * number, and so are the overseas "+596 596 42 10 00" and "0596 42 10 00". Others keep their country after "00".
 */
export function normalisePhone(phone: string): string {
  const digits = phone.replace(/\(0\)/g, "").replace(/[^\d+]/g, "");
  const international = digits.replace(/^\+/, "00");
  const metropolitan = /^0033(\d{9})$/.exec(international);
  if (metropolitan) return `0${metropolitan[1]}`;
  const overseas = /^00(?:262|590|594|596)(\d{9})$/.exec(international);
  return overseas ? `0${overseas[1]}` : international.replace(/\+/g, "");
}

/** The words by which a name is found. */
export function wordsOf(name: string): string[] {
  const words = name
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.slice(0, LONGEST_WORD));
  return [...new Set(words)];
}

/** What is wrong with the facts taken by themselves; `at` is where they stand in the input. */
export function invalidFacts(facts: PersonFacts, at = "input"): InvalidField[] {
  const invalid: InvalidField[] = [];
  const { displayName, email, phone, roles, memberships } = facts;
  if (displayName.trim() === "") invalid.push(new InvalidField(`${at}.displayName`, "REQUIRED"));
  if (displayName.length > LONGEST_NAME) {
    invalid.push(new InvalidField(`${at}.displayName`, "MAX_LENGTH", { max: LONGEST_NAME }));
  }
  if (email !== null && !isEmail(email.trim())) invalid.push(new InvalidField(`${at}.email`, "EMAIL"));
  if (phone !== null && !isPhone(phone)) invalid.push(new InvalidField(`${at}.phone`, "PHONE"));
  if (roles.length === 0) invalid.push(new InvalidField(`${at}.roles`, "REQUIRED"));
  if (new Set(roles).size < roles.length) invalid.push(new InvalidField(`${at}.roles`, "UNIQUE"));
  memberships.forEach(({ teamId, levels }, index) => {
    const path = `${at}.memberships.${index}`;
    if (memberships.findIndex((each) => each.teamId === teamId) < index) {
      invalid.push(new InvalidField(`${path}.team`, "UNIQUE"));
    }
    if (levels.length === 0) invalid.push(new InvalidField(`${path}.levels`, "REQUIRED"));
    if (new Set(levels).size < levels.length) invalid.push(new InvalidField(`${path}.levels`, "UNIQUE"));
  });
  return invalid;
}

function isPhone(phone: string): boolean {
  return (
    phone.length <= LONGEST_ADDRESS && /^[\d\s+().\-/]+$/.test(phone) && normalisePhone(phone).length >= FEWEST_DIGITS
  );
}

/** Which events a change of facts amounts to. */
export function differences(before: PersonFacts, after: PersonFacts): { shown: boolean; rights: boolean } {
  const shown = (["displayName", "email", "phone", "siteId", "technicianKind", "externalReference"] as const).some(
    (fact) => before[fact] !== after[fact],
  );
  const rights =
    before.active !== after.active ||
    // The language is part of what a person is answered by.
    before.language !== after.language ||
    [...before.roles].sort().join() !== [...after.roles].sort().join() ||
    membershipKeys(before.memberships).join() !== membershipKeys(after.memberships).join();
  return { shown, rights };
}

function membershipKeys(memberships: readonly TeamLevels[]): string[] {
  return memberships.flatMap(({ teamId, levels }) => levels.map((level) => `${teamId}:${level}`)).sort();
}

/** Whether the change takes away what makes somebody an administrator. */
export function losesAdmin(before: PersonFacts, after: PersonFacts): boolean {
  const isAdmin = (facts: PersonFacts) => facts.active && facts.roles.includes(Role.ADMIN);
  return isAdmin(before) && !isAdmin(after);
}
