import fc from "fast-check";
import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { testDatabase } from "../testing/test-database.js";
import { MetricId } from "./metric.definitions.js";
import { MetricGrouping, type MetricsInput } from "./metric.input.js";
import { type LoggedEvent, type ReferenceQuestion, slowly } from "./metric.reference.fixture.js";
import { MetricService } from "./metric.service.js";
import type { MetricDistribution, MetricRow } from "./metric.type.js";
import { generateLog } from "./metric-log.fixture.js";
import { bucketsOf } from "./metric-period.rules.js";
import { periodUnitOf } from "./metric-question.rules.js";

const ZONE = "Europe/Paris";
const SECRET = 2;
const APPLICATIONS = [1, 2, 3];
/** Article 2 was drafted from ticket 5, article 3 from nothing. */
const DRAFTED_FROM = new Map([[2, 5]]);
const ids = Object.values(MetricId);

let dataSource: DataSource;
let reports: MetricService;

beforeAll(async () => {
  dataSource = await testDatabase();
  reports = new MetricService(dataSource, () => new Date("2017-01-01T00:00:00Z"));
  await dataSource.query("INSERT INTO compartment (id, kind, code) VALUES (?, 'SECURITY', 'security')", [SECRET]);
  await dataSource.query("INSERT INTO team (id, code, name) VALUES (1, 'A', 'Accueil'), (2, 'B', 'Bureautique')");
  for (const id of APPLICATIONS) {
    await dataSource.query("INSERT INTO application (id, code, name) VALUES (?, ?, ?)", [id, `A${id}`, `Appli ${id}`]);
  }
  for (const id of [1, 2, 3]) {
    await dataSource.query(
      `INSERT INTO article (id, state, language, title, symptom, solution, compartmentId, sourceTicketNumber, createdAt, updatedAt)
       VALUES (?, 'PUBLISHED', 'fr', 't', 's', 's', 1, ?, NOW(3), NOW(3))`,
      [id, DRAFTED_FROM.get(id) ?? null],
    );
  }
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

/** Fills the log; `secret` tickets are in another compartment. */
async function write(events: readonly LoggedEvent[], secret: ReadonlySet<number> = new Set()): Promise<void> {
  await dataSource.query("DELETE FROM event");
  await dataSource.query("DELETE FROM ticket");
  const numbers = [...new Set(events.map(({ subjectId }) => subjectId))];
  await dataSource.query(
    `INSERT INTO ticket (number, kind, channel, state, compartmentId, subject, description, language, requesterId, queueId,
       teamId, level, highestLevel, reportedAt, recordedAt, updatedAt, queueEnteredAt, position) VALUES ?`,
    [
      numbers.map((number) => {
        const { recordedAt: at, position } = events.findLast(({ subjectId }) => subjectId === number)!;
        const compartmentId = secret.has(number) ? SECRET : 1;
        return [number, "INCIDENT", "WEB", "NEW", compartmentId, "", "", "fr", 1, 1, 1, 0, 0, at, at, at, at, position];
      }),
    ],
  );
  const columns = Object.keys(events[0]!) as (keyof LoggedEvent)[];
  for (let start = 0; start < events.length; start += 500) {
    await dataSource.query(
      `INSERT INTO event (id, subjectType, subjectVersion, actorKind, causeId, occurredAt, ${columns.join(", ")}) VALUES ?`,
      [
        events
          .slice(start, start + 500)
          .map((event) => [
            Buffer.alloc(16),
            "TICKET",
            1,
            "PERSON",
            Buffer.alloc(16),
            event.recordedAt,
            ...columns.map((column) => event[column]),
          ]),
      ],
    );
  }
}

/** A row of the report in the reference's form. */
function plain(row: MetricRow, groupBy: readonly MetricGrouping[], buckets: readonly { key: string }[]) {
  const keys = row.groups.map(({ key }, index) => {
    const by = groupBy[index]!;
    if (key === null) return null;
    if (periodUnitOf([by])) return buckets.findIndex((bucket) => bucket.key === key);
    if (by === "APPLICATION" || by === "TEAM") return Number(Buffer.from(key, "base64url").toString().split(":")[1]);
    return by === "LEVEL" ? Number(key) : key;
  });
  const value: Record<string, unknown> = { ...row.value };
  if ("parts" in row.value) {
    value.parts = Object.fromEntries(row.value.parts.flatMap(({ key, count }) => (count > 0 ? [[key, count]] : [])));
    value.apart = row.value.apart[0]?.count ?? 0;
  }
  delete value.ratio;
  delete value.immature;
  if (typeof value.mean === "number") value.mean = Math.round(value.mean);
  return [JSON.stringify(keys), value] as const;
}

const isNothing = (value: Record<string, unknown>) =>
  value.value === 0 || value.whole === 0 || (value.count === 0 && value.stillOpen === 0);

async function compare(
  events: readonly LoggedEvent[],
  input: MetricsInput,
  reference: Pick<ReferenceQuestion, "hidden">,
): Promise<void> {
  const { metrics } = await reports.report(viewer(), input);
  const unit = periodUnitOf(input.groupBy);
  const whole = [{ key: "", name: "", startsAt: input.from, endsAt: input.to }];
  const buckets = unit ? bucketsOf(unit, input, ZONE, "fr")! : whole;
  for (const { id, rows } of metrics) {
    const expected = slowly(id, events, {
      ...reference,
      from: input.from,
      to: input.to,
      asOf: input.asOf!,
      buckets,
      groupBy: input.groupBy,
      level: input.level ?? null,
      thresholdMs: input.thresholdMinutes ? input.thresholdMinutes * 60_000 : null,
      applicationIds: input.applications ? APPLICATIONS.slice(0, 1) : null,
      draftedFrom: DRAFTED_FROM,
    });
    for (const value of expected.values()) if (typeof value.mean === "number") value.mean = Math.round(value.mean);
    const actual = rows.map((row) => plain(row, input.groupBy, buckets)).filter(([, value]) => !isNothing(value));
    expect(Object.fromEntries(actual), `${id} ${JSON.stringify(input)}`).toEqual(Object.fromEntries(expected));
  }
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
  oneApplication: fc.boolean(),
  hidden: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }),
});

