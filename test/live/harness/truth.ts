import type { TestDatabase } from "./database.js";
import { globalId } from "./desk.js";
import type { Screen } from "./screen.js";
import type { Acknowledged } from "./writers.js";

export async function head(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ n: number }>("SELECT n FROM log_head");
  return Number(row!.n);
}

interface TicketRow {
  number: number;
  version: number;
  state: string;
  queueId: number;
  assigneeId: number | null;
}

/** What is wrong on a screen that shows these queues' open tickets: nothing, hopefully. */
export async function wrongOn(screen: Screen, database: TestDatabase, queues: readonly number[]): Promise<string[]> {
  const rows = await database.query<TicketRow>(
    "SELECT number, version, state, queueId, assigneeId FROM ticket WHERE queueId IN (?) AND state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING')",
    [queues],
  );
  const wrong: string[] = [];
  for (const row of rows) {
    const shown = screen.tickets.get(row.number);
    const is = `${row.version} ${row.state} ${globalId("Queue", row.queueId)} ${row.assigneeId === null ? null : globalId("Person", row.assigneeId)}`;
    const said = shown && `${shown.version} ${shown.state} ${shown.queue.id} ${shown.assignee?.id ?? null}`;
    if (said !== is) wrong.push(`${row.number}: shown ${said ?? "not at all"}, is ${is}`);
  }
  const inView = new Set(rows.map(({ number }) => number));
  for (const number of screen.tickets.keys())
    if (!inView.has(number)) wrong.push(`${number} is shown and is not there`);
  return wrong;
}

/** What is wrong with the log itself, after whatever happened. */
export async function wrongInLog(database: TestDatabase): Promise<string[]> {
  const wrong: string[] = [];
  const [log] = await database.query<{ events: number; first: number; last: number }>(
    "SELECT COUNT(*) AS events, MIN(position) AS first, MAX(position) AS last FROM event",
  );
  const n = await head(database);
  if (Number(log!.events) !== n || Number(log!.first) !== 1 || Number(log!.last) !== n) {
    wrong.push(`${log!.events} events from ${log!.first} to ${log!.last}, head at ${n}`);
  }
  const torn = await database.query<{ number: number }>(
    `SELECT t.number FROM ticket t LEFT JOIN event e ON e.position = t.position AND e.subjectType = 'TICKET'
       AND e.subjectId = t.number AND e.subjectVersion = t.version
       AND e.stateAfter = t.state AND e.queueIdAfter = t.queueId AND e.assigneeIdAfter <=> t.assigneeId
     WHERE e.position IS NULL OR EXISTS (SELECT 1 FROM event l WHERE l.subjectType = 'TICKET' AND l.subjectId = t.number AND l.position > t.position)`,
  );
  wrong.push(...torn.map(({ number }) => `ticket ${number} is not what its last event says`));
  return wrong;
}

/** What was acknowledged and is not in the log; what was asked once and done twice. */
export async function wrongAmong(acknowledged: readonly Acknowledged[], database: TestDatabase): Promise<string[]> {
  const events = await database.query<{ position: number; subjectId: number; subjectVersion: number }>(
    "SELECT position, subjectId, subjectVersion FROM event WHERE subjectType = 'TICKET'",
  );
  const byPosition = new Map(events.map((event) => [Number(event.position), event]));
  const wrong = acknowledged
    .filter(({ position, number }) => byPosition.get(position)?.subjectId !== number)
    .map(({ position, number }) => `the act on ${number} at ${position} is lost`);
  const twice = await database.query<{ causeId: Buffer; n: number }>(
    "SELECT i.causeId, COUNT(DISTINCT e.subjectVersion) AS n FROM idempotency i JOIN event e ON e.causeId = i.causeId AND e.subjectType = 'TICKET' GROUP BY i.causeId HAVING n > 2",
  );
  wrong.push(...twice.map(({ n }) => `one act has ${n} entries`));
  const keys = new Map<string, Acknowledged>();
  for (const each of acknowledged) {
    if (keys.has(each.key)) wrong.push(`${each.key} was acknowledged twice`);
    keys.set(each.key, each);
  }
  return wrong;
}

/** What was shown on screens and is not in the log now: it did not survive. */
export async function wronglyShown(screens: readonly Screen[], database: TestDatabase): Promise<string[]> {
  const events = await database.query<{ position: number; subjectId: number; subjectVersion: number }>(
    "SELECT position, subjectId, subjectVersion FROM event WHERE subjectType = 'TICKET'",
  );
  const byPosition = new Map(events.map(({ position, subjectId }) => [Number(position), subjectId]));
  const versions = new Set(events.map(({ subjectId, subjectVersion }) => `${subjectId} ${subjectVersion}`));
  const wrong: string[] = [];
  for (const { shown } of screens) {
    for (const { position, number, version } of shown) {
      if (byPosition.get(position) !== number) wrong.push(`${number} at ${position} was shown and is not in the log`);
      if (version !== null && !versions.has(`${number} ${version}`))
        wrong.push(`${number} version ${version} was shown and does not exist`);
    }
  }
  return wrong;
}
