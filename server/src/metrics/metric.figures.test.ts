import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import type { TicketEvent } from "../../../test/metrics/reference/model.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { TestDesk } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import { MetricId } from "./metric.definitions.js";
import { MetricClock, MetricGrouping, type MetricsInput } from "./metric.input.js";
import { MetricService } from "./metric.service.js";
import { MetricProjection } from "./metric-projection.service.js";
import { MetricSnapshots } from "./metric-snapshot.js";
import { story } from "./story.fixture.js";
import { clearLog, writeLog } from "./written-log.fixture.js";

let database: DataSource;
let viewer: PersonViewer;
let reports: MetricService;

beforeAll(async () => {
  database = await testDatabase();
  const desk = await TestDesk.build(database);
  ({ viewer } = await desk.as(desk.people.supervisor));
  reports = new MetricService(
    new MetricSnapshots(database, new MetricProjection(database)),
    () => new Date("2017-01-01T00:00:00Z"),
  );
});

/** Writes tickets, each a story of its own. */
async function desk(...stories: TicketEvent[][]): Promise<void> {
  const events = stories.flatMap((each, index) => each.map((event) => ({ ...event, subjectId: index + 1 })));
  events.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.subjectId - b.subjectId);
  await clearLog(database);
  await writeLog(database, { events: events.map((event, index) => ({ ...event, position: index + 1 })), articles: [] });
}

const MARCH = { from: new Date("2016-02-29T23:00:00Z"), to: new Date("2016-03-31T22:00:00Z") };
const on = (text: string) => ({ recordedAt: new Date(`2016-${text}:00Z`) });
const resolved = { type: "RESOLVED", stateAfter: "RESOLVED", resolutionCode: "SOLVED" };
const reopened = { type: "REOPENED", stateAfter: "OPEN" };

async function ask(id: MetricId, input: Partial<MetricsInput> = {}) {
  const report = await reports.report(viewer, { metrics: [id], ...MARCH, groupBy: [], ...input });
  return report.metrics[0]!;
}
const value = async (id: MetricId, input: Partial<MetricsInput> = {}) => (await ask(id, input)).rows[0]!.value;

