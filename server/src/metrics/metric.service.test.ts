import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import type { TicketEvent } from "../../../test/metrics/reference/model.js";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { testDatabase } from "../testing/test-database.js";
import { MetricId } from "./metric.definitions.js";
import { MetricGrouping, type MetricsInput } from "./metric.input.js";
import { MetricService } from "./metric.service.js";
import type { MetricDistribution } from "./metric.type.js";
import { MetricProjection } from "./metric-projection.service.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { base, story } from "./story.fixture.js";
import { clearLog, writeLog } from "./written-log.fixture.js";

const SECRET = 2;
const NOW = new Date("2017-01-01T00:00:00Z");

let dataSource: DataSource;
let reports: MetricService;

beforeAll(async () => {
  dataSource = await testDatabase();
  reports = new MetricService(new MetricSnapshots(dataSource, new MetricProjection(dataSource)), () => NOW);
  await dataSource.query("INSERT INTO compartment (id, kind, code) VALUES (?, 'SECURITY', 'security')", [SECRET]);
  await dataSource.query("INSERT INTO application (id, code, name) VALUES (1, 'A1', 'Appli 1')");
});

function viewer(compartmentIds: number[] = [1]): PersonViewer {
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

async function write(events: readonly TicketEvent[]): Promise<void> {
  await clearLog(dataSource);
  await writeLog(dataSource, { events, articles: [] });
}

const march: MetricsInput = {
  metrics: [MetricId.handled_resolved],
  from: new Date("2016-02-29T23:00:00Z"),
  to: new Date("2016-03-31T22:00:00Z"),
  groupBy: [],
};
const ask = async (input: Partial<MetricsInput>, who = viewer()) =>
  (await reports.report(who, { ...march, ...input })).metrics[0]!;
const at = (text: string) => ({ recordedAt: new Date(text) });

describe("a report", () => {
  it("of a past month stays what it was, unless asked for as of later", async () => {
    await write(
      story(
        {},
        { type: "RESOLVED", stateAfter: "RESOLVED", resolutionCode: "SOLVED", ...at("2016-03-05T08:00:00Z") },
        { type: "REOPENED", stateAfter: "OPEN", ...at("2016-04-02T08:00:00Z") },
        { type: "CANCELLED", stateAfter: "CANCELLED", ...at("2016-05-02T08:00:00Z") },
      ),
    );
    expect((await ask({})).rows[0]!.value).toMatchObject({ whole: 1 });
    expect((await ask({ asOf: new Date("2016-04-30T00:00:00Z") })).rows[0]!.value).toMatchObject({ whole: 1 });
    expect((await ask({ asOf: new Date("2016-06-01T00:00:00Z") })).rows[0]!.value).toMatchObject({ whole: 0 });
    const year = { from: new Date("2016-01-01T00:00:00Z"), to: new Date("2016-04-30T00:00:00Z") };
    expect((await ask(year)).rows[0]!.value).toMatchObject({ whole: 0 });
  });

  it("as of an instant to come is as of now: nothing grows older, and nothing is final, before its time", async () => {
    const december = { from: new Date("2016-11-30T23:00:00Z"), to: new Date("2016-12-31T23:00:00Z") };
    const resolved = { type: "RESOLVED", stateAfter: "RESOLVED", ...at("2016-12-24T08:00:00Z") };
    await write([...story({ ...at("2016-12-20T08:00:00Z") }, resolved), ...story({ subjectId: 2, position: 3 })]);
    const shown = { ...march, ...december, metrics: [MetricId.reopen_rate, MetricId.backlog_age] };
    const [later, now] = await Promise.all(
      [new Date("2030-01-01T00:00:00Z"), NOW].map((asOf) => reports.report(viewer(), { ...shown, asOf })),
    );
    expect(later).toEqual(now);
    expect(later!.asOf).toEqual(NOW);
    expect(later!.metrics[0]!.rows[0]!.value).toMatchObject({ whole: 1, immature: true });
    const running = { ...shown, to: new Date("2030-01-01T00:00:00Z") };
    const [asked, leftOut] = await Promise.all([
      reports.report(viewer(), { ...running, asOf: running.to }),
      reports.report(viewer(), running),
    ]);
    expect(asked).toEqual(leftOut);
  });

  it("puts an event on the day of the desk's time zone, an hour before midnight UTC", async () => {
    await write(story({ ...at("2016-03-09T23:30:00Z") }));
    const { rows } = await ask({
      metrics: [MetricId.intake_received],
      from: new Date("2016-03-08T23:00:00Z"),
      to: new Date("2016-03-11T23:00:00Z"),
      groupBy: [MetricGrouping.DAY],
    });
    expect(rows.map(({ groups, value }) => [groups[0]!.key, value])).toEqual([
      ["2016-03-09", { value: 0 }],
      ["2016-03-10", { value: 1 }],
      ["2016-03-11", { value: 0 }],
    ]);
  });

  it("gives percentiles by rank, the share within a threshold and what is still open", async () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000];
    const tickets = [...minutes, null].flatMap((wait, index) => {
      const own = { subjectId: index + 1 };
      const taken = { type: "TAKEN", stateAfter: "IN_PROGRESS", takesCharge: 3 };
      if (wait === null) return story(own);
      return story(own, { ...taken, recordedAt: new Date(base.recordedAt.getTime() + wait * 60_000) });
    });
    await write(tickets.map((event, index) => ({ ...event, position: index + 1 })));
    const { rows } = await ask({ metrics: [MetricId.time_takeCharge], thresholdMinutes: 5 });
    const { count, p50, p90, p99, underThreshold, stillOpen } = rows[0]!.value as MetricDistribution;
    expect({ count, p50, p90, p99, stillOpen }).toEqual({
      count: 10,
      p50: 5 * 60_000,
      p90: 9 * 60_000,
      p99: 1000 * 60_000,
      stillOpen: 1,
    });
    expect(underThreshold).toBeCloseTo(5 / 11);
  });

  it("shows a secret ticket to nobody outside, for the past either", async () => {
    await write(story({ compartmentIdAfter: SECRET }));
    const received = { metrics: [MetricId.intake_received] };
    expect((await ask(received)).rows[0]!.value).toEqual({ value: 0 });
    expect((await ask(received, viewer([]))).rows[0]!.value).toEqual({ value: 0 });
    expect((await ask(received, viewer([1, SECRET]))).rows[0]!.value).toEqual({ value: 1 });
  });

  it("names its groups in the viewer's language and puts the missing value last", async () => {
    await write([
      ...story({ natureAfter: "REGULATORY" }),
      ...story({ subjectId: 2, position: 2 }),
      ...story({ subjectId: 3, position: 3, natureAfter: "FUNCTIONAL" }),
    ]);
    const received = { metrics: [MetricId.intake_received], groupBy: [MetricGrouping.NATURE] };
    expect((await ask(received)).rows.map(({ groups }) => groups[0]!.name)).toEqual([
      "fonctionnelle",
      "réglementaire",
      null,
    ]);
  });

  it.each([
    [{ to: march.from }, "input.to"],
    [{ metrics: [] }, "input.metrics"],
    [{ groupBy: [MetricGrouping.DAY, MetricGrouping.MONTH] }, "input.groupBy"],
    [{ groupBy: [MetricGrouping.TEAM, MetricGrouping.TEAM] }, "input.groupBy"],
    [{ groupBy: [MetricGrouping.DAY], from: new Date("2014-01-01T00:00:00Z") }, "input.groupBy"],
    [{ level: 4 }, "input.level"],
    [{ applications: ["nonsense"] }, "input.applications.0"],
  ])("is refused with the field that is wrong: %j", async (input: Partial<MetricsInput>, path) => {
    const refusal = await ask(input).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ extensions: { code: "BAD_USER_INPUT", fields: [{ path }] } });
  });
});
