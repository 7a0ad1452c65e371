import type { DataSource } from "typeorm";
import type { Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { RequestError } from "../platform/graphql/errors.js";
import { keyOf } from "../platform/graphql/node-id.js";
import { BACKLOG_STATES, DEFINITIONS, ENDS_OF_STAY, MetricId, REOPEN_DAYS, SKIPPED } from "./metric.definitions.js";
import type { MetricGrouping, MetricsInput } from "./metric.input.js";
import {
  type CountRow,
  type Dimension,
  type DistributionRow,
  endOf,
  type GroupedRow,
  type PartRow,
  type Question,
  queryOf,
  type ShareRow,
} from "./metric.queries.js";
import {
  type Metric,
  MetricBreakdown,
  MetricCount,
  MetricDistribution,
  type MetricRow,
  MetricShare,
  type Metrics,
  type MetricValue,
} from "./metric.type.js";
import { GroupNames } from "./metric-names.js";
import { bucketsOf } from "./metric-period.rules.js";
import { type Complaint, complaintsAbout, isPeriod, periodUnitOf, tooManyPeriods } from "./metric-question.rules.js";

type Value = typeof MetricValue;

/** More rows than this nobody reads; a chart of them shows nothing. */
const MOST_ROWS = 10_000;
const DAY = 86_400_000;

/** Reports: computed by the database from the event log, all of one report in one consistent snapshot. */
export class MetricService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async report(viewer: Viewer, input: MetricsInput): Promise<Omit<Metrics, "position">> {
    const complaints = complaintsAbout(input);
    if (complaints.length > 0) refuseInput(complaints);
    const now = this.clock();
    const asOf = input.asOf ?? (input.to < now ? input.to : now);
    return this.inSnapshot(async (database) => {
      const timeZone = await readTimeZone(database);
      const question = this.question(viewer, input, asOf, timeZone);
      const names = await GroupNames.read(database, input.groupBy, question.buckets, viewer.language);
      const metrics: Metric[] = [];
      for (const id of input.metrics) {
        const rows = await answer(database, id, question, input.groupBy, names);
        const { unit, [viewer.language]: words } = DEFINITIONS[id];
        metrics.push({ id, ...words, unit, rows });
      }
      return { from: input.from, to: input.to, asOf, timeZone, metrics };
    });
  }

  private question(viewer: Viewer, input: MetricsInput, asOf: Date, timeZone: string): Question {
    const { from, to, groupBy, level, thresholdMinutes } = input;
    const unit = periodUnitOf(groupBy);
    const whole = { key: "", name: "", startsAt: from, endsAt: to };
    const buckets = unit ? bucketsOf(unit, { from, to }, timeZone, viewer.language) : [whole];
    return {
      from,
      to,
      until: new Date(asOf.getTime() + 1),
      buckets: buckets ?? refuseInput([tooManyPeriods()]),
      groupBy: groupBy.map((each) => (isPeriod(each) ? "PERIOD" : (each as Dimension))),
      applicationIds: applicationIds(input),
      compartmentIds: [...viewer.compartmentIds],
      level: level ?? null,
      thresholdMs: thresholdMinutes == null ? null : thresholdMinutes * 60_000,
    };
  }

  private async inSnapshot<T>(work: (database: Sql) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      await runner.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
      try {
        return await work(runner);
      } finally {
        await runner.query("ROLLBACK");
      }
    } finally {
      await runner.release();
    }
  }
}

function refuseInput(fields: Complaint[]): never {
  const all = fields.map(({ path, message }) => `${path}: ${message}`).join(" ");
  throw new RequestError("BAD_USER_INPUT", all, { fields });
}

function applicationIds({ applications }: MetricsInput): number[] | null {
  if (!applications) return null;
  return applications.map(
    (id, index) =>
      keyOf("Application", id) ??
      refuseInput([{ path: `input.applications.${index}`, message: "This is not an application's id." }]),
  );
}

async function readTimeZone(database: Sql): Promise<string> {
  const [desk] = await database.query<{ timeZone: string }[]>("SELECT timeZone FROM desk WHERE id = 1");
  if (!desk) throw new Error("The desk has no settings row: its migrations have not run");
  return desk.timeZone;
}

