import { beforeAll, describe, expect, it } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import { keyOf } from "../platform/graphql/node-id.js";
import { type FrozenTable, hashOf } from "./frozen-figures.rules.js";
import { DEFINITIONS_VERSION, MetricId } from "./metric.definitions.js";
import { EVER, type ReportDesk, reportDesk } from "./report-desk.fixture.js";

let desk: ReportDesk;
let payroll: string;
let mail: string;

beforeAll(async () => {
  desk = await reportDesk();
  payroll = await desk.application("Paie");
  mail = await desk.application("Messagerie");
  await desk.solve("technician", payroll);
  await desk.solve("technician", mail, "NO_FAULT");
  await desk.solve("colleague", mail);
});

interface Frozen {
  id: string;
  position: string;
  hash: string;
}

const FREEZE = `mutation ($input: FreezeReportInput!) { outcome: freezeReport(input: $input) {
  __typename
  ... on FreezeReportSuccess { report { id position hash name definitionsVersion timeZone
    frozenBy { displayName } question { metrics groupings applications } } }
  ... on InvalidInput { fields { path code } }
} }`;

const REPRODUCE = `query ($id: ID!) { frozenReport(id: $id) {
  outcome hash
  report { id name hash asOf frozenAt }
  differences { metric clock groupBy keys then { ...figure } now { ...figure } }
  tables { groupBy clock metrics { id rows { groups { name } value { ...figure } } } }
} }
fragment figure on MetricValue {
  ... on MetricCount { value }
  ... on MetricBreakdown { of: whole }
  ... on MetricShare { part whole }
  ... on MetricDistribution { count p50 }
}`;

interface Reproduced {
  outcome: string;
  hash: string;
  report: Frozen & { name: string; asOf: string; frozenAt: string };
  differences: { metric: string; keys: string[]; then: object | null; now: object | null }[];
  tables: {
    groupBy: string[];
    clock: string;
    metrics: { id: string; rows: { groups: { name: string }[]; value: object }[] }[];
  }[];
}

async function freeze(input: object = {}): Promise<Frozen> {
  const asked = { name: "Arrêté", ...EVER, ...input };
  const { outcome } = await desk.as.manager.read<{ outcome: { report: Frozen } }>(FREEZE, { input: asked });
  return outcome.report;
}

async function reproduced(id: string): Promise<Reproduced> {
  return (await desk.as.manager.read<{ frozenReport: Reproduced }>(REPRODUCE, { id })).frozenReport;
}

const received = ({ tables }: Reproduced) =>
  tables
    .find(({ groupBy, clock }) => groupBy.length > 0 && clock === "CALENDAR")!
    .metrics.find(({ id }) => id === "intake_received")!
    .rows.map(({ groups, value }) => [groups[0]!.name, value]);

