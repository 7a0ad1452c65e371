import { createHash } from "node:crypto";
import { Permission } from "./permission.js";
import type { Language, MembershipRight, PersonViewer, ProgramViewer } from "./viewer.js";

/** What a person may do now. */
export type PersonRights = Omit<PersonViewer, "kind" | "sessionId">;

/**
 * The rights class of a viewer: those who read the desk are answered alike when their permissions, compartments and
 * language are alike; whoever reads own tickets only is a class of their own.
 */
export function rightsClass(
  permissions: ReadonlySet<Permission>,
  compartmentIds: ReadonlySet<number>,
  language: Language,
  self: string,
): string {
  const facts: unknown[] = [language, [...permissions].sort(), [...compartmentIds].sort((a, b) => a - b)];
  if (!permissions.has(Permission.TICKETS_READ_DESK)) facts.push(self);
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 16);
}

/** Facts read from the database about a person, as rights. */
export function personRights(facts: {
  personId: number;
  language: Language;
  permissions: ReadonlySet<Permission>;
  compartmentIds: ReadonlySet<number>;
  memberships: readonly MembershipRight[];
}): PersonRights {
  const { personId, permissions, compartmentIds, language } = facts;
  return { ...facts, rightsClass: rightsClass(permissions, compartmentIds, language, `person:${personId}`) };
}

export function programRights(facts: Omit<ProgramViewer, "kind" | "rightsClass" | "memberships">): ProgramViewer {
  const { tokenId, permissions, compartmentIds, language } = facts;
  return {
    ...facts,
    kind: "PROGRAM",
    memberships: [],
    rightsClass: rightsClass(permissions, compartmentIds, language, `token:${tokenId}`),
  };
}

/**
 * The rights of people, in memory. What changes them is an event of the log; whoever tails the log calls
 * `invalidate`. Somebody who has left (or never was) has none: null.
 */
export class RightsCache {
  private readonly known = new Map<number, Promise<PersonRights | null>>();

  constructor(private readonly load: (personId: number) => Promise<PersonRights | null>) {}

  of(personId: number): Promise<PersonRights | null> {
    const known = this.known.get(personId);
    if (known) return known;
    const read = this.load(personId);
    this.known.set(personId, read);
    // A failed read is not remembered; whoever waits for it learns of the failure.
    read.catch(() => {
      if (this.known.get(personId) === read) this.known.delete(personId);
    });
    return read;
  }

  invalidate(personId: number): void {
    this.known.delete(personId);
  }

  /** When the log cannot say what has changed (another timeline). */
  invalidateAll(): void {
    this.known.clear();
  }
}
