import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Log } from "../../../test/metrics/reference/model.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { inconsistencies } from "../testing/consistency.js";
import { TestDesk } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import { MetricClock, MetricGrouping, type MetricsInput } from "./metric.input.js";
import { MetricService } from "./metric.service.js";
import { randomOf } from "./metric-log.fixture.js";
import { MetricProjection } from "./metric-projection.service.js";
import { periodUnitOf } from "./metric-question.rules.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { RandomDesk } from "./random-desk.fixture.js";
import { readLog } from "./read-log.fixture.js";
import { EVERY_METRIC, expectReference } from "./reference-comparison.fixture.js";

const LONG = process.env["GUICHET_LONG"] === "1";
const STEPS = LONG ? 4_000 : 400;
const QUESTIONS = LONG ? 200 : 12;
const SEED = Number(process.env["METRIC_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const ZONE = "Europe/Paris";
/** What metrics count. A short life may lack some of it: it then goes on. */
const HAPPENINGS = [
  "RESOLVED",
  "REOPENED",
  "CHASED",
  "INTERVENED",
  "WAITING_STARTED",
  "TARGET_MET",
  "TARGET_MISSED",
  "ARTICLE_DRAFTED",
];
const STEPS_AT_MOST = 10 * STEPS;
/** Figures about persons are asked for in a test of their own: they are the viewer's alone. */
const GROUPINGS = Object.values(MetricGrouping).filter((by) => String(by) !== "PERSON");

const random = randomOf(SEED);
const within = (most: number) => Math.floor(random() * most);

let desk: TestDesk;
let viewer: PersonViewer;
let reports: MetricService;

beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
  ({ viewer } = await desk.as(desk.people.supervisor));
  reports = new MetricService(new MetricSnapshots(desk.database, new MetricProjection(desk.database)), () => desk.now);
});

async function missing(): Promise<string[]> {
  const rows = await desk.database.query<{ type: string }[]>("SELECT DISTINCT type FROM event");
  return HAPPENINGS.filter((type) => !rows.some((row) => row.type === type));
}

/** A question about some time of the desk's life, that starts and ends in its first or last hours now and then. */
function anyQuestion(startedAt: Date): MetricsInput {
  const life = desk.now.getTime() - startedAt.getTime();
  const from = new Date(startedAt.getTime() + within(life));
  const groupBy = [0, 1].slice(within(3)).map(() => GROUPINGS[within(GROUPINGS.length)]!);
  const periods = groupBy.filter((each) => periodUnitOf([each]));
  return {
    metrics: EVERY_METRIC,
    from,
    to: new Date(from.getTime() + 1 + within(life)),
    asOf: new Date(Math.min(from.getTime() + within(life), desk.now.getTime())),
    groupBy: groupBy[0] === groupBy[1] || periods.length > 1 ? [] : groupBy,
    level: random() < 0.3 ? within(4) : null,
    thresholdMinutes: random() < 0.5 ? 1 + within(3_000) : null,
    clock: random() < 0.5 ? MetricClock.BUSINESS : MetricClock.CALENDAR,
  };
}

describe(`metrics of a desk at work (seed ${SEED})`, () => {
  const asked: { input: MetricsInput; answer: string }[] = [];
  let startedAt: Date;
  let log: Log;

  beforeAll(async () => {
    startedAt = desk.now;
    const atWork = await RandomDesk.open(desk, random);
    for (let steps = 0; steps < STEPS || (steps < STEPS_AT_MOST && (await missing()).length > 0); steps++) {
      await atWork.step();
    }
    log = await readLog(desk.database);
  }, 600_000);

  it("come from a history in which everything they count has happened", async () => {
    expect(await inconsistencies(desk.database)).toEqual([]);
    expect(await missing(), `seed ${SEED}`).toEqual([]);
    expect(log.events.every(({ businessMs }) => businessMs !== null)).toBe(true);
  });

  it("equal those computed ticket by ticket from the definitions, whatever is asked", async () => {
    for (let question = 0; question < QUESTIONS; question++) {
      const input = anyQuestion(startedAt);
      const { metrics } = await reports.report(viewer, input);
      const compartmentIds = [...viewer.compartmentIds];
      expectReference(metrics, log, input, { zone: ZONE, compartmentIds, applicationIds: null });
      asked.push({ input, answer: JSON.stringify(metrics) });
    }
  }, 600_000);

  it("are the same after whatever happens later, and after the people concerned have been erased", async () => {
    desk.pass(1);
    const atWork = await RandomDesk.resume(desk, random);
    for (let step = 0; step < 60; step++) await atWork.step();
    for (const table of ["text", "message"]) await desk.database.query(`DELETE FROM ${table}`);
    await desk.database.query("DELETE FROM address");
    await desk.database.query("UPDATE person SET displayName = '', siteId = NULL");
    await desk.database.query("UPDATE ticket SET subject = '', description = '', solution = NULL");
    await desk.database.query("UPDATE metric_progress SET position = 0");
    for (const { input, answer } of asked) {
      expect(JSON.stringify((await reports.report(viewer, input)).metrics)).toBe(answer);
    }
  }, 600_000);

  afterAll(() =>
    console.log(`metrics of a desk at work: ${log.events.length} events, ${asked.length} questions, seed ${SEED}`),
  );
});
