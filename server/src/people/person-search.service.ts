import type { Sql } from "../platform/database/sql.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import type { Role } from "./person.entity.js";
import { PERSON_COLUMNS, personRow, type RawPerson } from "./person.loader.js";
import { normaliseEmail, normalisePhone, wordsOf } from "./person.rules.js";
import type { PersonRow } from "./person.type.js";

export interface PersonFilter {
  /** Words of a name, an e-mail address, a telephone number, or each one's beginning; or a whole reference. */
  text?: string | null;
  roles?: readonly Role[] | null;
  teamId?: number | null;
  active?: boolean | null;
}

/** People matching a text are looked for among this many at most: whoever finds so many types another letter. */
const MOST_MATCHES = 1000;
/** Fewer digits match half the directory. */
const FEWEST_DIGITS = 3;

/** A page of people by name. */
export async function findPeople(database: Sql, filter: PersonFilter, page: PageRequest): Promise<Page<PersonRow>> {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const where = (condition: string, ...values: unknown[]) => {
    conditions.push(condition);
    parameters.push(...values);
  };

  const text = filter.text?.trim();
  if (text) {
    const ids = await matching(database, text);
    if (ids.length === 0) return pageOf<PersonRow>([], page, sortKey);
    where("p.id IN (?)", ids);
  }
  if (filter.active != null) where("p.active = ?", filter.active ? 1 : 0);
  if (filter.roles?.length) {
    where("p.id IN (SELECT personId FROM person_role WHERE role IN (?))", filter.roles);
  }
  if (filter.teamId != null) where("p.id IN (SELECT personId FROM membership WHERE teamId = ?)", filter.teamId);
  if (page.beyond) {
    const [name, id] = page.beyond;
    where("p.displayName >= ? AND (p.displayName > ? OR p.id > ?)", name, name, id);
  }
  const rows = await database.query<RawPerson[]>(
    `SELECT ${PERSON_COLUMNS} FROM person p
     ${conditions.length > 0 ? `WHERE ${conditions.map((each) => `(${each})`).join(" AND ")}` : ""}
     ORDER BY p.displayName, p.id LIMIT ?`,
    [...parameters, page.limit + 1],
  );
  return pageOf(rows.map(personRow), page, sortKey);
}

function sortKey({ displayName, id }: PersonRow) {
  return [displayName, id] as const;
}

/** Ids of people whom a text may mean: every source is an index range, and bounded. */
async function matching(database: Sql, text: string): Promise<number[]> {
  const [byName, byAddress, byReference] = await Promise.all([
    byWords(database, wordsOf(text)),
    byAddresses(database, text),
    database.query<{ id: number }[]>("SELECT id FROM person WHERE externalReference = ?", [asAscii(text)]),
  ]);
  return [...new Set([...byName, ...byAddress, ...byReference.map(({ id }) => id)])];
}

/** People with, for each word typed, a word of their name that begins so. */
async function byWords(database: Sql, words: readonly string[]): Promise<number[]> {
  if (words.length === 0) return [];
  // The longest word leads: it is the rarest, most likely.
  const [leading, ...others] = words.toSorted((a, b) => b.length - a.length).slice(0, 5);
  const joins = others.map(
    (_, index) => `JOIN person_word w${index} ON w${index}.personId = w.personId
    AND w${index}.word LIKE ?`,
  );
  const rows = await database.query<{ personId: number }[]>(
    `SELECT DISTINCT w.personId FROM person_word w ${joins.join(" ")} WHERE w.word LIKE ? LIMIT ?`,
    [...others.map(prefix), prefix(leading!), MOST_MATCHES],
  );
  return rows.map(({ personId }) => personId);
}

async function byAddresses(database: Sql, text: string): Promise<number[]> {
  const digits = /^[\d\s+().\-/]+$/.test(text) ? normalisePhone(text) : "";
  const looksLikeMail = /[@.]/.test(text) && !/\s/.test(text);
  const [kind, value] =
    digits.length >= FEWEST_DIGITS ? ["PHONE", digits] : looksLikeMail ? ["EMAIL", normaliseEmail(text)] : [];
  if (!kind || !value) return [];
  const rows = await database.query<{ personId: number }[]>(
    "SELECT personId FROM address WHERE kind = ? AND normalised LIKE ? LIMIT ?",
    [kind, prefix(value), MOST_MATCHES],
  );
  return rows.map(({ personId }) => personId);
}

function prefix(text: string): string {
  return `${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** References are ASCII; another character would make the comparison leave its index. */
function asAscii(text: string): string {
  return /^[\x20-\x7e]+$/.test(text) ? text : "";
}