describe("a frozen report", () => {
  it("says what was asked, by whom and where, and has every figure on the clocks that it has", async () => {
    const report = await freeze({ name: "Arrêté de mars" });
    expect(report).toMatchObject({
      name: "Arrêté de mars",
      position: expect.stringMatching(/^1\.\d+$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      definitionsVersion: DEFINITIONS_VERSION,
      timeZone: "Europe/Paris",
      frozenBy: { displayName: "manager" },
      question: { metrics: Object.values(MetricId), groupings: [[], ["APPLICATION"]], applications: null },
    });
    const { tables } = await reproduced(report.id);
    expect(tables.map(({ groupBy, clock, metrics }) => [groupBy, clock, metrics.length])).toEqual([
      [[], "CALENDAR", Object.values(MetricId).length],
      [[], "BUSINESS", expect.any(Number)],
      [["APPLICATION"], "CALENDAR", Object.values(MetricId).length],
      [["APPLICATION"], "BUSINESS", expect.any(Number)],
    ]);
    const [event] = await desk.api.dataSource.query(
      "SELECT type, subjectId, actorId FROM event WHERE subjectType = 'REPORT' ORDER BY position DESC LIMIT 1",
    );
    expect(event).toEqual({
      type: "REPORT_FROZEN",
      subjectId: keyOf("FrozenReport", report.id),
      actorId: desk.ids.manager,
    });
  });

  it("is of no instant to come, for what is final then is not yet", async () => {
    const { report } = await reproduced((await freeze({ asOf: EVER.to })).id);
    expect(new Date(report.asOf).getTime()).toBeLessThanOrEqual(new Date(report.frozenAt).getTime());
    expect(new Date(report.asOf).getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("stays the same to the unit whatever happens afterwards", async () => {
    const report = await freeze({ groupings: [{ by: [] }, { by: ["APPLICATION"] }, { by: ["TEAM", "MONTH"] }] });
    const before = await reproduced(report.id);
    expect([before.outcome, before.hash]).toEqual(["REPRODUCED", report.hash]);
    await desk.solve("technician", payroll);
    const reopened = await desk.solve("colleague", mail);
    await desk.reopen("colleague", reopened.number);
    await desk.api.dataSource.query("UPDATE application SET name = 'Courriel' WHERE name = 'Messagerie'");
    await desk.api.dataSource.query("UPDATE person SET displayName = '-' WHERE id = ?", [desk.ids.requester]);
    await desk.api.dataSource.query("UPDATE desk SET timeZone = 'Pacific/Auckland'");
    const after = await reproduced(report.id);
    await desk.api.dataSource.query("UPDATE desk SET timeZone = 'Europe/Paris'");
    expect([after.outcome, after.hash, after.differences]).toEqual(["REPRODUCED", report.hash, []]);
    expect(received(after)).toEqual([
      ["Courriel", { value: 2 }],
      ["Paie", { value: 1 }],
    ]);
    const now = await freeze();
    expect(received(await reproduced(now.id))).toEqual([
      ["Courriel", { value: 3 }],
      ["Paie", { value: 2 }],
    ]);
  });

  it("says that tickets have become secret since, and tells nothing of them", async () => {
    const report = await freeze();
    const secret = await insertRow(desk.api.dataSource, "compartment", { kind: "SECURITY", code: "csirt" });
    const { number } = await desk.solve("technician", payroll);
    const moved = await freeze();
    await desk.moveTo(number, secret);
    expect(await reproduced(report.id)).toMatchObject({ outcome: "REPRODUCED" });
    const { outcome, differences } = await reproduced(moved.id);
    expect([outcome, differences]).toEqual(["CONFIDENTIAL_SINCE", []]);
  });

  it("says where it differs when the log is not what it was", async () => {
    const report = await freeze({ metrics: ["intake_received", "time_resolve"], groupings: [{ by: ["APPLICATION"] }] });
    const [row] = await desk.api.dataSource.query("SELECT figures, hash FROM frozen_report WHERE id = ?", [
      keyOf("FrozenReport", report.id),
    ]);
    const falsified = (row.figures as string)
      .replace('{"value":2}', '{"value":7}')
      .replace('{"value":3}', '{"value":7}');
    await desk.api.dataSource.query("UPDATE frozen_report SET figures = ?, hash = ? WHERE id = ?", [
      falsified,
      Buffer.alloc(32),
      keyOf("FrozenReport", report.id),
    ]);
    const { outcome, differences } = await reproduced(report.id);
    expect(outcome).toBe("DIFFERENT");
    expect(differences[0]).toMatchObject({ metric: "intake_received", then: { value: 7 } });
    await desk.api.dataSource.query("UPDATE frozen_report SET definitionsVersion = 0 WHERE id = ?", [
      keyOf("FrozenReport", report.id),
    ]);
    expect(await reproduced(report.id)).toMatchObject({ outcome: "DEFINITIONS_CHANGED" });
  });

  it("of the first definitions, which kept less, is one of other definitions, and differs nowhere", async () => {
    const report = await freeze({ metrics: ["time_takeCharge"], groupings: [{ by: ["APPLICATION"] }] });
    expect((await reproduced(report.id)).outcome).toBe("REPRODUCED");
    const id = keyOf("FrozenReport", report.id);
    const [row] = await desk.api.dataSource.query("SELECT figures FROM frozen_report WHERE id = ?", [id]);
    const kept = (JSON.parse(row.figures) as FrozenTable[]).map(({ metrics, ...table }) => ({
      ...table,
      metrics: metrics.map((metric) => {
        expect(metric.alsoBy?.rows.length).toBeGreaterThan(0);
        return { id: metric.id, rows: metric.rows };
      }),
    }));
    await desk.api.dataSource.query(
      "UPDATE frozen_report SET figures = ?, hash = ?, definitionsVersion = 1 WHERE id = ?",
      [JSON.stringify(kept), hashOf(kept), id],
    );
    const { outcome, differences } = await reproduced(report.id);
    expect([outcome, differences]).toEqual(["DEFINITIONS_CHANGED", []]);
  });

  it("is for those who see all that it counts, newest first", async () => {
    const LIST = "{ frozenReports(first: 100) { edges { node { id } } } }";
    type List = { frozenReports: { edges: { node: { id: string } }[] } };
    const restricted = await insertRow(desk.api.dataSource, "compartment", { kind: "APPLICATION", code: "hr" });
    const report = await freeze();
    const ids = async () => (await desk.as.manager.read<List>(LIST)).frozenReports.edges.map(({ node }) => node.id);
    expect((await ids())[0]).toBe(report.id);
    await desk.api.dataSource.query("UPDATE frozen_report SET compartmentIds = ? WHERE id = ?", [
      JSON.stringify([1, restricted]),
      keyOf("FrozenReport", report.id),
    ]);
    expect(await ids()).not.toContain(report.id);
    expect(await reproduced(report.id)).toBeNull();
  });

  it.each([
    [{ name: " " }, "input.name"],
    [{ key: "short" }, "input.key"],
    [{ to: EVER.from }, "input.to"],
    [{ metrics: [] }, "input.metrics"],
    [{ groupings: [{ by: [] }, { by: ["DAY", "MONTH"] }] }, "input.groupings.1.by"],
    [{ groupings: [{ by: ["PERSON"] }] }, "input.groupings.0.by"],
    [{ thresholdMinutes: 0 }, "input.thresholdMinutes"],
  ])("is refused with the field that is wrong: %j", async (input, path) => {
    const asked = { name: "Arrêté", ...EVER, ...input };
    const { outcome } = await desk.as.manager.read<{ outcome: object }>(FREEZE, { input: asked });
    expect(outcome).toMatchObject({ __typename: "InvalidInput", fields: [{ path }] });
  });

  it("is frozen once for each key, however often and however fast it is asked for", async () => {
    const count = async () =>
      Number((await desk.api.dataSource.query("SELECT COUNT(*) AS n FROM frozen_report"))[0].n as string);
    const events = async () =>
      Number(
        (await desk.api.dataSource.query("SELECT COUNT(*) AS n FROM event WHERE subjectType = 'REPORT'"))[0]
          .n as string,
      );
    const [reports, recorded] = [await count(), await events()];
    const input = { key: "march-2026", metrics: ["intake_received"], groupings: [{ by: [] }] };
    const tries = await Promise.all([freeze(input), freeze(input), freeze(input)]);
    await desk.solve("technician", payroll);
    tries.push(await freeze(input));
    expect(new Set(tries.map(({ id, hash, position }) => JSON.stringify([id, hash, position]))).size).toBe(1);
    expect([await count(), await events()]).toEqual([reports + 1, recorded + 1]);
    for (const other of [{ name: "Arrêté bis" }, { to: "2038-01-01T00:00:00.000Z" }, { thresholdMinutes: 5 }]) {
      const { outcome } = await desk.as.manager.read<{ outcome: object }>(FREEZE, {
        input: { name: "Arrêté", ...EVER, ...input, ...other },
      });
      expect(outcome).toEqual({ __typename: "IdempotencyKeyReused" });
    }
    expect((await freeze({ ...input, key: "march-2026-again" })).id).not.toBe(tries[0].id);
    expect((await freeze({ ...input, key: null })).id).not.toBe((await freeze({ ...input, key: null })).id);
  });

  it("is frozen by managers only", async () => {
    for (const client of [desk.as.technician, desk.as.admin, desk.api.stranger]) {
      const { outcome } = await client.read<{ outcome: object }>(FREEZE, { input: { name: "Arrêté", ...EVER } });
      expect(outcome).toEqual({ __typename: "NotPermitted" });
    }
  });
});
