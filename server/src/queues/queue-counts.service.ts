import DataLoader from "dataloader";
import { manyForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { QueueCountsRow } from "./queue.type.js";

interface StateCount {
  queueId: number;
  state: "NEW" | "OPEN" | "IN_PROGRESS" | "WAITING";
  count: number;
  unassigned: number;
  imminent: number;
  missed: number;
  oldestWaitingAt: Date | null;
  nextBreachAt: Date | null;
}

const FACTS = { NEW: "new", OPEN: "open", IN_PROGRESS: "inProgress", WAITING: "waiting" } as const;

/**
 * The counts of many queues in one read of open tickets: the cost grows with what is open, not with the desk's age.
 * Only tickets of the compartments given are counted: a number must not tell of a ticket that the viewer may not see.
 */
export async function countQueues(
  database: Sql,
  queueIds: readonly number[],
  compartmentIds: ReadonlySet<number>,
): Promise<QueueCountsRow[]> {
  const rows =
    queueIds.length === 0 || compartmentIds.size === 0
      ? []
      : await database.query<StateCount[]>(
          `SELECT queueId, state, COUNT(*) AS count, CAST(SUM(assigneeId IS NULL) AS SIGNED) AS unassigned,
             CAST(SUM(serviceLevelState <=> 'IMMINENT') AS SIGNED) AS imminent,
             CAST(SUM(serviceLevelState <=> 'MISSED') AS SIGNED) AS missed,
             MIN(CASE WHEN assigneeId IS NULL AND state IN ('NEW', 'OPEN') THEN queueEnteredAt END) AS oldestWaitingAt,
             MIN(nextBreachAt) AS nextBreachAt
           FROM ticket
           WHERE queueId IN (?) AND state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING') AND compartmentId IN (?)
           GROUP BY queueId, state`,
          [queueIds, [...compartmentIds]],
        );
  return manyForEach(queueIds, rows, ({ queueId }) => queueId).map((states, index) => summed(queueIds[index]!, states));
}

function summed(queueId: number, states: readonly StateCount[]): QueueCountsRow {
  const none = { new: 0, open: 0, inProgress: 0, waiting: 0, unassigned: 0, total: 0, imminent: 0, missed: 0 };
  const counts: QueueCountsRow = { queueId, ...none, oldestWaitingAt: null, nextBreachAt: null };
  for (const { state, oldestWaitingAt, nextBreachAt, ...numbers } of states) {
    counts[FACTS[state]] = Number(numbers.count);
    counts.total += Number(numbers.count);
    counts.unassigned += Number(numbers.unassigned);
    counts.imminent += Number(numbers.imminent);
    counts.missed += Number(numbers.missed);
    counts.oldestWaitingAt = earlier(counts.oldestWaitingAt, oldestWaitingAt);
    counts.nextBreachAt = earlier(counts.nextBreachAt, nextBreachAt);
  }
  return counts;
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}

/** The counts as the operation's viewer may know them. */
export function queueCountsLoader(context: RequestContext, database: Sql): DataLoader<number, QueueCountsRow> {
  return context.loader<number, QueueCountsRow>(
    "queue-counts",
    () => new DataLoader((ids) => countQueues(database, ids, context.signedIn.compartmentIds)),
  );
}
