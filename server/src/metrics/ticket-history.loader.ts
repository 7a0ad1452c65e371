import type { Sql } from "../platform/database/sql.js";
import { type HistoryEvent, restatedBy } from "./ticket-history.rules.js";

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

type Row = Omit<HistoryEvent, "cause" | "occurredAt" | "recordedAt" | "knownAt" | "restatedMs" | "skipsLevel"> & {
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
    const history = histories.at(-1);
    const sooner = history?.[0]!.subjectId === row.subjectId ? history : null;
    const event = {
      ...row,
      cause: causeId.toString("latin1"),
      occurredAt: occurredAt.getTime(),
      recordedAt: recordedAt.getTime(),
      knownAt: Math.max(recordedAt.getTime(), sooner?.at(-1)!.knownAt ?? 0),
      restatedMs: 0,
      skipsLevel: skipsLevel !== 0,
    };
    if (sooner) event.restatedMs = sooner.at(-1)!.restatedMs + restatedBy(event, sooner);
    if (sooner) sooner.push(event);
    else histories.push([event]);
  }
  return histories;
}
