import type { Sql } from "../platform/database/sql.js";
import { RequestError } from "../platform/graphql/errors.js";
import type { MetricProgress } from "./metric-fact.entity.js";

/** Raise it when the rules that make the rows change: all rows are then made again. */
export const RULES_VERSION = 3;

export type Progress = Pick<MetricProgress, "version" | "position" | "remadeTo">;

/** How far the derived tables follow the log, with how far there is to go. */
export interface Reached extends Progress {
  head: number;
  lastTicket: number | null;
}

export const NOT_MIGRATED = "The desk's migrations have not run";

export async function readProgress(sql: Sql): Promise<Reached> {
  const [found] = await sql.query<Reached[]>(
    `SELECT version, position, remadeTo, n AS head, (SELECT MAX(number) FROM ticket) AS lastTicket
     FROM metric_progress p JOIN log_head h ON h.id = p.id`,
  );
  if (!found) throw new Error(NOT_MIGRATED);
  return found;
}

/** All rows are there and by this server's rules, of everything up to a position. */
export function isMadeUpTo(to: number, { version, position, remadeTo }: Progress): boolean {
  return version === RULES_VERSION && remadeTo === null && position >= to;
}

/** While servers are updated one after the other, those of the older rules leave the rows to the others. */
export function isOfLaterRules({ version }: Progress): boolean {
  return version > RULES_VERSION;
}

/** What one can read here has been made up to a position; refused where it has been taken back since it was. */
export async function demandMadeUpTo(to: number, sql: Sql): Promise<void> {
  const reached = await readProgress(sql);
  if (!isMadeUpTo(to, reached)) throw notReady(reached);
}

/** REPORTS_NOT_READY, with how much there is: of all tickets while they are made again, else of the log. */
export function notReady(reached: Reached | null, cause?: unknown): RequestError {
  const done = reached === null ? 0 : Math.floor(Math.min(1, shareDone(reached)) * 100) / 100;
  const refusal = new RequestError(
    "REPORTS_NOT_READY",
    `What reports are computed from is being made from the log, ${Math.round(done * 100)} % so far. Ask again in a moment.`,
    { done },
  );
  return cause === undefined ? refusal : Object.assign(refusal, { cause });
}

function shareDone({ version, position, remadeTo, head, lastTicket }: Reached): number {
  if (version !== RULES_VERSION) return 0;
  return remadeTo === null ? position / Math.max(1, head) : remadeTo / Math.max(1, lastTicket ?? 0);
}
