import { CsvError, parse } from "csv-parse/sync";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { Actor } from "../platform/events/actor.js";
import { InvalidField, InvalidInput, Refusal, refuse } from "../platform/graphql/problem.js";
import {
  columnOf,
  delimiterOf,
  type ImportColumn,
  type ImportedPerson,
  type ImportRow,
  isProblem,
  type RowProblem,
  readRow,
} from "./people-import.rules.js";
import { ImportPeopleReport, RefusedRow } from "./people-import.type.js";
import { Role } from "./person.entity.js";
import { normaliseEmail } from "./person.rules.js";
import type { People, PersonChanges } from "./person.service.js";

/** A transaction holds 500 events at most, and a person takes up to two. */
const ROWS_PER_TRANSACTION = 100;
const MOST_ROWS = 20_000;

interface Line {
  row: number;
  cells: ImportRow;
}

type Outcome = "created" | "updated" | "unchanged" | RefusedRow;

/** What the codes in a file stand for. */
interface Codes {
  sites: ReadonlyMap<string, number>;
  teams: ReadonlyMap<string, number>;
}

/**
 * Reads people from CSV. A row finds its person by reference, by login or by e-mail address, so that the same file may
 * be read again: rows that change nothing are counted as such. A row that cannot be taken is refused with its reason
 * and stops no other. An empty cell leaves the fact as it is; a password is only ever a first password.
 */
export class PeopleImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly people: People,
  ) {}

  async run(
    actor: Actor,
    csv: string,
    dryRun: boolean,
  ): Promise<{ report: ImportPeopleReport; position: number | null }> {
    const report = new ImportPeopleReport(dryRun);
    const lines = distinct(readCsv(csv, report), report);
    let position: number | null = null;
    for (let from = 0; from < lines.length; from += ROWS_PER_TRANSACTION) {
      const chunk = lines.slice(from, from + ROWS_PER_TRANSACTION);
      const committed = await this.attempt(actor, chunk, dryRun);
      position = committed.position ?? position;
      for (const outcome of committed.outcomes) {
        if (outcome instanceof RefusedRow) report.refused.push(outcome);
        else report[outcome] += 1;
      }
    }
    report.refused.sort((a, b) => a.row - b.row);
    return { report, position };
  }

  private async attempt(actor: Actor, lines: readonly Line[], dryRun: boolean) {
    try {
      const { value, position } = await this.work.run(actor, async (tx) => {
        const outcomes = await this.takeAll(tx, lines);
        if (dryRun) throw new DryRun(outcomes);
        return outcomes;
      });
      return { outcomes: value, position };
    } catch (error) {
      if (error instanceof DryRun) return { outcomes: error.outcomes, position: null };
      throw error;
    }
  }

  private async takeAll(tx: Transaction, lines: readonly Line[]): Promise<Outcome[]> {
    const codes: Codes = { sites: await idsByCode(tx, "site"), teams: await idsByCode(tx, "team") };
    const outcomes: Outcome[] = [];
    for (const line of lines) outcomes.push(await this.take(tx, line, codes));
    return outcomes;
  }

  private async take(tx: Transaction, { row, cells }: Line, codes: Codes): Promise<Outcome> {
    const read = readRow(cells);
    const changes = isProblem(read) ? read : lookUp(read, codes);
    if (isRefused(changes)) return new RefusedRow(row, changes);
    const found = await whoIs(tx, changes);
    if (found.length > 1) return new RefusedRow(row, { key: "peopleImport.ambiguous", parameters: {} });
    await tx.query("SAVEPOINT import_row");
    try {
      const outcome = await this.write(tx, found[0] ?? null, changes);
      await tx.query("RELEASE SAVEPOINT import_row");
      return outcome;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await tx.query("ROLLBACK TO SAVEPOINT import_row");
      return new RefusedRow(row, error.problem);
    }
  }

  private async write(tx: Transaction, id: number | null, changes: PersonChanges): Promise<Outcome> {
    if (id === null) {
      await this.people.create(tx, { roles: [Role.REQUESTER], ...changes });
      return "created";
    }
    const [account] = await tx.query<unknown[]>("SELECT id FROM account WHERE personId = ?", [id]);
    const password = account ? undefined : changes.password;
    return (await this.people.update(tx, id, null, { ...changes, password })) ? "updated" : "unchanged";
  }
}

/** Ends a dry run's transaction: everything was done, nothing stays. */
class DryRun extends Error {
  constructor(readonly outcomes: Outcome[]) {
    super("A dry run is rolled back");
  }
}

