import { createHash } from "node:crypto";
import type { DataSource } from "typeorm";
import { beforeAll, expect, it } from "vitest";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { testDatabase } from "../testing/test-database.js";
import { frozen, hashOf } from "./frozen-figures.rules.js";
import { DEFINITIONS_VERSION, MetricId } from "./metric.definitions.js";
import { FactKind, type MetricFact, type MetricTicket } from "./metric-fact.entity.js";
import { generateLog } from "./metric-log.fixture.js";
import { RULES_VERSION } from "./metric-progress.js";
import { MetricProjection } from "./metric-projection.service.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { ReportTables } from "./report-tables.service.js";
import { writeLog } from "./written-log.fixture.js";

let database: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  const log = generateLog(20260302, {
    tickets: 200,
    start: new Date("2016-02-20T00:00:00Z"),
    days: 60,
    applicationIds: [1, 2],
    articleIds: [1, 2],
    siteIds: [1, 2],
    compartmentIds: [1, 2],
  });
  await writeLog(database, log);
  await new MetricProjection(database).catchUp();
});

it("the rows made of a log are those of this version of the rules", async () => {
  const facts = await database.query<MetricFact[]>("SELECT * FROM metric_fact ORDER BY ticket, n, kind, magnitude, at");
  const tickets = await database.query<MetricTicket[]>("SELECT * FROM metric_ticket ORDER BY ticket, position");
  expect(new Set(facts.map(({ kind }) => kind)), "A rule that makes nothing here is not watched.").toEqual(
    new Set(Object.values(FactKind)),
  );
  const hash = createHash("sha256")
    .update(JSON.stringify([facts, tickets]))
    .digest("hex");
  expect(
    { version: RULES_VERSION, hash },
    "The same log gives other rows. Raise RULES_VERSION (metric-progress.ts), else desks keep rows made by the old " +
      "rules among those made by the new ones; then put the new version and the new hash here. Where only the log of " +
      "metric-log.fixture.ts is another one, the new hash alone.",
  ).toEqual({ version: 3, hash: "9387be579729d5434f8c932da90943d19b1c8bbde3a0875e66d16c26f86f0d2b" });
});

it("the figures of a log are those of this version of the definitions", async () => {
  const reports = new ReportTables(new MetricSnapshots(database, new MetricProjection(database)));
  const viewer: PersonViewer = {
    kind: "PERSON",
    personId: 1,
    sessionId: 1,
    language: "en",
    permissions: new Set([Permission.REPORTS_READ]),
    compartmentIds: new Set([1]),
    memberships: [],
    rightsClass: "manager",
  };
  const [{ n }]: [{ n: number }] = await database.query("SELECT n FROM log_head");
  const groupings = [[], ["APPLICATION"], ["MONTH", "LEVEL"], ["TEAM", "WEEK"], ["RESOLUTION_CODE"], ["TARGET"]];
  const tables = await reports.compute(
    viewer,
    {
      periodFrom: new Date("2016-02-29T23:00:00Z"),
      periodTo: new Date("2016-04-30T22:00:00Z"),
      asOf: new Date("2016-05-10T00:00:00Z"),
      timeZone: "Europe/Paris",
      question: JSON.stringify({ metrics: Object.values(MetricId), groupings, thresholdMinutes: 60 }),
      compartmentIds: "[1]",
      position: n,
    },
    "TODAY",
  );
  expect(
    { version: DEFINITIONS_VERSION, hash: hashOf(frozen(tables)).toString("hex") },
    "The same log gives other figures. Raise DEFINITIONS_VERSION (metric.definitions.ts), else reports frozen before " +
      "are said to differ because the log is not what it was; then put the new version and the new hash here. Where " +
      "only the log of metric-log.fixture.ts or this question is another one, the new hash alone.",
  ).toEqual({ version: 2, hash: "149a80175ec491d11810fd15bb98701d92cd028c94c5b5cab4fc106d75e787f6" });
});
