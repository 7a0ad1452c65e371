import type { DataSource } from "typeorm";
import type { ArticleEvent, Log, TicketEvent } from "../../../test/metrics/reference/model.js";

type EventRow = Omit<TicketEvent, "causeId" | "skipsLevel"> & { causeId: Buffer; skipsLevel: number };

/** Everything that metrics are computed from, as the database has it. */
export async function readLog(database: DataSource): Promise<Log> {
  const events = await database.query<EventRow[]>("SELECT * FROM event WHERE subjectType = 'TICKET' ORDER BY position");
  const articles = await database.query<ArticleEvent[]>(
    `SELECT position, type, relatedId AS ticket, recordedAt FROM event
     WHERE subjectType = 'ARTICLE' AND type IN ('ARTICLE_DRAFTED', 'ARTICLE_MERGED') ORDER BY position`,
  );
  const sources = await database.query<{ id: number; sourceTicketNumber: number | null }[]>(
    "SELECT id, sourceTicketNumber FROM article WHERE sourceTicketNumber IS NOT NULL",
  );
  const teamPlaces = await database.query<{ teamId: number; until: null; siteId: number | null }[]>(
    "SELECT id AS teamId, NULL AS `until`, siteId FROM team",
  );
  return {
    events: events.map(({ causeId, skipsLevel, ...event }) => ({
      ...event,
      causeId: causeId.toString("hex"),
      skipsLevel: skipsLevel !== 0,
    })),
    articles,
    writtenFrom: new Map(sources.map(({ id, sourceTicketNumber }) => [id, sourceTicketNumber!])),
    teamPlaces,
  };
}