describe("metrics computed by the database", () => {
  it("equal those computed ticket by ticket from the definitions, on any log", async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (q) => {
        fc.pre(q.groupBy.filter((each) => periodUnitOf([each])).length <= 1);
        const events = generateLog(q.seed, {
          tickets: 40,
          start: START,
          days: 60,
          applicationIds: APPLICATIONS,
          articleIds: [1, 2, 3],
        });
        const hidden = new Set(q.hidden);
        await write(events, hidden);
        const input: MetricsInput = {
          metrics: ids,
          from: hours(q.fromHour),
          to: hours(q.fromHour + q.length),
          asOf: hours(q.asOfHour),
          groupBy: q.groupBy,
          level: q.level,
          thresholdMinutes: q.thresholdMinutes,
          applications: q.oneApplication ? [toGlobalId("Application", 1)] : null,
        };
        await compare(events, input, { hidden });
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

const base: LoggedEvent = {
  position: 1,
  subjectId: 1,
  type: "RECORDED",
  recordedAt: new Date("2016-03-01T08:00:00Z"),
  takesCharge: 0,
  skipsLevel: false,
  channel: "WEB",
  resolutionCode: null,
  articleId: null,
  stateBefore: null,
  stateAfter: "OPEN",
  levelBefore: null,
  levelAfter: 0,
  teamIdBefore: null,
  teamIdAfter: 1,
  applicationIdAfter: 1,
  natureAfter: null,
  kindAfter: "INCIDENT",
};

/** A ticket's events, each from the one before. */
function story(...steps: Partial<LoggedEvent>[]): LoggedEvent[] {
  const events: LoggedEvent[] = [];
  for (const step of steps) {
    const before = events.at(-1);
    events.push({
      ...(before ?? base),
      takesCharge: 0,
      skipsLevel: false,
      resolutionCode: null,
      articleId: null,
      stateBefore: before?.stateAfter ?? null,
      levelBefore: before?.levelAfter ?? null,
      teamIdBefore: before?.teamIdAfter ?? null,
      position: events.length + 1,
      ...step,
    });
  }
  return events;
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
    await write(story({}), new Set([1]));
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
