import fc from "fast-check";
import type { DataSource } from "typeorm";
import { beforeAll, describe, it } from "vitest";
import type { Log } from "../../../test/metrics/reference/model.js";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { testDatabase } from "../testing/test-database.js";
import { MetricClock, MetricGrouping, type MetricsInput } from "./metric.input.js";
import { MetricService } from "./metric.service.js";
import { generateLog } from "./metric-log.fixture.js";
import { MetricProjection } from "./metric-projection.service.js";
import { periodUnitOf } from "./metric-question.rules.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { EVERY_METRIC, expectReference } from "./reference-comparison.fixture.js";
import { clearLog, writeLog } from "./written-log.fixture.js";

const ZONE = "Europe/Paris";
const SECRET = 2;
const APPLICATIONS = [1, 2, 3];
const RUNS = process.env["GUICHET_LONG"] === "1" ? 500 : 20;
const SEED = Number(process.env["METRIC_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** Article 2 was drafted from ticket 5, article 3 from nothing. */
const WRITTEN_FROM = new Map([[2, 5]]);
/** Team 1 has moved from site 1 to site 2, team 2 is nowhere. */
const MOVED = new Date("2016-03-20T12:00:00Z");
const PLACES = [
  { teamId: 1, until: MOVED, siteId: 1 },
  { teamId: 1, until: null, siteId: 2 },
  { teamId: 2, until: null, siteId: null },
];

let dataSource: DataSource;
let projection: MetricProjection;
let reports: MetricService;

beforeAll(async () => {
  dataSource = await testDatabase();
  projection = new MetricProjection(dataSource);
  reports = new MetricService(new MetricSnapshots(dataSource, projection), () => new Date("2017-01-01T00:00:00Z"));
  await dataSource.query("UPDATE desk SET personFigures = TRUE");
  await dataSource.query("INSERT INTO compartment (id, kind, code) VALUES (?, 'SECURITY', 'security')", [SECRET]);
  await dataSource.query("INSERT INTO site (id, code, name) VALUES (1, 'L', 'Lyon'), (2, 'M', 'Metz')");
  await dataSource.query(
    "INSERT INTO team (id, code, name, siteId) VALUES (1, 'A', 'Accueil', 2), (2, 'B', 'Bureautique', NULL)",
  );
  for (const id of APPLICATIONS) {
    await dataSource.query("INSERT INTO application (id, code, name) VALUES (?, ?, ?)", [id, `A${id}`, `Appli ${id}`]);
  }
  for (const id of [1, 2, 3]) {
    await dataSource.query(
      `INSERT INTO article (id, state, language, title, symptom, solution, compartmentId, sourceTicketNumber, createdAt, updatedAt)
       VALUES (?, 'PUBLISHED', 'fr', 't', 's', 's', 1, ?, NOW(3), NOW(3))`,
      [id, WRITTEN_FROM.get(id) ?? null],
    );
  }
});

function viewer(compartmentIds: number[]): PersonViewer {
  return {
    kind: "PERSON",
    personId: 1,
    sessionId: 1,
    language: "fr",
    permissions: new Set([Permission.REPORTS_READ]),
    compartmentIds: new Set(compartmentIds),
    memberships: [],
    rightsClass: "manager",
  };
}

const START = new Date("2016-02-20T00:00:00Z");
const hours = (count: number) => new Date(START.getTime() + count * 3_600_000);

const questions = fc.record({
  seed: fc.nat(),
  fromHour: fc.integer({ min: 0, max: 24 * 60 }),
  length: fc.integer({ min: 1, max: 24 * 60 }),
  asOfHour: fc.integer({ min: 0, max: 24 * 150 }),
  groupBy: fc.uniqueArray(fc.constantFrom(...Object.values(MetricGrouping)), { maxLength: 2 }),
  level: fc.option(fc.integer({ min: 0, max: 3 })),
  thresholdMinutes: fc.option(fc.integer({ min: 1, max: 50_000 })),
  clock: fc.constantFrom(...Object.values(MetricClock)),
  oneApplication: fc.boolean(),
  secretToo: fc.boolean(),
  /** What part of the log is taken in first, and whether the figures are then frozen there. */
  first: fc.double({ min: 0, max: 1, noNaN: true }),
  frozen: fc.boolean(),
});

/** The log up to a position, and what follows. */
function cut({ events, articles }: Pick<Log, "events" | "articles">, position: number) {
  const parts = (holds: (each: { position: number }) => boolean) => ({
    events: events.filter(holds),
    articles: articles.filter(holds),
  });
  return [parts((each) => each.position <= position), parts((each) => each.position > position)] as const;
}

describe("metrics computed by the database", () => {
  it(`equal those computed ticket by ticket from the definitions, on any log (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (q) => {
        fc.pre(q.groupBy.filter((each) => periodUnitOf([each])).length <= 1);
        const written = generateLog(q.seed, {
          tickets: 40,
          start: START,
          days: 60,
          applicationIds: APPLICATIONS,
          articleIds: [1, 2, 3],
          siteIds: [1, 2],
          compartmentIds: [1, SECRET],
        });
        const head = written.events.length + written.articles.length;
        const [sooner, later] = cut(written, Math.floor(head * q.first));
        await clearLog(dataSource);
        await writeLog(dataSource, sooner);
        await projection.catchUp();
        await writeLog(dataSource, later);
        await moveTeam(head + 1);
        const compartmentIds = q.secretToo ? [1, SECRET] : [1];
        const input: MetricsInput = {
          metrics: EVERY_METRIC,
          from: hours(q.fromHour),
          to: hours(q.fromHour + q.length),
          asOf: hours(q.asOfHour),
          groupBy: q.groupBy,
          level: q.level,
          thresholdMinutes: q.thresholdMinutes,
          clock: q.clock,
          applications: q.oneApplication ? [toGlobalId("Application", 1)] : null,
        };
        const position = q.frozen ? Math.floor(head * q.first) : null;
        const { metrics } = await reports.report(viewer(compartmentIds), input, { position });
        const log = { ...written, writtenFrom: WRITTEN_FROM, teamPlaces: PLACES };
        const applicationIds = q.oneApplication ? [1] : null;
        expectReference(metrics, log, input, { zone: ZONE, compartmentIds, applicationIds, position });
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }, 600_000);
});

/** The event of the team's move, after the log's tickets. */
async function moveTeam(position: number): Promise<void> {
  await dataSource.query(
    `INSERT INTO event (position, id, causeId, subjectType, subjectId, subjectVersion, type, actorKind, occurredAt, recordedAt, relatedId)
     VALUES (?, ?, ?, 'TEAM', 1, 2, 'TEAM_MOVED', 'PERSON', ?, ?, 1)`,
    [position, Buffer.alloc(16), Buffer.alloc(16), MOVED, MOVED],
  );
  await dataSource.query("UPDATE log_head SET n = ?", [position]);
}
