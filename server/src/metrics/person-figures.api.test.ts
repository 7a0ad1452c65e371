import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import type { TestClient } from "../testing/test-api.js";
import { EVER, type ReportDesk, reportDesk } from "./report-desk.fixture.js";

let desk: ReportDesk;
let program: TestClient;

beforeAll(async () => {
  desk = await reportDesk();
  const mail = await desk.application("Messagerie");
  await desk.solve("technician", mail);
  await desk.solve("colleague", mail);
  await desk.solve("colleague", mail);
  const secret = "gui_reports";
  await insertRow(desk.api.dataSource, "api_token", {
    name: "Reports",
    tokenHash: createHash("sha256").update(secret).digest(),
    scopes: "reports:read tickets:read",
    createdAt: new Date(),
    createdById: desk.ids.admin,
  });
  program = desk.api.stranger.with({ authorization: `Bearer ${secret}` });
});

const REPORT = `query ($input: MetricsInput!) { metrics(input: $input) { metrics { rows {
  groups { key name } value { ... on MetricBreakdown { whole } } } } } }`;
const BEHIND = `query ($input: MetricsInput!, $keys: [String]!) {
  metricTickets(input: $input, metric: handled_resolved, keys: $keys, first: 10) { totalCount edges { node { number } } } }`;

const input = (...groupBy: string[]) => ({ ...EVER, metrics: ["handled_resolved"], groupBy });

interface Report {
  metrics: { metrics: { rows: { groups: { name: string | null }[]; value: { whole: number } }[] }[] };
}

/** Who has handled how many, as a viewer is told. */
async function seenBy(client: TestClient): Promise<Record<string, number>> {
  const { metrics } = await client.read<Report>(REPORT, { input: input("PERSON") });
  return Object.fromEntries(metrics.metrics[0]!.rows.map(({ groups, value }) => [groups[0]!.name, value.whole]));
}

async function behind(client: TestClient, person: number): Promise<number> {
  const variables = { input: input("PERSON"), keys: [toGlobalId("Person", person)] };
  return (await client.read<{ metricTickets: { totalCount: number } }>(BEHIND, variables)).metricTickets.totalCount;
}

async function switchOn(on: boolean): Promise<void> {
  const { deskSettings } = await desk.as.admin.read<{ deskSettings: { version: number } }>(
    "{ deskSettings { version } }",
  );
  await desk.as.admin.read(
    "mutation ($on: Boolean!, $version: Int!) { setPersonFigures(on: $on, version: $version) { __typename } }",
    { on, version: deskSettings.version },
  );
}

describe("figures of a named person", () => {
  it("are shown to that person, and to nobody else", async () => {
    expect(await seenBy(desk.as.technician)).toEqual({ technician: 1 });
    expect(await seenBy(desk.as.colleague)).toEqual({ colleague: 2 });
    expect(await seenBy(desk.as.manager)).toEqual({});
    expect(await seenBy(program)).toEqual({});
  });

  it("are shown to those who read reports where the desk has switched them on", async () => {
    await switchOn(true);
    const all = { technician: 1, colleague: 2 };
    expect(await seenBy(desk.as.manager)).toEqual(all);
    expect(await seenBy(program)).toEqual(all);
    expect(await seenBy(desk.as.technician)).toEqual({ technician: 1 });
    await switchOn(false);
    expect(await seenBy(desk.as.manager)).toEqual({});
  });

  it("have no tickets behind them for others, who may know their id", async () => {
    const { technician, colleague } = desk.ids;
    expect(await behind(desk.as.technician, technician)).toBe(1);
    expect(await behind(desk.as.technician, colleague)).toBe(0);
    expect(await behind(desk.as.manager, colleague)).toBe(0);
    await switchOn(true);
    expect(await behind(desk.as.manager, colleague)).toBe(2);
    expect(await behind(desk.as.technician, colleague)).toBe(0);
    await switchOn(false);
  });

  it("are all that a technician may ask a report for, in files too", async () => {
    const { errors } = await desk.as.technician.ask(REPORT, { input: input("TEAM") });
    expect(errors).toMatchObject([{ extensions: { code: "NOT_PERMITTED" } }]);
    const csv = (groupBy: string) => {
      const query = encodeURIComponent(JSON.stringify(input(groupBy)));
      return fetch(`${desk.as.technician.url}/exports/metric.csv?input=${query}`, {
        headers: desk.as.technician.headers,
      });
    };
    expect((await csv("TEAM")).status).toBe(403);
    expect(await (await csv("PERSON")).text()).toBe(
      "Person,Solved,Total,of which: Handled before\r\ntechnician,1,1,0\r\n",
    );
    const { errors: denied } = await desk.as.requester.ask(REPORT, { input: input("PERSON") });
    expect(denied).toMatchObject([{ extensions: { code: "NOT_PERMITTED" } }]);
  });
});
