import type { DataSource } from "typeorm";
import { beforeAll, expect, it } from "vitest";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { testDatabase } from "../testing/test-database.js";
import { DrillDown } from "./drill-down.service.js";
import { MetricId } from "./metric.definitions.js";
import { MetricService } from "./metric.service.js";
import { RULES_VERSION } from "./metric-progress.js";
import { MetricProjection } from "./metric-projection.service.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { ReportTables } from "./report-tables.service.js";
import { story } from "./story.fixture.js";
import { writeLog } from "./written-log.fixture.js";

let database: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  await writeLog(database, { events: story({}), articles: [] });
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
const period = { from: new Date("2016-03-01T00:00:00Z"), to: new Date("2016-04-01T00:00:00Z") };
const received = { ...period, metrics: [MetricId.intake_received], groupBy: [] };

/** Something happens between the look at how far the rows are and the snapshot. */
function snapshotsAfter(happens: string): MetricSnapshots {
  const interrupted = Object.assign(Object.create(database) as DataSource, {
    createQueryRunner() {
      const runner = database.createQueryRunner();
      const query = runner.query.bind(runner);
      return Object.assign(runner, {
        async query(sql: string, parameters?: unknown[]) {
          if (sql.startsWith("START TRANSACTION")) await database.query(happens);
          return query(sql, parameters);
        },
      });
    },
  });
  return new MetricSnapshots(interrupted, new MetricProjection(database));
}

const READERS = {
  report: (snapshots: MetricSnapshots) => new MetricService(snapshots).report(viewer, received),
  drillDown: (snapshots: MetricSnapshots) =>
    new DrillDown(snapshots).tickets(
      viewer,
      received,
      { metric: MetricId.intake_received, keys: [], part: null },
      { limit: 10, backward: false, beyond: null },
    ),
  frozen: (snapshots: MetricSnapshots) =>
    new ReportTables(snapshots).compute(
      viewer,
      {
        periodFrom: period.from,
        periodTo: period.to,
        asOf: period.to,
        timeZone: "Europe/Paris",
        question: JSON.stringify({ metrics: [MetricId.intake_received], groupings: [[]] }),
        compartmentIds: "[1]",
        position: 1,
      },
      "TODAY",
    ),
};

it.each(Object.entries(READERS))(
  "%s: answers from rows that are all there, or says that they are not",
  async (_, read) => {
    await expect(read(snapshotsAfter("DO 0"))).resolves.toBeDefined();
    for (const taken of [
      "position = 0",
      "remadeTo = 0",
      `version = ${RULES_VERSION - 1}`,
      `version = ${RULES_VERSION + 1}`,
    ]) {
      await expect(read(snapshotsAfter(`UPDATE metric_progress SET ${taken}`)), taken).rejects.toMatchObject({
        extensions: { code: "REPORTS_NOT_READY", done: 0 },
      });
      await database.query("UPDATE metric_progress SET version = 0");
    }
  },
);

/** Some minutes of work. */
const ENDLESS = `WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 900)
  SELECT COUNT(*) AS n FROM n a JOIN n b JOIN n c JOIN n d`;
const LATE = { extensions: { code: "TIME_LIMIT_EXCEEDED" } };

it("leaves nothing to the database that nobody waits for any more", async () => {
  await new MetricProjection(database).catchUp();
  const snapshots = new MetricSnapshots(database, new MetricProjection(database), 0.3);
  await expect(snapshots.read((sql) => sql.query(ENDLESS))).rejects.toMatchObject(LATE);
  const asked: string[] = [];
  const slowly = snapshots.read(async (sql) => {
    const deadline = performance.now() + 300;
    while (performance.now() <= deadline)
      await sql.query("SELECT 1").then(
        () => asked.push("before"),
        () => undefined,
      );
    await sql.query("SELECT 1");
    asked.push("after");
  });
  await expect(slowly).rejects.toMatchObject(LATE);
  expect(asked).not.toContain("after");
});

it("holds three connections at most, and whoever waited too long gives their turn to the next", async () => {
  await new MetricProjection(database).catchUp();
  let connections = 0;
  let most = 0;
  const counted = Object.assign(Object.create(database) as DataSource, {
    createQueryRunner() {
      const runner = database.createQueryRunner();
      const release = runner.release.bind(runner);
      most = Math.max(most, ++connections);
      return Object.assign(runner, {
        async release() {
          connections--;
          await release();
        },
      });
    },
  });
  const snapshots = new MetricSnapshots(counted, new MetricProjection(database));
  const read = () => snapshots.read((sql) => sql.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM event"));
  expect(await Promise.all(Array.from({ length: 12 }, read))).toEqual(Array.from({ length: 12 }, () => [{ n: 1 }]));
  expect([connections, most]).toEqual([0, 3]);

  const hurried = new MetricSnapshots(counted, new MetricProjection(database), 1);
  const waited = Array.from({ length: 4 }, () => hurried.read((sql) => sql.query(ENDLESS)));
  const outcomes = await Promise.allSettled(waited);
  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => "rejected"));
  most = connections;
  await expect(hurried.read((sql) => sql.query("SELECT 1 AS n"))).resolves.toEqual([{ n: 1 }]);
  expect([connections, most]).toEqual([0, 1]);
});
