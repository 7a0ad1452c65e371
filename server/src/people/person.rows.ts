import { insertRow, updateRow } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { AddressKind, type Person, type Role } from "./person.entity.js";
import { normaliseEmail, normalisePhone, type PersonFacts, type TeamLevels, wordsOf } from "./person.rules.js";

/** A person with everything that belongs to them, locked until the transaction ends. */
export interface LockedPerson {
  id: number;
  version: number;
  facts: PersonFacts;
  login: string | null;
}

type RawPerson = Omit<Person, "active" | "createdAt"> & { active: number; login: string | null };

export async function lockPerson(tx: Transaction, id: number): Promise<LockedPerson | null> {
  const [row] = await tx.query<RawPerson[]>("SELECT * FROM person WHERE id = ? FOR UPDATE", [id]);
  if (!row) return null;
  const addresses = await tx.query<{ kind: AddressKind; value: string }[]>(
    "SELECT kind, value FROM address WHERE personId = ? ORDER BY id",
    [id],
  );
  const roles = await tx.query<{ role: Role }[]>("SELECT role FROM person_role WHERE personId = ?", [id]);
  const memberships = await tx.query<{ teamId: number; level: number }[]>(
    "SELECT teamId, level FROM membership WHERE personId = ? ORDER BY teamId, level",
    [id],
  );
  const [account] = await tx.query<{ login: string }[]>("SELECT login FROM account WHERE personId = ?", [id]);
  return {
    id,
    version: row.version,
    login: account?.login ?? null,
    facts: {
      displayName: row.displayName,
      email: addresses.find(({ kind }) => kind === AddressKind.EMAIL)?.value ?? null,
      phone: addresses.find(({ kind }) => kind === AddressKind.PHONE)?.value ?? null,
      siteId: row.siteId,
      language: row.language,
      roles: roles.map(({ role }) => role),
      technicianKind: row.technicianKind,
      active: row.active === 1,
      externalReference: row.externalReference,
      memberships: byTeam(memberships),
    },
  };
}

function byTeam(rows: readonly { teamId: number; level: number }[]): TeamLevels[] {
  const teams: TeamLevels[] = [];
  for (const { teamId, level } of rows) {
    const last = teams.at(-1);
    if (last?.teamId === teamId) last.levels.push(level);
    else teams.push({ teamId, levels: [level] });
  }
  return teams;
}

export async function insertPerson(tx: Transaction, facts: PersonFacts): Promise<number> {
  const id = await insertRow(tx, "person", { ...ownColumns(facts), version: 1, createdAt: tx.now });
  await insertWords(tx, id, facts.displayName);
  await insertAddress(tx, id, AddressKind.EMAIL, facts.email);
  await insertAddress(tx, id, AddressKind.PHONE, facts.phone);
  await insertRoles(tx, id, facts.roles);
  await insertMemberships(tx, id, facts.memberships);
  return id;
}

export async function savePerson(tx: Transaction, before: LockedPerson, after: PersonFacts): Promise<void> {
  const { id, version, facts } = before;
  await updateRow(tx, "person", { column: "id", value: id }, { ...ownColumns(after), version: version + 1 });
  if (facts.displayName !== after.displayName) {
    await tx.query("DELETE FROM person_word WHERE personId = ?", [id]);
    await insertWords(tx, id, after.displayName);
  }
  for (const [kind, was, becomes] of [
    [AddressKind.EMAIL, facts.email, after.email],
    [AddressKind.PHONE, facts.phone, after.phone],
  ] as const) {
    if (was === becomes) continue;
    await tx.query("DELETE FROM address WHERE personId = ? AND kind = ?", [id, kind]);
    await insertAddress(tx, id, kind, becomes);
  }
  await tx.query("DELETE FROM person_role WHERE personId = ?", [id]);
  await insertRoles(tx, id, after.roles);
  await tx.query("DELETE FROM membership WHERE personId = ?", [id]);
  await insertMemberships(tx, id, after.memberships);
}

function ownColumns({ displayName, siteId, language, technicianKind, active, externalReference }: PersonFacts) {
  return { displayName, siteId, language, technicianKind, active, externalReference };
}

async function insertWords(tx: Transaction, personId: number, name: string): Promise<void> {
  // IGNORE: words that differ by an accent only are one to the collation.
  const rows = wordsOf(name).map((word) => [word, personId]);
  if (rows.length > 0) await tx.query("INSERT IGNORE INTO person_word (word, personId) VALUES ?", [rows]);
}

async function insertAddress(
  tx: Transaction,
  personId: number,
  kind: AddressKind,
  value: string | null,
): Promise<void> {
  if (value === null) return;
  const normalised = kind === AddressKind.EMAIL ? normaliseEmail(value) : normalisePhone(value);
  await insertRow(tx, "address", { personId, kind, value, normalised });
}

async function insertRoles(tx: Transaction, personId: number, roles: readonly Role[]): Promise<void> {
  await tx.query("INSERT INTO person_role (personId, role) VALUES ?", [roles.map((role) => [personId, role])]);
}

async function insertMemberships(tx: Transaction, personId: number, memberships: readonly TeamLevels[]): Promise<void> {
  const rows = memberships.flatMap(({ teamId, levels }) => levels.map((level) => [personId, teamId, level]));
  if (rows.length > 0) await tx.query("INSERT INTO membership (personId, teamId, level) VALUES ?", [rows]);
}

/** Whose mailbox it is, if anybody's but that person's. */
export async function ownerOfEmail(database: Sql, email: string, butId: number | null): Promise<number | null> {
  const [row] = await database.query<{ personId: number }[]>(
    "SELECT personId FROM address WHERE kind = 'EMAIL' AND normalised = ? AND personId <> ? ORDER BY id LIMIT 1",
    [normaliseEmail(email), butId ?? 0],
  );
  return row?.personId ?? null;
}

/** Whether somebody else could still administer the desk. */
export async function anotherAdmin(database: Sql, butId: number): Promise<boolean> {
  const rows = await database.query<unknown[]>(
    `SELECT p.id FROM person_role r JOIN person p ON p.id = r.personId JOIN account a ON a.personId = p.id
     WHERE r.role = 'ADMIN' AND p.active = 1 AND p.id <> ? LIMIT 1`,
    [butId],
  );
  return rows.length > 0;
}
