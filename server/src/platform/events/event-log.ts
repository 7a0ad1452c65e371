import { randomBytes } from "node:crypto";
import type { QueryRunner } from "typeorm";
import type { Actor } from "./actor.js";
import type { Event, SubjectType } from "./event.entity.js";
import type { NewEvent } from "./new-event.js";

/** Wider changes go in several transactions. */
export const MAX_EVENTS_PER_TRANSACTION = 500;

/** Tables whose rows carry the position of their subject's last event. */
export interface PositionStamp {
  subjectType: SubjectType;
  table: string;
  key: string;
}

const COLUMNS = [
  "position",
  "id",
  "subjectType",
  "subjectId",
  "subjectVersion",
  "type",
  "schemaVersion",
  "actorKind",
  "actorId",
  "causeId",
  "occurredAt",
  "recordedAt",
  "textId",
  "messageId",
  "personId",
  "articleId",
  "relatedId",
  "takesCharge",
  "skipsLevel",
  "minutes",
  "means",
  "channel",
  "audience",
  "resolutionCode",
  "requesterId",
  "beneficiaryId",
  "requesterSiteId",
  "stateBefore",
  "stateAfter",
  "waitingForBefore",
  "waitingForAfter",
  "queueIdBefore",
  "queueIdAfter",
  "teamIdBefore",
  "teamIdAfter",
  "levelBefore",
  "levelAfter",
  "assigneeIdBefore",
  "assigneeIdAfter",
  "applicationIdBefore",
  "applicationIdAfter",
  "compartmentIdBefore",
  "compartmentIdAfter",
  "kindBefore",
  "kindAfter",
  "natureBefore",
  "natureAfter",
  "priorityBefore",
  "priorityAfter",
  "businessMs",
  "target",
  "serviceLevelBefore",
  "serviceLevelAfter",
] as const satisfies readonly (keyof Event)[];

/**
 * Appends a transaction's events and commits it, all in one packet: take the log's head (the last lock of every
 * writer), insert the events at the positions it gave, stamp the subjects' rows, COMMIT. Nothing is awaited while
 * the head is held, so writers queue for as long as one commit lasts and positions are gap-free in commit order.
 * Returns the position of the last event.
 */
export async function sealAndCommit(
  runner: QueryRunner,
  events: readonly NewEvent[],
  context: { actor: Actor; now: Date; causeId: Buffer },
  stamps: readonly PositionStamp[],
): Promise<number> {
  const k = events.length;
  if (k === 0 || k > MAX_EVENTS_PER_TRANSACTION) {
    throw new Error(`A transaction records between 1 and ${MAX_EVENTS_PER_TRANSACTION} events, not ${k}`);
  }
  const parameters: unknown[] = [k];
  const rows = events.map((event, index) => row(event, index - k + 1, context, parameters));
  const statements = [
    "UPDATE log_head SET n = LAST_INSERT_ID(n + ?) WHERE id = 1",
    `INSERT INTO event (${COLUMNS.map((column) => `\`${column}\``).join(", ")}) VALUES ${rows.join(", ")}`,
    ...stampStatements(events, stamps, parameters),
    "COMMIT",
  ];
  const [head] = (await runner.query(statements.join("; "), parameters)) as { insertId: number | string }[];
  return Number(head!.insertId);
}

/** The values of one event. LAST_INSERT_ID() is the head after the increment: the last of the k new positions. */
function row(
  event: NewEvent,
  offset: number,
  { actor, now, causeId }: { actor: Actor; now: Date; causeId: Buffer },
  parameters: unknown[],
): string {
  const full: Partial<Record<(typeof COLUMNS)[number], unknown>> = {
    schemaVersion: 1,
    takesCharge: 0,
    skipsLevel: false,
    occurredAt: now,
    ...event,
    id: randomBytes(16),
    actorKind: (event.actor ?? actor).kind,
    actorId: (event.actor ?? actor).id,
    causeId,
    recordedAt: now,
  };
  const values = COLUMNS.slice(1).map((column) => {
    parameters.push(full[column] ?? null);
    return "?";
  });
  return `(LAST_INSERT_ID() + (${offset}), ${values.join(", ")})`;
}

function stampStatements(events: readonly NewEvent[], stamps: readonly PositionStamp[], parameters: unknown[]) {
  const statements: string[] = [];
  for (const stamp of stamps) {
    const last = new Map<number, number>();
    events.forEach((event, index) => {
      if (event.subjectType === stamp.subjectType) last.set(event.subjectId, index - events.length + 1);
    });
    for (const [id, offset] of last) {
      statements.push(`UPDATE ${stamp.table} SET position = LAST_INSERT_ID() + (${offset}) WHERE ${stamp.key} = ?`);
      parameters.push(id);
    }
  }
  return statements;
}