async function answer(
  database: Sql,
  id: MetricId,
  question: Question,
  groupBy: readonly MetricGrouping[],
  names: GroupNames,
): Promise<MetricRow[]> {
  const { sql, parameters } = queryOf(id, question);
  const found = byGroup(await database.query<GroupedRow[]>(sql, parameters));
  if (found.size > MOST_ROWS) {
    refuseInput([{ path: "input.groupBy", message: `The report would have more than ${MOST_ROWS} rows.` }]);
  }
  for (const missing of wanted(question)) {
    const key = JSON.stringify([missing.g0, missing.g1]);
    if (!found.has(key)) found.set(key, []);
  }
  const answers = [...found].map(([key, rows]) => {
    const values = JSON.parse(key) as [string | number | null, string | number | null];
    const groups = groupBy.map((by, index) => names.group(by, values[index]!));
    const period = question.groupBy.indexOf("PERIOD");
    const bucket = question.buckets[period < 0 ? 0 : Number(values[period])]!;
    return { groups, value: valueOf(id, rows, { ...question, to: bucket.endsAt }) };
  });
  return answers.sort((a, b) => names.compare(a.groups, b.groups));
}

function byGroup<Row extends GroupedRow>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.g0, row.g1]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The rows that a report has even where nothing happened: the whole, or each period begun by asOf. */
function wanted({ groupBy, buckets, until }: Question): GroupedRow[] {
  if (groupBy.length === 0) return [{ g0: null, g1: null }];
  if (groupBy.length > 1 || groupBy[0] !== "PERIOD") return [];
  return buckets.flatMap(({ startsAt }, index) => (startsAt < until ? [{ g0: index, g1: null }] : []));
}

/** The value of one group. The driver hands sums out as text. */
function valueOf(id: MetricId, rows: readonly GroupedRow[], question: Question): Value {
  switch (id) {
    case MetricId.intake_received:
      return new MetricCount(Number((rows[0] as CountRow | undefined)?.value ?? 0));
    case MetricId.handled_resolved:
      return breakdown(rows as PartRow[], []);
    case MetricId.backlog_open:
      return breakdown(rows as PartRow[], BACKLOG_STATES);
    case MetricId.escalation_rate:
      return breakdown(rows as PartRow[], ENDS_OF_STAY, SKIPPED);
    case MetricId.reopen_rate: {
      const mature = endOf(question).getTime() + REOPEN_DAYS * DAY < question.until.getTime();
      return share(rows[0] as ShareRow | undefined, !mature);
    }
    case MetricId.knowledge_reuse:
      return share(rows[0] as ShareRow | undefined, false);
    default:
      return distribution(rows[0] as DistributionRow | undefined, question.thresholdMs);
  }
}

function share(row: ShareRow | undefined, immature: boolean): MetricShare {
  return new MetricShare(Number(row?.part ?? 0), Number(row?.whole ?? 0), immature);
}

/** `order` names the parts that are always there; others follow by name. */
function breakdown(rows: readonly PartRow[], order: readonly string[], apartKey?: string): MetricBreakdown {
  const counts = new Map<string, number>(order.map((key) => [key, 0]));
  for (const { part, value } of [...rows].sort((a, b) => a.part.localeCompare(b.part))) counts.set(part, Number(value));
  const whole = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const partOf = (key: string, count: number) => ({ key, count, share: whole === 0 ? 0 : count / whole });
  const apart = rows.reduce((sum, row) => sum + Number(row.apart), 0);
  return Object.assign(new MetricBreakdown(), {
    parts: [...counts].map(([key, count]) => partOf(key, count)),
    apart: apartKey ? [partOf(apartKey, apart)] : [],
    whole,
  });
}

function distribution(row: DistributionRow | undefined, thresholdMs: number | null): MetricDistribution {
  const whole = Number(row?.whole ?? 0);
  const count = Number(row?.valued ?? 0);
  const number = (value: number | null | undefined) => (value == null ? null : Number(value));
  return Object.assign(new MetricDistribution(), {
    count,
    mean: number(row?.mean),
    p50: number(row?.p50),
    p90: number(row?.p90),
    p99: number(row?.p99),
    underThreshold: thresholdMs === null || whole === 0 ? null : Number(row?.inTime ?? 0) / whole,
    stillOpen: whole - count,
  });
}
