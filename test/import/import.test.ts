import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestDatabase } from "../live/harness/database.js";
import { compare, describe as inWords, unexplained } from "./compare.js";
import { count, prepareDesk, readDesk } from "./desk.js";
import { type Figures, figuresOfLog, knownAt } from "./figures.js";
import { fileAt, runToEnd, start } from "./programs.js";
import { DeskReports } from "./report.js";
import { type Incident, monthAfter, monthOf, readIncidents } from "./source.js";

const data = resolve(fileAt(""), process.env["GUICHET_DATA"] ?? "../shared/data");
const wholeLog = join(data, "incident-log/incident_event_log.csv.gz");
const long = process.env["GUICHET_LONG"] === "1";
const SAMPLE = 300;

if (!existsSync(wholeLog)) {
  console.log(`The incident log is not at ${wholeLog} (GUICHET_DATA names another folder): its import is not tested.`);
}

const TOKEN = "gui_import-check";

/** A desk of its own: an empty database, the imported log, and the server that answers for it. */
interface Imported {
  databaseUrl: string;
  incidents: Incident[];
}

let folder: string;
let sample: string;
const databases: TestDatabase[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guichet-import-"));
  sample = join(folder, "sample.csv.gz");
});

afterAll(async () => {
  for (const database of databases) await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function newDatabase(): Promise<string> {
  const database = await TestDatabase.throwAway();
  databases.push(database);
  return database.url;
}

/** The log's first incidents: their rows stand together in the file. */
function writeSample(path: string): void {
  const [header, ...lines] = gunzipSync(readFileSync(wholeLog)).toString("utf8").split("\n");
  const ids = [...new Set(lines.map((line) => line.slice(0, line.indexOf(","))))].slice(0, SAMPLE);
  const wanted = new Set(ids);
  const rows = lines.filter((line) => wanted.has(line.slice(0, line.indexOf(","))));
  writeFileSync(path, gzipSync([header, ...rows, ""].join("\n")));
}

function importArguments(log: string): string[] {
  return ["--mapping", fileAt("server/mappings/incident-log.json"), "--report", join(folder, "report.csv"), log];
}

function runImport(databaseUrl: string, log: string) {
  return runToEnd("cli/import", importArguments(log), { DATABASE_URL: databaseUrl });
}

function check(imported: Imported) {
  it("agrees with the log in every count and to the minute, but for what the life of a ticket explains", async () => {
    const comparisons = compare(imported.incidents, await readDesk(imported.databaseUrl));
    const explained = comparisons.filter(({ because }) => because.some((cause) => cause.count !== 0));
    console.log([`${comparisons.length} figures compared; explained:`, ...explained.map(inWords)].join("\n"));
    expect(comparisons.filter((each) => unexplained(each) !== 0).map(inWords)).toEqual([]);
  });

  it("reports through the API, as of its end and of three instants in its middle, what the log says of each month", async () => {
    const { databaseUrl, incidents } = imported;
    const tokenHash = createHash("sha256").update(TOKEN).digest();
    await prepareDesk(databaseUrl, [
      ["UPDATE desk SET timeZone = 'UTC' WHERE id = 1", []],
      [
        "INSERT INTO api_token (name, tokenHash, scopes, createdAt, createdById) VALUES ('check', ?, 'reports:read', NOW(3), 1)",
        [tokenHash],
      ],
    ]);
    const server = start("main", [], {
      DATABASE_URL: databaseUrl,
      PORT: "0",
      GUICHET_CONSOLE: "off",
      GUICHET_SEED: "none",
      LOG_LEVEL: "warn",
    });
    try {
      const [, url] = await server.line(/is open: (http\S+)/);
      for (const asOf of instantsOf(incidents)) {
        const months = monthsUntil(incidents, asOf);
        const period = { from: new Date(`${months[0]}-01T00:00:00Z`), to: new Date(asOf * 60_000 + 1) };
        const desk = await new DeskReports(url!, TOKEN, { ...period, asOf: new Date(asOf * 60_000) }).figures();
        const log = figuresOfLog(knownAt(incidents, asOf), months);
        const instant = new Date(asOf * 60_000).toISOString();
        console.log(`${log.size} figures of ${months.length} months compared as of ${instant}`);
        expect(differing(log, desk), `as of ${instant}`).toEqual([]);
      }
    } finally {
      server.child.kill("SIGTERM");
      await server.ended;
    }
  }, 600_000);
}

/** A quarter, a half and three quarters of the updates, and the last of them; each to the minute of an update. */
function instantsOf(incidents: readonly Incident[]): number[] {
  const updates = incidents.flatMap(({ rows }) => rows.map(({ at }) => at)).sort((a, b) => a - b);
  return [1, 2, 3, 4].map((quarters) => updates[Math.ceil((updates.length * quarters) / 4) - 1]!);
}

function monthsUntil(incidents: readonly Incident[], asOf: number): string[] {
  const opened = Math.min(...incidents.filter(({ rows }) => rows.length > 0).map(({ openedAt }) => openedAt));
  const months: string[] = [];
  for (let month = monthOf(opened); month <= monthOf(asOf); month = monthAfter(month)) months.push(month);
  return months;
}

function differing(log: Figures, desk: Figures): string[] {
  const names = [...new Set([...log.keys(), ...desk.keys()])].sort();
  return names
    .filter((name) => log.get(name) !== desk.get(name))
    .map((name) => `${name}: log ${log.get(name)}, desk ${desk.get(name)}`);
}

describe.skipIf(!existsSync(wholeLog))(`the first ${SAMPLE} incidents of the log`, async () => {
  const imported: Imported = { databaseUrl: "", incidents: [] };
  beforeAll(async () => {
    imported.databaseUrl = await newDatabase();
    writeSample(sample);
    imported.incidents = readIncidents(sample);
    const { code, said } = await runImport(imported.databaseUrl, sample);
    expect(code, said).toBe(0);
  }, 240_000);

  check(imported);

  it("are imported once, however often they are imported", async () => {
    const before = await count(imported.databaseUrl, "SELECT n FROM log_head");
    const { code, said } = await runImport(imported.databaseUrl, sample);
    expect(code, said).toBe(0);
    expect(said).toContain("in the desk already");
    expect(await count(imported.databaseUrl, "SELECT n FROM log_head")).toBe(before);
  }, 60_000);

  it("cause no mail, no draft and no timer", async () => {
    for (const table of ["outbox", "due"])
      expect(await count(imported.databaseUrl, `SELECT COUNT(*) FROM ${table}`)).toBe(0);
    expect(await count(imported.databaseUrl, "SELECT COUNT(*) FROM article WHERE state = 'TO_REVIEW'")).toBe(0);
  });

  it("are whole after a kill in the middle and the same command again", async () => {
    const databaseUrl = await newDatabase();
    const killed = start("cli/import", importArguments(sample), { DATABASE_URL: databaseUrl });
    await killed.line(/^[4-9]0 %/);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const halfway = await count(databaseUrl, "SELECT COUNT(*) FROM event WHERE subjectType = 'TICKET'");
    const { code, said } = await runImport(databaseUrl, sample);
    expect(code, said).toBe(0);
    const whole = await count(imported.databaseUrl, "SELECT COUNT(*) FROM event WHERE subjectType = 'TICKET'");
    expect(halfway).toBeGreaterThan(0);
    expect(halfway).toBeLessThan(whole);
    expect(await count(databaseUrl, "SELECT COUNT(*) FROM event WHERE subjectType = 'TICKET'")).toBe(whole);
    const comparisons = compare(imported.incidents, await readDesk(databaseUrl));
    expect(comparisons.filter((each) => unexplained(each) !== 0).map(inWords)).toEqual([]);
  }, 240_000);
});

describe.skipIf(!existsSync(wholeLog) || !long)("the whole log", () => {
  const imported: Imported = { databaseUrl: "", incidents: [] };
  beforeAll(async () => {
    imported.databaseUrl = await newDatabase();
    imported.incidents = readIncidents(wholeLog);
    const { code, said } = await runImport(imported.databaseUrl, wholeLog);
    expect(code, said).toBe(0);
    console.log(said);
  }, 30 * 60_000);

  check(imported);
});
