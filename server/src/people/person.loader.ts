import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { AddressKind, type Role } from "./person.entity.js";
import type { MembershipRow, PersonRow } from "./person.type.js";

/** The columns of a PersonRow, of a table named `p`. */
export const PERSON_COLUMNS = "p.id, p.displayName, p.siteId, p.language, p.technicianKind, p.active, p.version";

/** The database has no booleans. */
export type RawPerson = Omit<PersonRow, "active"> & { active: number };

export function personRow(raw: RawPerson): PersonRow {
  return { ...raw, active: raw.active === 1 };
}

export function personLoader(context: RequestContext, database: Sql): DataLoader<number, PersonRow | null> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<RawPerson[]>(`SELECT ${PERSON_COLUMNS} FROM person p WHERE p.id IN (?)`, [ids]);
    return oneForEach(ids, rows.map(personRow), ({ id }) => id);
  };
  return context.loader<number, PersonRow | null>("person", () => new DataLoader(read));
}

export interface Addresses {
  email: string | null;
  phone: string | null;
}

/** Each person's first e-mail address and first telephone number. */
export function addressesLoader(context: RequestContext, database: Sql): DataLoader<number, Addresses> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<{ personId: number; kind: AddressKind; value: string }[]>(
      "SELECT personId, kind, value FROM address WHERE personId IN (?) ORDER BY id",
      [ids],
    );
    return manyForEach(ids, rows, ({ personId }) => personId).map((addresses) => ({
      email: addresses.find(({ kind }) => kind === AddressKind.EMAIL)?.value ?? null,
      phone: addresses.find(({ kind }) => kind === AddressKind.PHONE)?.value ?? null,
    }));
  };
  return context.loader<number, Addresses>("addresses", () => new DataLoader(read));
}

export function loginLoader(context: RequestContext, database: Sql): DataLoader<number, string | null> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<{ personId: number; login: string }[]>(
      "SELECT personId, login FROM account WHERE personId IN (?)",
      [ids],
    );
    return oneForEach(ids, rows, ({ personId }) => personId).map((account) => account?.login ?? null);
  };
  return context.loader<number, string | null>("login", () => new DataLoader(read));
}

export function rolesLoader(context: RequestContext, database: Sql): DataLoader<number, Role[]> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<{ personId: number; role: Role }[]>(
      "SELECT personId, role FROM person_role WHERE personId IN (?) ORDER BY personId, role",
      [ids],
    );
    return manyForEach(ids, rows, ({ personId }) => personId).map((each) => each.map(({ role }) => role));
  };
  return context.loader<number, Role[]>("roles", () => new DataLoader(read));
}

export function membershipsLoader(context: RequestContext, database: Sql): DataLoader<number, MembershipRow[]> {
  return context.loader<number, MembershipRow[]>(
    "memberships",
    () => new DataLoader((ids) => readMemberships(database, "personId", ids)),
  );
}

/** The active members of teams, by name. */
export function membersLoader(context: RequestContext, database: Sql): DataLoader<number, MembershipRow[]> {
  return context.loader<number, MembershipRow[]>(
    "members",
    () => new DataLoader((ids) => readMemberships(database, "teamId", ids)),
  );
}

async function readMemberships(
  database: Sql,
  by: "personId" | "teamId",
  ids: readonly number[],
): Promise<MembershipRow[][]> {
  const rows = await database.query<{ personId: number; teamId: number; level: number }[]>(
    `SELECT m.personId, m.teamId, m.level FROM membership m JOIN person p ON p.id = m.personId
     WHERE m.${by} IN (?) ${by === "teamId" ? "AND p.active = 1" : ""}
     ORDER BY p.displayName, m.personId, m.teamId, m.level`,
    [ids],
  );
  const memberships = new Map<string, MembershipRow>();
  for (const { personId, teamId, level } of rows) {
    const key = `${personId}:${teamId}`;
    const known = memberships.get(key);
    if (known) known.levels.push(level);
    else memberships.set(key, { personId, teamId, levels: [level] });
  }
  return manyForEach(ids, memberships.values(), (membership) => membership[by]);
}
