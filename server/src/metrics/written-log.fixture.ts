import { createHash } from "node:crypto";
import type { DataSource } from "typeorm";
import type { Log, TicketEvent } from "../../../test/metrics/reference/model.js";

type Row = Record<string, unknown>;

/** Empties the log and what is derived from it. */
export async function clearLog(database: DataSource): Promise<void> {
  for (const table of ["event", "ticket", "metric_fact", "metric_ticket"]) {
    await database.query(`DELETE FROM ${table}`);
  }
  await database.query("UPDATE metric_progress SET version = 0, position = 0, remadeTo = NULL");
  await database.query("UPDATE log_head SET n = 0");
}

/** Appends to the log, as commits would; tickets are written as far as metrics read them. */
export async function writeLog(
  database: DataSource,
  { events, articles }: Pick<Log, "events" | "articles">,
): Promise<void> {
  const numbers = [...new Set(events.map(({ subjectId }) => subjectId))];
  if (numbers.length > 0) {
    await database.query(
      `INSERT IGNORE INTO ticket (number, kind, channel, state, compartmentId, subject, description, language, requesterId,
         queueId, teamId, level, highestLevel, reportedAt, recordedAt, updatedAt, queueEnteredAt) VALUES ?`,
      [
        numbers.map((number) => {
          const at = new Date();
          return [number, "INCIDENT", "WEB", "NEW", 1, "", "", "fr", 1, 1, 1, 0, 0, at, at, at, at];
        }),
      ],
    );
  }
  await insert(database, events.map(ticketRow));
  await insert(
    database,
    articles.map(({ position, type, ticket, recordedAt }) => ({
      ...COMMON,
      position,
      causeId: causeOf(String(position)),
      subjectType: "ARTICLE",
      subjectId: 1,
      type,
      actorKind: "PERSON",
      relatedId: ticket,
      occurredAt: recordedAt,
      recordedAt,
    })),
  );
  await database.query("UPDATE log_head SET n = (SELECT COALESCE(MAX(position), 0) FROM event)");
}

const COMMON = { id: Buffer.alloc(16), subjectVersion: 1 };

function ticketRow({ causeId, ...event }: TicketEvent): Row {
  return { ...COMMON, ...event, subjectType: "TICKET", causeId: causeOf(causeId) };
}

function causeOf(text: string): Buffer {
  return createHash("md5").update(text).digest();
}

async function insert(database: DataSource, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows.slice(start, start + 500).map((row) => columns.map((column) => row[column]));
    await database.query(`INSERT INTO event (${columns.join(", ")}) VALUES ?`, [values]);
  }
}
