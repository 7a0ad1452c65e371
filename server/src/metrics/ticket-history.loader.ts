import type { Sql } from "../platform/database/sql.js";
import type { HistoryEvent } from "./ticket-history.rules.js";

const COLUMNS = [
  "position",
  "subjectId",
  "type",
  "actorKind",
  "actorId",
  "causeId",
  "occurredAt",
  "recordedAt",
  "businessMs",
  "target",
  "takesCharge",
  "skipsLevel",
  "minutes",
  "means",
  "channel",
  "audience",
  "resolutionCode",
  "articleId",
  "relatedId",
  "requesterId",
  "beneficiaryId",
  "requesterSiteId",
  "stateAfter",
  "waitingForAfter",
  "levelBefore",
  "levelAfter",
  "queueIdBefore",
  "queueIdAfter",
  "teamIdBefore",
  "teamIdAfter",
  "assigneeIdAfter",
  "applicationIdAfter",
  "compartmentIdAfter",
  "kindAfter",
  "natureAfter",
  "priorityAfter",
];

type Row = Omit<HistoryEvent, "cause" | "occurredAt" | "recordedAt" | "skipsLevel"> & {
  causeId: Buffer;
  occurredAt: Date;
  recordedAt: Date;
  skipsLevel: number;
};

/** The histories of tickets, each in the order of the log. */
export async function readHistories(sql: Sql, tickets: readonly number[]): Promise<HistoryEvent[][]> {
  const rows = await sql.query<Row[]>(
    `SELECT ${COLUMNS.join(", ")} FROM event WHERE subjectType = 'TICKET' AND subjectId IN (?)
     ORDER BY subjectId, position`,
    [tickets],
  );
  const histories: HistoryEvent[][] = [];
  for (const { causeId, occurredAt, recordedAt, skipsLevel, ...row } of rows) {
    const event = {
      ...row,
      cause: causeId.toString("latin1"),
      occurredAt: occurredAt.getTime(),
      recordedAt: recordedAt.getTime(),
      skipsLevel: skipsLevel !== 0,
    };
    const history = histories.at(-1);
    if (history?.[0]!.subjectId === event.subjectId) history.push(event);
    else histories.push([event]);
  }
  return histories;
}