describe("figures", () => {
  it("count apart the tickets that an earlier month has counted already", async () => {
    await desk(
      // Handled in January, again in March.
      story(
        on("01-10T08:00"),
        { ...resolved, ...on("01-11T08:00") },
        { ...reopened, ...on("02-02T08:00") },
        { ...resolved, ...on("03-02T08:00") },
      ),
      // Reopened within its month: March is the first one that counts it.
      story(
        on("01-10T08:00"),
        { ...resolved, ...on("01-11T08:00") },
        { ...reopened, ...on("01-12T08:00") },
        { ...resolved, ...on("03-02T08:00") },
      ),
      story(on("03-01T08:00"), { ...resolved, ...on("03-02T08:00") }),
    );
    expect(await value(MetricId.handled_resolved)).toMatchObject({ whole: 3, apart: [{ key: "AGAIN", count: 1 }] });
    const year = { from: new Date("2015-12-31T23:00:00Z"), to: new Date("2016-12-31T23:00:00Z") };
    expect(await value(MetricId.handled_resolved, year)).toMatchObject({ whole: 3, apart: [{ count: 0 }] });
    const { rows } = await ask(MetricId.handled_resolved, { ...year, groupBy: [MetricGrouping.MONTH] });
    const months = rows.map(({ value }) => value as { whole: number; apart: { count: number }[] });
    const again = months.reduce((sum, { apart }) => sum + apart[0]!.count, 0);
    expect(months.reduce((sum, { whole }) => sum + whole, 0) - again).toBe(3);
  });

  it("solve a call at the first contact in the act of recording, a mail by the first word within a business hour", async () => {
    const call = { channel: "PHONE", causeId: "call" };
    const solved = (at: string, businessMs: number) => ({ ...resolved, ...on(at), businessMs });
    await desk(
      story({ ...on("03-01T08:00"), ...call }, { ...solved("03-01T08:00", 0), causeId: "call" }),
      story({ ...on("03-01T08:00"), ...call }, { ...solved("03-01T08:10", 0), causeId: "later" }),
      story({ ...on("03-01T08:00") }, solved("03-02T08:00", 3_600_000)),
      story({ ...on("03-01T08:00") }, solved("03-02T08:00", 3_600_001)),
      story(
        { ...on("03-01T08:00") },
        { type: "REPLIED", audience: "PUBLIC", ...on("03-01T08:01") },
        solved("03-01T08:02", 1),
      ),
      story({ ...on("03-01T08:00") }, solved("03-01T08:02", 1), { type: "FOLLOWED_UP", ...on("03-05T08:00") }),
    );
    expect(await value(MetricId.share_firstContact)).toMatchObject({ part: 2, whole: 6, immature: true });
    const asOf = new Date("2016-06-01T00:00:00Z");
    expect(await value(MetricId.share_firstContact, { asOf })).toMatchObject({ part: 2, whole: 6, immature: false });
    expect(await value(MetricId.followup_rate, { asOf })).toMatchObject({ part: 1, whole: 6 });
  });

  it("judge a target by its last verdict, at the instant it fell, as far as it was known", async () => {
    const verdict = (type: string, at: string, recorded = at) => ({
      type,
      target: "RESOLVE",
      ...on(recorded),
      occurredAt: on(at).recordedAt,
    });
    await desk(
      story(on("03-01T08:00"), verdict("TARGET_MET", "03-02T08:00"), verdict("TARGET_CANCELLED", "04-02T08:00")),
      // Found out after the month had ended.
      story(on("03-01T08:00"), verdict("TARGET_MISSED", "03-31T08:00", "04-01T08:00")),
      story(on("03-01T08:00"), verdict("TARGET_MET", "03-03T08:00")),
    );
    expect(await value(MetricId.sla_attainment)).toMatchObject({ part: 2, whole: 2 });
    const asOf = new Date("2016-04-30T00:00:00Z");
    const { rows, alsoBy } = await ask(MetricId.sla_attainment, { asOf });
    expect(rows[0]!.value).toMatchObject({ part: 1, whole: 2 });
    expect(alsoBy.map(({ groups, value }) => [groups[0]!.name, value])).toMatchObject([
      ["résolution", { part: 1, whole: 2 }],
    ]);
  });

  it("count on when the past is changed: what lies before as it was counted then, the whole as it comes out now", async () => {
    await desk(
      story(
        on("03-01T08:00"),
        { type: "ESCALATED", levelAfter: 1, ...on("03-01T10:00"), businessMs: 100 },
        { ...on("03-01T12:00"), type: "TARGETS_CHANGED", occurredAt: on("03-01T10:00").recordedAt, businessMs: 40 },
        { type: "TAKEN", takesCharge: 3, ...on("03-01T12:30"), businessMs: 50 },
        { ...resolved, ...on("03-01T13:00"), businessMs: 60 },
      ),
    );
    const business = { clock: MetricClock.BUSINESS };
    const byLevel = { ...business, groupBy: [MetricGrouping.LEVEL] };
    const inLevel = (await ask(MetricId.time_inLevel, byLevel)).rows.map(({ value }) => value);
    expect(inLevel).toMatchObject([{ mean: 100 }, { mean: 20 }]);
    expect((await ask(MetricId.time_takeCharge_level, { ...business, level: 1 })).rows[0]!.value).toMatchObject({
      mean: 10,
    });
    expect((await ask(MetricId.time_takeCharge, business)).rows[0]!.value).toMatchObject({ mean: 50 });
    expect((await ask(MetricId.time_resolve, business)).rows[0]!.value).toMatchObject({ mean: 60 });
  });

  it("say what was waited for, on the clock that is asked for", async () => {
    const wait = (waitingForAfter: string | null, at: string, businessMs: number) => ({
      type: waitingForAfter ? "WAITING_STARTED" : "RESUMED",
      stateAfter: waitingForAfter ? "WAITING" : "IN_PROGRESS",
      waitingForAfter,
      ...on(at),
      businessMs,
    });
    await desk(
      story(
        on("03-01T08:00"),
        wait("REQUESTER", "03-01T09:00", 10),
        wait(null, "03-01T10:00", 10),
        wait("THIRD_PARTY", "03-01T11:00", 20),
        { ...resolved, ...on("03-01T13:00"), waitingForAfter: null, businessMs: 50 },
      ),
      story(on("03-01T08:00"), { ...resolved, ...on("03-01T13:00") }),
    );
    const calendar = await ask(MetricId.time_waiting);
    expect(calendar.clock).toBe("CALENDAR");
    expect(calendar.rows[0]!.value).toMatchObject({ count: 1, mean: 3 * 3_600_000, stillOpen: 0 });
    const business = await ask(MetricId.time_waiting, { clock: MetricClock.BUSINESS });
    expect(business.clock).toBe("BUSINESS");
    expect(business.alsoBy.map(({ groups, value }) => [groups[0]!.key, value])).toMatchObject([
      ["REQUESTER", { mean: 0 }],
      ["THIRD_PARTY", { mean: 30 }],
    ]);
    const grouped = await ask(MetricId.time_waiting, {
      clock: MetricClock.BUSINESS,
      groupBy: [MetricGrouping.WAITING_FOR],
    });
    expect(grouped.rows).toEqual(business.alsoBy);
    expect(grouped.alsoBy).toEqual([]);
  });

  it("show the period before beside this one, also where only one of them has something", async () => {
    await desk(story({ ...on("02-10T08:00"), channel: "PHONE" }), story(on("02-11T08:00")), story(on("03-10T08:00")));
    const report = await reports.report(viewer, {
      metrics: [MetricId.intake_received],
      ...MARCH,
      groupBy: [MetricGrouping.CHANNEL],
      compareWithPrevious: true,
    });
    expect(report.previous).toEqual({ from: new Date("2016-01-31T23:00:00Z"), to: MARCH.from, asOf: MARCH.from });
    expect(report.metrics[0]!.rows).toMatchObject([
      { groups: [{ key: "PHONE" }], value: { value: 0 }, previous: { value: 1 } },
      { groups: [{ key: "WEB" }], value: { value: 1 }, previous: { value: 1 } },
    ]);
  });

  it("age what is open at the end of the period by the calendar, whatever clock is asked for", async () => {
    await desk(
      story({ recordedAt: new Date("2016-03-31T12:00:00Z") }),
      story(on("03-01T08:00"), { ...resolved, ...on("03-02T08:00") }),
    );
    const age = await ask(MetricId.backlog_age, { clock: MetricClock.BUSINESS });
    expect(age.clock).toBe("CALENDAR");
    expect(age.rows[0]!.value).toMatchObject({ count: 1, p50: 10 * 3_600_000 });
  });
});
