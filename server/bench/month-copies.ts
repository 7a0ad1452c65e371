import type { DataSource } from "typeorm";
import { factsOf } from "../src/metrics/metric-fact.rules.js";
import { readHistories } from "../src/metrics/ticket-history.loader.js";

export interface Copies {
  /** How many tickets and events the month has: numbers and positions of a copy follow those before it. */
  tickets: number;
  events: number;
  days: number;
  copies: number;
}

/** How the columns of a table move from the first month to the k-th after it. */
type Moves = Record<string, (column: string, k: number) => string>;

/**
 * Turns a desk of one month into one of many, in the database alone: each later month is the first one, so many days
 * later, with the log and with what is derived from it.
 */
export async function copyMonth(database: DataSource, { tickets, events, days, copies }: Copies): Promise<void> {
  const ms = days * 86_400_000;
  const ticket = (column: string, k: number) => `${column} + ${k * tickets}`;
  const position = (column: string, k: number) => `${column} + ${k * events}`;
  const instant = (column: string, k: number) => `${column} + INTERVAL ${k * days} DAY`;
  const milliseconds = (column: string, k: number) => `${column} + ${k * ms}`;
  const tables: Record<string, { moves: Moves; of: string }> = {
    event: {
      moves: { position, subjectId: ticket, relatedId: ticket, occurredAt: instant, recordedAt: instant },
      of: `position <= ${events}`,
    },
    ticket: { moves: { number: ticket, position, datetime: instant }, of: `number <= ${tickets}` },
    metric_fact: {
      moves: {
        ticket,
        position,
        endPosition: position,
        followedUpPosition: position,
        at: milliseconds,
        knownAt: milliseconds,
        endKnownAt: milliseconds,
        followedUpAt: milliseconds,
      },
      of: `ticket <= ${tickets}`,
    },
    metric_ticket: {
      moves: { ticket, position, endPosition: position, knownAt: milliseconds, endKnownAt: milliseconds },
      of: `ticket <= ${tickets}`,
    },
  };
  for (const [table, { moves, of }] of Object.entries(tables)) {
    const columns = await columnsOf(database, table);
    const indexes = await dropIndexes(database, table);
    const names = columns.map(({ name }) => `\`${name}\``).join(", ");
    for (let k = 1; k < copies; k++) {
      const moved = columns.map(({ name, type }) => (moves[name] ?? moves[type])?.(`\`${name}\``, k) ?? `\`${name}\``);
      await database.query(`INSERT INTO ${table} (${names}) SELECT ${moved.join(", ")} FROM ${table} WHERE ${of}`);
    }
    if (indexes.length > 0)
      await database.query(`ALTER TABLE ${table} ${indexes.map((each) => `ADD ${each}`).join(", ")}`);
  }
  await database.query("UPDATE log_head SET n = ?", [events * copies]);
  await database.query("UPDATE metric_progress SET position = ?", [events * copies]);
}

/** Indexes are made faster at once than row by row. What the copies are found by stays. */
async function dropIndexes(database: DataSource, table: string): Promise<string[]> {
  const [shown] = await database.query<Record<string, string>[]>(`SHOW CREATE TABLE ${table}`);
  const lines = shown!["Create Table"]!.split("\n").map((line) => line.trim().replace(/,$/, ""));
  const indexes = lines.filter((line) => /^(UNIQUE )?KEY/.test(line) && !line.includes("metric_fact_of_ticket"));
  const names = indexes.map((line) => /`(\w+)`/.exec(line)![1]);
  if (names.length > 0) {
    await database.query(`ALTER TABLE ${table} ${names.map((name) => `DROP INDEX \`${name}\``).join(", ")}`);
  }
  return indexes;
}

async function columnsOf(database: DataSource, table: string): Promise<{ name: string; type: string }[]> {
  return database.query(
    `SELECT COLUMN_NAME AS name, DATA_TYPE AS type FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
    [table],
  );
}

/** Demands that what was copied is what those tickets' histories lead to, on a sample of all of them. */
export async function demandDerived(database: DataSource, tickets: number): Promise<void> {
  const sample = Array.from({ length: 500 }, (_, i) => 1 + Math.floor((i * tickets) / 500));
  const histories = await readHistories(database, sample);
  const rows = await database.query<Record<string, unknown>[]>(
    "SELECT * FROM metric_fact WHERE ticket IN (?) ORDER BY ticket, n",
    [sample],
  );
  const plain = (row: object) =>
    JSON.stringify(
      Object.entries(row)
        .map(([key, value]) => [key, Number(value) || value])
        .sort(),
    );
  const expected = histories.flatMap(factsOf).map((fact) => plain({ ...fact, flag: fact.flag ? 1 : 0 }));
  const found = rows.map(plain);
  const wrong = expected.findIndex((fact, index) => fact !== found[index]);
  if (wrong >= 0 || found.length !== expected.length) {
    throw new Error(`Copied otherwise than derived: ${expected[wrong]} is ${found[wrong]}`);
  }
}
