import type { Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { readChangedSecrets } from "./compartment-changes.loader.js";
import type { FrozenReport } from "./frozen-report.entity.js";
import type { FrozenQuestion, ReportTableType } from "./frozen-report.type.js";
import { MetricClock } from "./metric.input.js";
import { MetricAnswers } from "./metric-answers.js";
import { clocksOf } from "./metric-clocks.rules.js";
import { questionOf } from "./metric-question.service.js";
import type { MetricSnapshots } from "./metric-snapshot.js";

/** What the figures of a report depend on that is computed up to a position, and nothing else. */
export type AskedAt = Pick<
  FrozenReport,
  "periodFrom" | "periodTo" | "asOf" | "timeZone" | "question" | "compartmentIds" | "position"
>;

/** Whether tickets are as secret as they are now, or as they were at the position. */
export type Secrecy = "TODAY" | "THEN";

/** So many positions before a report's are looked at one by one: more never are under way at a time. */
const HOLES_LOOKED_FOR = 10_000;

/** Computes all tables of a report from the log up to its position, in one consistent snapshot. */
export class ReportTables {
  constructor(private readonly snapshots: MetricSnapshots) {}

  async compute(viewer: Viewer, report: AskedAt, secrecy: Secrecy): Promise<ReportTableType[]> {
    const { metrics, groupings, ...chosen } = JSON.parse(report.question) as FrozenQuestion;
    const compartmentIds = JSON.parse(report.compartmentIds) as number[];
    const { periodFrom: from, periodTo: to, asOf, position, timeZone } = report;
    return this.snapshots.read(async (database) => {
      await demandWhole(database, position);
      const secrets = secrecy === "THEN" ? await readChangedSecrets(database, position, compartmentIds) : null;
      const tables: ReportTableType[] = [];
      for (const groupBy of groupings) {
        for (const clock of Object.values(MetricClock)) {
          const isFirst = clock === MetricClock.CALENDAR;
          const ids = isFirst ? metrics : metrics.filter((id) => clocksOf(id).includes(clock));
          const question = await questionOf(
            database,
            { ...viewer, compartmentIds: new Set(compartmentIds) },
            { ...chosen, metrics: ids, from, to, asOf, groupBy, clock },
            { now: asOf, position, timeZone },
          );
          const answers = new MetricAnswers(database, viewer.language, { ...question, secrets }, null);
          const table: ReportTableType = { groupBy, clock, metrics: [] };
          for (const id of ids) table.metrics.push(await answers.metric(id, groupBy));
          if (ids.length > 0) tables.push(table);
        }
      }
      return tables;
    });
  }
}

/** What can be read is complete up to the position: a transaction's events may be seen before those of an earlier one. */
async function demandWhole(sql: Sql, position: number): Promise<void> {
  const [log] = await sql.query<{ n: number }[]>(
    "SELECT COUNT(*) AS n FROM event WHERE position > ? AND position <= ?",
    [position - HOLES_LOOKED_FOR, position],
  );
  if (log?.n === Math.min(position, HOLES_LOOKED_FOR)) return;
  throw new Error(`The log cannot be read without a hole up to position ${position}`);
}
