import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestClient } from "../testing/test-api.js";
import { ResolutionCode } from "../tickets/ticket.entity.js";
import { AGAIN, BACKLOG_STATES, DISCARDED_STATES, ENDS_OF_STAY, MEANS, SKIPPED } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import { GROUPING_WORDS, PART_WORDS } from "./metric-words.js";
import { EVER, type ReportDesk, reportDesk } from "./report-desk.fixture.js";

let desk: ReportDesk;
const folder = mkdtempSync(join(tmpdir(), "guichet-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  desk = await reportDesk();
  const formula = await desk.application("=1+1");
  const mail = await desk.application("Messagerie; Agenda");
  await desk.solve("technician", formula);
  await desk.solve("technician", mail, "NO_FAULT");
  await desk.solve("technician", mail);
});

function get(client: TestClient, path: string, input: unknown, more = ""): Promise<Response> {
  const query = typeof input === "string" ? input : JSON.stringify(input);
  return fetch(`${client.url}/exports/${path}?input=${encodeURIComponent(query)}${more}`, { headers: client.headers });
}

const asked = (...metrics: string[]) => ({ ...EVER, metrics, groupBy: ["APPLICATION"] });

async function csvOf(client: TestClient, input: unknown, delimiter: string, more = ""): Promise<string[][]> {
  const response = await get(client, "metric.csv", input, more);
  expect(response.status).toBe(200);
  return parse(Buffer.from(await response.arrayBuffer()), { bom: true, delimiter });
}

describe("a metric as CSV", () => {
  it("says what the API says, in the language asked for, with formulas disarmed", async () => {
    expect(await csvOf(desk.as.manager, asked("handled_resolved"), ",")).toEqual([
      ["Application", "Solved", "No fault found", "Total", "of which: Handled before"],
      ["'=1+1", "1", "0", "1", "0"],
      ["Messagerie; Agenda", "1", "1", "2", "0"],
    ]);
    const french = await csvOf(desk.as.manager, asked("reopen_rate"), ";", "&language=fr");
    expect(french.slice(0, 2)).toEqual([
      ["Application", "Dont", "Total", "Part", "Provisoire"],
      ["'=1+1", "0", "1", "0", "oui"],
    ]);
  });

  it("takes a value alone for a list of one, as the API does", async () => {
    const alone = { ...EVER, metrics: "intake_received", groupBy: "APPLICATION" };
    expect(await csvOf(desk.as.manager, alone, ",")).toEqual(
      await csvOf(desk.as.manager, asked("intake_received"), ","),
    );
  });

  it("is a file that no cache keeps, named after its metric and days", async () => {
    const march = { from: "2016-02-29T23:00:00Z", to: "2016-03-31T22:00:00Z", metrics: ["time_resolve"], groupBy: [] };
    const response = await get(desk.as.manager, "metric.csv", march);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="guichet-time_resolve-2016-03-01-2016-03-31.csv"',
      "cache-control": "private, no-store",
    });
  });

  it.each([
    ["nothing", "", 400, "BAD_USER_INPUT"],
    ["no JSON", "{", 400, "BAD_USER_INPUT"],
    ["no question", { metrics: ["intake_received"] }, 400, "BAD_USER_INPUT"],
    ["two metrics", asked("intake_received", "time_resolve"), 400, "BAD_USER_INPUT"],
    ["an unknown metric", asked("time_travel"), 400, "BAD_USER_INPUT"],
    ["a period of no length", { ...asked("intake_received"), to: EVER.from }, 400, "BAD_USER_INPUT"],
  ])("is refused for %s", async (_, input, status, code) => {
    const response = await get(desk.as.manager, "metric.csv", input);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]!.extensions.code]).toEqual([status, code]);
  });

  it.each(["metric.csv", "report.ods"])("and ODS are for those who may read reports: %s", async (path) => {
    const status = async (client: TestClient) => (await get(client, path, asked("intake_received"))).status;
    expect(await status(desk.api.stranger)).toBe(401);
    expect(await status(desk.as.requester)).toBe(403);
    expect(await status(desk.as.technician)).toBe(403);
    expect(await status(desk.api.stranger.with({ authorization: "Bearer gui_nonsense" }))).toBe(401);
    expect(await status(desk.as.manager)).toBe(200);
  });
});

const READER = `
import json, sys, zipfile
from xml.etree import ElementTree
ns = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
office, table, text = ns % "office", ns % "table", ns % "text"
document = ElementTree.fromstring(zipfile.ZipFile(sys.argv[1]).read("content.xml"))
def cell(each):
    found = [value for key, value in each.attrib.items() if key.startswith(office) and key != office + "value-type"]
    return [each.get(office + "value-type"), *found] if found else "\\n".join(p.text or "" for p in each.iter(text + "p"))
print(json.dumps({sheet.get(table + "name"): [[cell(each) for each in row.iter(table + "table-cell")] for row in sheet.iter(table + "table-row")]
  for sheet in document.iter(table + "table")}))
`;

