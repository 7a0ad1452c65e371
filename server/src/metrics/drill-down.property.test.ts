import fc from "fast-check";
import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { decodeCursor } from "../platform/graphql/connection.js";
import { testDatabase } from "../testing/test-database.js";
import { DrillDown } from "./drill-down.service.js";
import { MetricId } from "./metric.definitions.js";
import { MetricClock, MetricGrouping, type MetricsInput } from "./metric.input.js";
import { MetricService } from "./metric.service.js";
import { MetricBreakdown, MetricCount, type MetricRow, MetricShare } from "./metric.type.js";
import { generateLog } from "./metric-log.fixture.js";
import { MetricProjection } from "./metric-projection.service.js";
import { periodUnitOf } from "./metric-question.rules.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { clearLog, writeLog } from "./written-log.fixture.js";

const SECRET = 2;
const APPLICATIONS = [1, 2, 3];
const RUNS = Number(process.env["DRILL_DOWN_RUNS"] ?? 12);
const SEED = Number(process.env["DRILL_DOWN_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const START = new Date("2016-02-20T00:00:00Z");
const hours = (count: number) => new Date(START.getTime() + count * 3_600_000);

let dataSource: DataSource;
let reports: MetricService;
let drillDown: DrillDown;

beforeAll(async () => {
  dataSource = await testDatabase();
  const projection = new MetricProjection(dataSource);
  const now = () => new Date("2017-01-01T00:00:00Z");
  const snapshots = new MetricSnapshots(dataSource, projection);
  reports = new MetricService(snapshots, now);
  drillDown = new DrillDown(snapshots, now);
  await dataSource.query("UPDATE desk SET personFigures = TRUE");
  await dataSource.query("INSERT INTO compartment (id, kind, code) VALUES (?, 'SECURITY', 'security')", [SECRET]);
  await dataSource.query("INSERT INTO team (id, code, name) VALUES (1, 'A', 'Accueil'), (2, 'B', 'Bureautique')");
  for (const id of APPLICATIONS) {
    await dataSource.query("INSERT INTO application (id, code, name) VALUES (?, ?, ?)", [id, `A${id}`, `Appli ${id}`]);
  }
});

const viewer: PersonViewer = {
  kind: "PERSON",
  personId: 1,
  sessionId: 1,
  language: "en",
  permissions: new Set([Permission.REPORTS_READ, Permission.TICKETS_READ_DESK]),
  compartmentIds: new Set([1]),
  memberships: [],
  rightsClass: "manager",
};

interface Part {
  part: string | null;
  figure: number;
}

/** Everything that a value says, and the part by which its tickets are asked for. */
function partsOf({ value }: MetricRow, isRatio: boolean, threshold: boolean): Part[] {
  if (value instanceof MetricCount) return [{ part: null, figure: value.value }];
  if (value instanceof MetricShare) {
    const { part, whole } = value;
    if (isRatio)
      return [
        { part: "PART", figure: part },
        { part: "REST", figure: whole },
      ];
    return [
      { part: null, figure: whole },
      { part: "PART", figure: part },
      { part: "REST", figure: whole - part },
    ];
  }
  if (value instanceof MetricBreakdown) {
    const each = [...value.parts, ...value.apart].map(({ key, count }) => ({ part: key, figure: count }));
    return [{ part: null, figure: value.whole }, ...each];
  }
  const { count, stillOpen, underThreshold } = value;
  const within = Math.round((underThreshold ?? 0) * (count + stillOpen));
  return [
    { part: null, figure: count + stillOpen },
    { part: "KNOWN", figure: count },
    { part: "STILL_OPEN", figure: stillOpen },
    ...(threshold
      ? [
          { part: "UNDER_THRESHOLD", figure: within },
          { part: "OVER_THRESHOLD", figure: count - within },
        ]
      : []),
  ];
}

const questions = fc.record({
  seed: fc.nat(),
  fromHour: fc.integer({ min: 0, max: 24 * 60 }),
  length: fc.integer({ min: 24, max: 24 * 60 }),
  /** After the period's beginning. */
  asOfHours: fc.integer({ min: 24, max: 24 * 120 }),
  groupBy: fc.uniqueArray(fc.constantFrom(...Object.values(MetricGrouping)), { maxLength: 2 }),
  level: fc.option(fc.integer({ min: 0, max: 3 })),
  thresholdMinutes: fc.option(fc.integer({ min: 1, max: 50_000 })),
  clock: fc.constantFrom(...Object.values(MetricClock)),
  metrics: fc.uniqueArray(fc.constantFrom(...Object.values(MetricId)), { minLength: 4, maxLength: 4 }),
  pageSize: fc.integer({ min: 1, max: 100 }),
});

describe("the tickets behind a figure", () => {
  it(`are as many as it says, page by page, for each part of any metric by any groupings (seed ${SEED})`, async () => {
    const drilled = new Set<MetricId>();
    await fc.assert(
      fc.asyncProperty(questions, async (q) => {
        fc.pre(q.groupBy.filter((each) => periodUnitOf([each])).length <= 1);
        await clearLog(dataSource);
        await writeLog(
          dataSource,
          generateLog(q.seed, {
            tickets: 40,
            start: START,
            days: 60,
            applicationIds: APPLICATIONS,
            articleIds: [1, 2, 3],
            siteIds: [1, 2],
            compartmentIds: [1, SECRET],
          }),
        );
        const input: MetricsInput = {
          metrics: q.metrics,
          from: hours(q.fromHour),
          to: hours(q.fromHour + q.length),
          asOf: hours(q.fromHour + q.asOfHours),
          groupBy: q.groupBy,
          level: q.level,
          thresholdMinutes: q.thresholdMinutes,
          clock: q.clock,
        };
        const { metrics } = await reports.report(viewer, input);
        for (const { id, rows, alsoBy } of metrics) {
          for (const row of sample([...rows, ...alsoBy])) {
            for (const { part, figure } of partsOf(row, id === MetricId.contact_chasing, q.thresholdMinutes !== null)) {
              await expectTickets(id, input, row, part, figure, q.pageSize);
              if (figure > 0) drilled.add(id);
            }
          }
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(drilled.size).toBeGreaterThan(5);
  }, 300_000);
});

/** Some rows of a long report. */
function sample(rows: readonly MetricRow[]): MetricRow[] {
  const every = Math.ceil(rows.length / 6);
  return rows.filter((_, index) => index % every === 0);
}

async function expectTickets(
  metric: MetricId,
  input: MetricsInput,
  row: MetricRow,
  part: string | null,
  figure: number,
  limit: number,
): Promise<void> {
  const keys = row.groups.map(({ key }) => key);
  const title = `${metric} ${part} ${JSON.stringify({ keys, ...input })}`;
  const met = new Set<string>();
  const tickets = new Set<number>();
  let listed = 0;
  let cursor: string | null = null;
  do {
    const page = { limit, backward: false, beyond: decodeCursor(cursor) };
    const found = await drillDown.tickets(viewer, input, { metric, keys, part }, page);
    expect(found.totalCount, title).toBe(figure);
    for (const { cursor: place, node } of found.edges) {
      expect(met.has(place), `${title}: ${place} twice`).toBe(false);
      met.add(place);
      tickets.add(node.number);
      listed += metric === MetricId.effort_minutes ? node.value! : 1;
    }
    cursor = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    if (!cursor) expect(tickets.size, title).toBe(found.tickets);
  } while (cursor);
  expect(listed, title).toBe(figure);
}
