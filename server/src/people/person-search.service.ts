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
const MOST_WORDS = 5;
/** Fewer digits match half the directory. */
const FEWEST_DIGITS = 3;

interface Condition {
  sql: string;
  parameters: unknown[];
}

/** A page of people by name. */
export async function findPeople(database: Sql, filter: PersonFilter, page: PageRequest): Promise<Page<PersonRow>> {
  const conditions = selected(filter, "p.id");
  const text = filter.text?.trim();
  if (text) {
    const ids = await matching(database, text, filter);
    if (ids.length === 0) return pageOf<PersonRow>([], page, sortKey);
    conditions.push({ sql: "p.id IN (?)", parameters: [ids] });
  }
  if (page.beyond) {
    const [name, id] = page.beyond;
    conditions.push({
      sql: "p.displayName >= ? AND (p.displayName > ? OR p.id > ?)",
      parameters: [name, name, id],
    });
  }
  const rows = await database.query<RawPerson[]>(
    `SELECT ${PERSON_COLUMNS} FROM person p ${where(conditions)} ORDER BY p.displayName, p.id LIMIT ?`,
    [...conditions.flatMap(({ parameters }) => parameters), page.limit + 1],
  );
  return pageOf(rows.map(personRow), page, sortKey);
}

function sortKey({ displayName, id }: PersonRow) {
  return [displayName, id] as const;
}

/** Everything of the filter but its text, as conditions on a column that holds a person's id. */
function selected({ roles, teamId, active }: PersonFilter, id: string): Condition[] {
  const conditions: Condition[] = [];
  if (roles?.length) {
    conditions.push({ sql: `${id} IN (SELECT personId FROM person_role WHERE role IN (?))`, parameters: [roles] });
  }
  if (teamId != null) {
    conditions.push({ sql: `${id} IN (SELECT personId FROM membership WHERE teamId = ?)`, parameters: [teamId] });
  }
  if (active != null) {
    conditions.push({ sql: `${id} IN (SELECT id FROM person WHERE active = ?)`, parameters: [active ? 1 : 0] });
  }
  return conditions;
}

function where(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => `(${sql})`).join(" AND ")}`;
}

/** Ids of people of the filter whom a text may mean: every source is an index range, and bounded. */
async function matching(database: Sql, text: string, filter: PersonFilter): Promise<number[]> {
  const sources = [byWords(wordsOf(text)), byAddress(text), byReference(text)].filter((source) => source !== null);
  const found = await Promise.all(
    sources.map(async ({ from, id, conditions }) => {
      const all = [...conditions, ...selected(filter, id)];
      const rows = await database.query<{ id: number }[]>(
        `SELECT DISTINCT ${id} AS id FROM ${from} ${where(all)} LIMIT ?`,
        [...all.flatMap(({ parameters }) => parameters), MOST_MATCHES],
      );
      return rows.map(({ id }) => id);
    }),
  );
  return [...new Set(found.flat())];
}

interface Source {
  from: string;
  /** The column that holds the person's id. */
  id: string;
  conditions: Condition[];
}

/** People with, for each word typed, a word of their name that begins so. */
function byWords(words: readonly string[]): Source | null {
  if (words.length === 0) return null;
  const typed = words.slice(0, MOST_WORDS);
  return {
    from: typed
      .map((_, index) =>
        index === 0 ? "person_word w0" : `JOIN person_word w${index} ON w${index}.personId = w0.personId`,
      )
      .join(" "),
    id: "w0.personId",
    conditions: typed.map((word, index) => ({ sql: `w${index}.word LIKE ?`, parameters: [prefix(word)] })),
  };
}

function byAddress(text: string): Source | null {
  const digits = /^[\d\s+().\-/]+$/.test(text) ? normalisePhone(text) : "";
  const looksLikeMail = /[@.]/.test(text) && !/\s/.test(text);
  const sought =
    digits.length >= FEWEST_DIGITS ? ["PHONE", digits] : looksLikeMail ? ["EMAIL", normaliseEmail(text)] : null;
  if (!sought) return null;
  const [kind, value] = sought as [string, string];
  return {
    from: "address a",
    id: "a.personId",
    conditions: [{ sql: "a.kind = ? AND a.normalised LIKE ?", parameters: [kind, prefix(value)] }],
  };
}

/** References are ASCII: any other text is none, and comparing it would leave the index. */
function byReference(text: string): Source | null {
  if (!/^[\x21-\x7e]+$/.test(text)) return null;
  return { from: "person r", id: "r.id", conditions: [{ sql: "r.externalReference = ?", parameters: [text] }] };
}

function prefix(text: string): string {
  return `${text.replace(/[\\%_]/g, "\\$&")}%`;
}