const python = spawnSync("python3", ["--version"]).status === 0;

/** The sheets of an answered file, as another program reads them. */
async function sheetsOf(response: Response): Promise<Record<string, unknown[][]>> {
  if (response.status !== 200) throw new Error(await response.text());
  expect(response.headers.get("content-type")).toBe("application/vnd.oasis.opendocument.spreadsheet");
  const file = join(folder, "report.ods");
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  return JSON.parse(execFileSync("python3", ["-c", READER, file], { encoding: "utf8" }));
}

describe.skipIf(!python)("a report as ODS", () => {
  it("has a sheet for each metric with typed cells, and one that says what was asked and what it means", async () => {
    const input = { ...asked("intake_received", "time_takeCharge", "reopen_rate"), thresholdMinutes: 30 };
    const seen = await sheetsOf(await get(desk.as.manager, "report.ods", input));
    expect(Object.keys(seen)).toEqual(["Definitions", "Tickets received", "Time to take charge", "Reopened"]);
    expect(seen["Definitions"]!.slice(0, 2).map((row) => row.slice(0, 2))).toEqual([
      ["From", ["date", "2020-01-01T01:00:00"]],
      ["Until (exclusive)", ["date", "2039-12-31T01:00:00"]],
    ]);
    expect(seen["Definitions"]!.flat()).toContain("intake_received");
    expect(seen["Tickets received"]).toEqual([
      ["Application", "Number"],
      ["=1+1", ["float", "1"]],
      ["Messagerie; Agenda", ["float", "2"]],
    ]);
    const [, timed] = seen["Time to take charge"]!;
    expect(timed!.slice(0, 2)).toEqual(["=1+1", ["float", "1"]]);
    expect(timed![2]).toEqual(["time", expect.stringMatching(/^PT00H00M\d\d(\.\d+)?S$/)]);
    expect(timed!.slice(6)).toEqual([["percentage", "1"], ["float", "0"], ""]);
    // Below it, what the definition always shows.
    expect(seen["Time to take charge"]!.slice(4, 6).map((row) => row.slice(0, 3))).toEqual([
      ["Application", "Channel", "Known"],
      ["=1+1", "telephone", ["float", "1"]],
    ]);
  });

  it("of a frozen report says what it was and that it still is, with the tables of a figure one below the other", async () => {
    const { frozen } = await desk.as.manager.read<{ frozen: { report: { id: string; hash: string } } }>(
      `mutation ($input: FreezeReportInput!) { frozen: freezeReport(input: $input) {
        ... on FreezeReportSuccess { report { id hash } } } }`,
      { input: { name: "Arrêté de mars", ...EVER, metrics: ["intake_received", "time_resolve"] } },
    );
    const path = `${desk.as.manager.url}/exports/frozen-report.ods?id=`;
    const { headers } = desk.as.manager;
    const seen = await sheetsOf(await fetch(`${path}${frozen.report.id}`, { headers }));
    expect(Object.keys(seen)).toEqual(["Definitions", "Tickets received", "Time to resolve"]);
    expect(seen["Definitions"]!.flat()).toEqual(
      expect.arrayContaining(["Arrêté de mars", frozen.report.hash, "equal to the unit", "manager"]),
    );
    expect(seen["Tickets received"]!.filter((row) => row.every((cell) => cell !== "")).flat()).toContain("Number");
    expect(seen["Time to resolve"]!.map(([first]) => first).filter((cell) => typeof cell === "string")).toEqual(
      expect.arrayContaining([
        "The whole, calendar time",
        "The whole, business time",
        "By Application, calendar time",
        "By Application, business time",
      ]),
    );
    expect((await fetch(`${path}RnJvemVuUmVwb3J0Ojk5OQ`, { headers })).status).toBe(404);
    expect((await fetch(`${path}${frozen.report.id}`, { headers: desk.as.technician.headers })).status).toBe(403);
    expect((await fetch(path.slice(0, -4), { headers })).status).toBe(400);
  });
});

describe("the words of a file", () => {
  it("are there in both languages for every grouping and every part", () => {
    expect(Object.values(MetricGrouping).filter((grouping) => !(grouping in GROUPING_WORDS))).toEqual([]);
    const parts = [...ENDS_OF_STAY, ...BACKLOG_STATES, ...DISCARDED_STATES, ...MEANS, SKIPPED, AGAIN];
    expect([...parts, ...Object.values(ResolutionCode)].filter((part) => !(part in PART_WORDS))).toEqual([]);
  });
});