function readCsv(csv: string, report: ImportPeopleReport): Line[] {
  const [header, ...records] = parsed(csv);
  if (!header) return refuse(new InvalidInput([new InvalidField("csv", "REQUIRED")]));
  const columns = readHeader(header.record);
  if (records.length > MOST_ROWS) {
    refuse(new InvalidInput([new InvalidField("csv", "MAX_SIZE", { max: MOST_ROWS })]));
  }
  const lines: Line[] = [];
  for (const { record, info } of records) {
    if (record.every((cell) => cell === "")) continue;
    if (record.length !== columns.length) {
      const parameters = { found: record.length, expected: columns.length };
      report.refused.push(new RefusedRow(info.lines, { key: "peopleImport.cells", parameters }));
      continue;
    }
    lines.push({
      row: info.lines,
      cells: Object.fromEntries(columns.map((column, index) => [column, record[index]])),
    });
  }
  return lines;
}

function parsed(csv: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(new InvalidInput([new InvalidField("csv", "NOT_CSV", { line: Number(error.lines ?? 1) })]));
  }
}

function readHeader(headings: readonly string[]): ImportColumn[] {
  const columns: ImportColumn[] = [];
  const invalid: InvalidField[] = [];
  for (const heading of headings) {
    const column = columnOf(heading);
    if (column === null) invalid.push(new InvalidField("csv", "UNKNOWN_COLUMN", { column: heading }));
    else columns.push(column);
  }
  if (!columns.includes("name")) invalid.push(new InvalidField("csv", "MISSING_COLUMN", { column: "name" }));
  if (new Set(columns).size < columns.length) invalid.push(new InvalidField("csv", "UNIQUE"));
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
  return columns;
}

/** Without the rows that are about somebody of an earlier row: which of them is right, nobody could tell. */
function distinct(lines: readonly Line[], report: ImportPeopleReport): Line[] {
  const seen = new Map<string, number>();
  return lines.filter(({ row, cells }) => {
    const keys = [
      cells.reference && `reference:${cells.reference}`,
      cells.login && `login:${cells.login.toLowerCase()}`,
      cells.email && `email:${normaliseEmail(cells.email)}`,
    ].filter((key) => key !== undefined && key !== "");
    const earlier = keys.map((key) => seen.get(key as string)).find((line) => line !== undefined);
    if (earlier !== undefined) {
      report.refused.push(new RefusedRow(row, { key: "peopleImport.repeats", parameters: { row: earlier } }));
      return false;
    }
    for (const key of keys) seen.set(key as string, row);
    return true;
  });
}

async function idsByCode(tx: Transaction, table: "site" | "team"): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: number; code: string }[]>(`SELECT id, code FROM ${table}`);
  return new Map(rows.map(({ id, code }) => [code.toUpperCase(), id]));
}

function lookUp({ siteCode, teams, ...facts }: ImportedPerson, codes: Codes): PersonChanges | RowProblem {
  const changes: PersonChanges = facts;
  if (siteCode !== undefined) {
    const siteId = codes.sites.get(siteCode.toUpperCase());
    if (siteId === undefined)
      return { key: "peopleImport.unknownSite", parameters: { code: siteCode }, column: "site" };
    changes.siteId = siteId;
  }
  if (teams !== undefined) {
    changes.memberships = [];
    for (const { code, levels } of teams) {
      const teamId = codes.teams.get(code.toUpperCase());
      if (teamId === undefined) return { key: "peopleImport.unknownTeam", parameters: { code }, column: "teams" };
      changes.memberships.push({ teamId, levels: levels.toSorted((a, b) => a - b) });
    }
  }
  return changes;
}

function isRefused(changes: PersonChanges | RowProblem): changes is RowProblem {
  return "key" in changes;
}

/** The people whom the row's reference, login and e-mail address belong to: one person, if all is well. */
async function whoIs(tx: Transaction, { externalReference, login, email }: PersonChanges): Promise<number[]> {
  const rows = await tx.query<{ id: number }[]>(
    `SELECT id FROM person WHERE externalReference = ?
     UNION SELECT personId FROM account WHERE login = ?
     UNION SELECT personId FROM address WHERE kind = 'EMAIL' AND normalised = ?`,
    [externalReference ?? null, login ?? null, email ? normaliseEmail(email) : null],
  );
  return rows.map(({ id }) => id);
}
