import { setTimeout as pause } from "node:timers/promises";
import { deskDayAt } from "../desk/desk-day.js";
import type { Sql } from "../platform/database/sql.js";
import type { Flow } from "./day-flow.rules.js";
import type { OpenTicket } from "./queue-instants.rules.js";
import type { QueueSnapshot } from "./queue-projection.js";

const HOLES_LOOKED_FOR = 1_000;
const HOLE_AGAIN_MS = 5;

interface FlowRow {
  number: number;
  type: "RECORDED" | "RESOLVED";
  queueId: number;
  at: Date;
  compartmentId: number;
  state: string;
}

/** Reads the queues as they are at one position, on the desk's day of `now`. On a connection of its own. */
export async function readQueueSnapshot(sql: Sql, now: Date): Promise<QueueSnapshot> {
  await sql.query("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  for (;;) {
    await sql.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    const snapshot = await read(sql, now);
    const whole = await isWhole(sql, snapshot.position);
    await sql.query("COMMIT");
    if (whole) return snapshot;
    await pause(HOLE_AGAIN_MS);
  }
}

/** Read views are not atomic: one may have position n+1 without n. Then it is taken again. */
async function isWhole(sql: Sql, position: number): Promise<boolean> {
  const [log] = await sql.query<{ events: number; last: number | null }[]>(
    "SELECT COUNT(*) AS events, MAX(position) AS last FROM event WHERE position > ?",
    [position - HOLES_LOOKED_FOR],
  );
  return Number(log!.events) === Math.min(position, HOLES_LOOKED_FOR) && Number(log!.last ?? 0) === position;
}

async function read(sql: Sql, now: Date): Promise<QueueSnapshot> {
  const [head] = await sql.query<{ n: number }[]>("SELECT n FROM log_head WHERE id = 1");
  const [desk] = await sql.query<{ timeZone: string }[]>("SELECT timeZone FROM desk WHERE id = 1");
  const day = deskDayAt(now, desk!.timeZone);
  const queues = await sql.query<{ id: number }[]>("SELECT id FROM queue");
  const tickets = await sql.query<OpenTicket[]>(
    `SELECT number, position, queueId, compartmentId, state, assigneeId, serviceLevelState, queueEnteredAt, nextBreachAt
     FROM ticket WHERE state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING')`,
  );
  const flows = await sql.query<FlowRow[]>(
    `SELECT t.number, e.type, e.queueIdAfter AS queueId, e.recordedAt AS at, t.compartmentId, t.state
     FROM event e JOIN ticket t ON t.number = e.subjectId
     WHERE e.subjectType = 'TICKET' AND e.type IN ('RECORDED', 'RESOLVED') AND e.recordedAt >= ? ORDER BY e.position`,
    [day.startsAt],
  );
  return {
    position: Number(head?.n ?? 0),
    day,
    queueIds: queues.map(({ id }) => id),
    tickets: tickets.map(numbered),
    flows: flowsOf(flows),
  };
}

function numbered(ticket: OpenTicket): OpenTicket {
  return { ...ticket, position: Number(ticket.position) };
}

function flowsOf(rows: readonly FlowRow[]): ReadonlyMap<number, Flow> {
  const flows = new Map<number, Flow>();
  for (const { number, type, queueId, at, compartmentId, state } of rows) {
    const flow = flows.get(number) ?? { compartmentId, received: null, resolved: null };
    const isCounted =
      type === "RECORDED" ? state !== "CANCELLED" && state !== "MERGED" : state === "RESOLVED" || state === "CLOSED";
    const place = isCounted ? { queueId, at } : null;
    flows.set(number, type === "RECORDED" ? { ...flow, received: place } : { ...flow, resolved: place });
  }
  return flows;
}
