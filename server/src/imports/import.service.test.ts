import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { Breaches } from "../service-levels/breach.service.js";
import { disagreements } from "../service-levels/clock-columns.fixture.js";
import { BreachAct } from "../service-levels/service-level.model.js";
import { Watch } from "../service-levels/watch.js";
import { stampedTables } from "../stamped-tables.js";
import { inconsistencies } from "../testing/consistency.js";
import { insertPolicy } from "../testing/service-levels.js";
import { testDatabase } from "../testing/test-database.js";
import { composeImport } from "./compose-import.js";
import { type ImportOutcome, planImport } from "./import.service.js";
import { parseMapping } from "./mapping.js";

const folder = mkdtempSync(join(tmpdir(), "guichet-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(lines: readonly string[]): string {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** States after each update, in two columns; the level is in the team's name. */
const snapshots = parseMapping({
  name: "snapshots",
  missing: ["", "NULL"],
  source: { delimiter: ";" },
  case: { column: "SR Number", prefix: "SR" },
  time: { column: "Change Date+Time", formats: ["ISO"] },
  recording: {
    channel: { constant: "PHONE" },
    requester: { template: "Customer of {Country}" },
    site: { column: "Country" },
    subject: { template: "{Product} in {Country}" },
  },
  application: { column: "Product" },
  facts: { impact: { column: "Impact", values: { Low: "LOW", Medium: "MEDIUM", High: "HIGH" } } },
  states: [
    { when: { Status: "Accepted", "Sub Status": "Wait - User" }, state: "WAITING", waitingFor: "REQUESTER" },
    { when: { Status: "Accepted", "Sub Status": { matches: "^Wait" } }, state: "WAITING", waitingFor: "THIRD_PARTY" },
    { when: { Status: "Accepted" }, state: "IN_PROGRESS" },
    { when: { Status: "Queued" }, state: "OPEN" },
    { when: { Status: "Completed", "Sub Status": "Closed" }, state: "CLOSED" },
    { when: { Status: "Completed", "Sub Status": "Cancelled" }, state: "CANCELLED" },
    { when: { Status: "Completed" }, state: "RESOLVED" },
    { when: { Status: "Unmatched" }, skip: "no status of theirs" },
  ],
  team: { value: { column: "Involved ST" } },
  level: {
    column: "Involved ST",
    patterns: [
      { matches: " 3rd$", value: 3 },
      { matches: " 2nd$", value: 2 },
    ],
    otherwise: 1,
  },
  assignee: { value: { column: "Owner" } },
});

const SNAPSHOTS = [
  "SR Number;Change Date+Time;Status;Sub Status;Impact;Product;Country;Involved ST;Owner",
  "1-364285768;2010-03-31T15:59:42+01:00;Accepted;In Progress;Medium;PROD582;France;V30;Frederic",
  "1-364285768;2010-03-31T16:00:56+01:00;Accepted;In Progress;Medium;PROD582;France;V30;Frederic",
  "1-364285768;2010-03-31T16:45:48+01:00;Queued;Awaiting Assignment;Medium;PROD582;France;V5 3rd;Frederic",
  "1-364285768;2010-04-06T15:44:07+01:00;Accepted;In Progress;Medium;PROD582;France;V5 3rd;Anne Claire",
  "1-364285768;2010-04-06T15:44:38+01:00;Accepted;Wait - User;Medium;PROD582;France;V5 3rd;Anne Claire",
  "1-364285768;2010-04-07T15:44:38+01:00;Unmatched;Unmatched;Medium;PROD582;France;V5 3rd;Anne Claire",
  "1-364285768;2010-04-08T15:44:38+01:00;Queued;Awaiting Assignment;Medium;PROD582;France;V13 2nd;NULL",
  "1-364285768;2010-04-09T11:16:22+01:00;Completed;Resolved;High;PROD582;France;V13 2nd;Émile Zola",
  "1-364285768;2010-04-16T11:16:22+01:00;Completed;Closed;High;PROD582;France;V13 2nd;Émile Zola",
  "1-500;2010-05-01T00:00:00+02:00;Completed;Cancelled;Low;PROD9;Sverige;G230 2nd;Siebel",
];

/** One row for each activity, with whoever did it. */
const activities = parseMapping({
  name: "activities",
  case: { column: "Incident ID" },
  time: { column: "DateStamp", formats: ["dd-MM-yyyy HH:mm:ss"], zone: "Europe/Amsterdam" },
  order: [{ column: "IncidentActivity_Number", as: "text" }],
  recording: {
    channel: { constant: "PHONE" },
    requester: { constant: "Interaction" },
    subject: { column: "Incident ID" },
  },
  application: { constant: "Rabo" },
  states: [
    { when: { IncidentActivity_Type: "Open" }, state: "OPEN" },
    { when: { IncidentActivity_Type: "Assignment" }, state: "IN_PROGRESS" },
    { when: { IncidentActivity_Type: ["Reassignment", "Operator Update"] }, unchanged: true },
    { when: { IncidentActivity_Type: "Update" }, unchanged: true, act: "NOTE" },
    { when: { IncidentActivity_Type: "Communication with customer" }, unchanged: true, act: "REPLY" },
    { when: { IncidentActivity_Type: "Caused By CI" }, skip: "says nothing of the incident's life" },
    { when: { IncidentActivity_Type: "Closed" }, state: "CLOSED" },
    { when: { IncidentActivity_Type: "Reopen" }, state: "OPEN" },
  ],
  team: { value: { column: "Assignment Group" } },
  level: { groupOrder: { first: 0, highest: 3 } },
  assignee: { value: { column: "Operator", when: { IncidentActivity_Type: "Assignment" } } },
  actor: { column: "Operator" },
  words: { column: "IncidentActivity_Type" },
});

const ACTIVITIES = [
  "Incident ID,DateStamp,IncidentActivity_Number,IncidentActivity_Type,Assignment Group,Operator",
  "IM0000004,07-01-2013 08:17:17,001A3689763,Reassignment,TEAM0001,op1",
  "IM0000004,04-11-2013 13:41:30,001A5852941,Reassignment,TEAM0002,op1",
  "IM0000004,04-11-2013 13:41:30,001A5852943,Update,TEAM0002,op2",
  "IM0000004,04-11-2013 12:09:37,001A5849980,Operator Update,TEAM0003,op1",
  "IM0000004,04-11-2013 13:51:18,001A5852172,Assignment,TEAM0002,op2",
  "IM0000004,04-11-2013 13:51:18,001A5852173,Closed,TEAM0002,op2",
];

let dataSource: DataSource;
let work: UnitOfWork;

beforeAll(async () => {
  dataSource = await testDatabase();
});

beforeEach(async () => {
  work = new UnitOfWork(dataSource, stampedTables, () => undefined);
  await forgetTickets();
});

async function forgetTickets(): Promise<void> {
  for (const table of ["event", "ticket", "ticket_text", "import_run", "article_use"])
    await dataSource.query(`DELETE FROM ${table}`);
  await dataSource.query("UPDATE log_head SET n = 0");
}

async function bring(
  log: string,
  mapping = snapshots,
  options: { signal?: AbortSignal; onProgress?: () => void; workers?: number } = {},
): Promise<ImportOutcome> {
  return composeImport(dataSource, work).run(await planImport({ mapping, log }), options);
}

/** The history of an imported ticket, in words. */
async function historyOf(reference: string): Promise<string[]> {
  const rows: Record<string, string | number | null>[] = await dataSource.query(
    `SELECT DATE_FORMAT(e.recordedAt, '%m-%d %H:%i') AS at, e.type, e.stateAfter, q.name AS team, e.levelAfter, p.displayName AS assignee
     FROM event e JOIN ticket t ON t.number = e.subjectId JOIN team q ON q.id = e.teamIdAfter
       LEFT JOIN person p ON p.id = e.assigneeIdAfter
     WHERE t.externalReference = ? AND e.subjectType = 'TICKET' ORDER BY e.position`,
    [reference],
  );
  return rows.map((row) =>
    Object.values(row)
      .map((value) => value ?? "-")
      .join(" "),
  );
}

describe("a log of states in two columns with levels in the team's name", () => {
  it("replays from its mapping alone", async () => {
    const outcome = await bring(file(SNAPSHOTS));
    expect(outcome).toMatchObject({ cases: 2, rows: 10, refused: [], stopped: false });
    expect(await historyOf("SR1-364285768")).toEqual([
      "03-31 14:59 RECORDED NEW V30 1 -",
      "03-31 14:59 QUALIFIED OPEN V30 1 -",
      "03-31 14:59 TAKEN IN_PROGRESS V30 1 Frederic",
      "03-31 15:45 ESCALATED OPEN V5 3rd 3 -",
      "03-31 15:45 ASSIGNED OPEN V5 3rd 3 Frederic",
      "04-06 14:44 TAKEN IN_PROGRESS V5 3rd 3 Anne Claire",
      "04-06 14:44 WAITING_STARTED WAITING V5 3rd 3 Anne Claire",
      "04-08 14:44 HANDED_BACK OPEN V13 2nd 2 -",
      "04-09 10:16 QUALIFIED OPEN V13 2nd 2 -",
      "04-09 10:16 ASSIGNED OPEN V13 2nd 2 Émile Zola",
      "04-09 10:16 RESOLVED RESOLVED V13 2nd 2 Émile Zola",
      "04-16 10:16 CLOSED CLOSED V13 2nd 2 Émile Zola",
    ]);
    expect((await historyOf("SR1-500")).at(-1)).toBe("04-30 22:00 CANCELLED CANCELLED G230 2nd 2 -");
  });

  it("tells what it could not map, row by row", async () => {
    const { remarks } = await planImport({ mapping: snapshots, log: file(SNAPSHOTS) });
    expect(remarks.map(({ line, reason }) => `${line} ${reason}`)).toEqual(["7 SKIPPED", "3 NOTHING_CHANGED"]);
  });

  it("stops at a state that the mapping does not know, unless told to go on", async () => {
    const log = file([...SNAPSHOTS, "1-600;2010-05-02T00:00:00Z;Parked;Somewhere;Low;PROD9;Sverige;V30;Siebel"]);
    await expect(planImport({ mapping: snapshots, log })).rejects.toThrow(
      /states that the mapping does not know:\n {2}Status=Parked, Sub Status=Somewhere: 1 rows, the first at line 12/,
    );
    const { remarks } = await planImport({ mapping: { ...snapshots, unknownState: "SKIP" }, log });
    expect(remarks.map(({ reason }) => reason)).toContain("UNKNOWN_STATE");
  });

  it("counts the use of the article that a resolution names, once however often the ticket is solved", async () => {
    const article = { when: { Status: "Completed" }, title: "Known in {application}" };
    const knowing = { ...snapshots, resolution: { ...snapshots.resolution, article } };
    const solvedAgain = [
      "1-700;2010-05-02T08:00:00Z;Accepted;In Progress;Low;PROD7;Sverige;V30;Siebel",
      "1-700;2010-05-02T09:00:00Z;Completed;Resolved;Low;PROD7;Sverige;V30;Siebel",
      "1-700;2010-05-03T09:00:00Z;Accepted;In Progress;Low;PROD7;Sverige;V30;Siebel",
      "1-700;2010-05-04T09:00:00Z;Completed;Closed;Low;PROD7;Sverige;V30;Siebel",
    ];
    expect(await bring(file([SNAPSHOTS[0]!, ...solvedAgain]), knowing)).toMatchObject({ refused: [] });
    const uses: unknown[] = await dataSource.query(
      `SELECT a.title, a.useCount, u.usedAt, a.symptom FROM article_use u JOIN article a ON a.id = u.articleId
       JOIN ticket t ON t.number = u.ticketNumber WHERE t.externalReference = 'SR1-700'`,
    );
    expect(uses).toEqual([
      {
        title: "Known in PROD7",
        useCount: 1,
        usedAt: new Date("2010-05-02T09:00:00Z"),
        symptom: expect.not.stringContaining("in Sverige"),
      },
    ]);
    const drafts: unknown[] = await dataSource.query("SELECT id FROM article WHERE state = 'TO_REVIEW'");
    expect(drafts).toEqual([]);
  });

  it("is not imported a second time under another mapping", async () => {
    const log = file(SNAPSHOTS);
    await bring(log);
    expect(await bring(log)).toMatchObject({ steps: 0, resumedSteps: 8 });
    await expect(bring(log, { ...snapshots, about: "changed" })).rejects.toThrow(
      /2 tickets of this log from elsewhere/,
    );
    const beside = { ...snapshots, case: { ...snapshots.case, prefix: "copy-" } };
    expect(await bring(log, beside)).toMatchObject({ steps: 8 });
  });
});

describe("a log of activities", () => {
  it("replays from its mapping alone", async () => {
    const outcome = await bring(file(ACTIVITIES), activities);
    expect(outcome.refused).toEqual([]);
    expect(await historyOf("IM0000004")).toEqual([
      "01-07 07:17 RECORDED NEW TEAM0001 0 -",
      "01-07 07:17 QUALIFIED OPEN TEAM0001 0 -",
      "11-04 11:09 ESCALATED OPEN TEAM0003 1 -",
      "11-04 12:41 ESCALATED OPEN TEAM0002 2 -",
      "11-04 12:41 NOTED OPEN TEAM0002 2 -",
      "11-04 12:51 TAKEN IN_PROGRESS TEAM0002 2 op2",
      "11-04 12:51 RESOLVED RESOLVED TEAM0002 2 op2",
      "11-04 12:51 CLOSED CLOSED TEAM0002 2 op2",
    ]);
  });

  it("tells that rows of an incident stood in another order than their times", async () => {
    const { remarks } = await planImport({ mapping: activities, log: file(ACTIVITIES) });
    expect(remarks.map(({ reason }) => reason)).toEqual(["OUT_OF_ORDER"]);
  });
});

const HEADER = "SR Number;Change Date+Time;Status;Sub Status;Impact;Product;Country;Involved ST;Owner";
const anyRow = fc.record({
  id: fc.integer({ min: 1, max: 6 }),
  minutes: fc.integer({ min: 0, max: 3 }),
  status: fc.constantFrom(
    "Accepted;In Progress",
    "Accepted;Wait - User",
    "Accepted;Wait - Vendor",
    "Queued;Awaiting Assignment",
    "Completed;Resolved",
    "Completed;Closed",
    "Completed;Cancelled",
  ),
  impact: fc.constantFrom("Low", "High", ""),
  product: fc.constantFrom("PROD1", "PROD2"),
  team: fc.constantFrom("V1", "V2", "V1 2nd", "V2 3rd", ""),
  owner: fc.constantFrom("Ann", "Bob", ""),
});

describe("the service levels of a log", () => {
  const watch = () => {
    const nobody = () => Promise.reject(new Error("An import's breaches have no consequences"));
    const breaches = new Breaches({ mailing: { queue: nobody }, routing: { escalateStep: nobody } });
    return new Watch(dataSource, work, breaches, { error: ({ err }) => expect.fail(String(err)) });
  };

  /** One incident that is solved in the log, and one that is still open at its end. */
  const TWO = [
    ...SNAPSHOTS,
    "1-600;2010-05-03T10:00:00+02:00;Queued;Awaiting Assignment;Low;PROD9;Sverige;G230 2nd;NULL",
    "1-600;2010-05-03T11:00:00+02:00;Accepted;In Progress;Low;PROD9;Sverige;G230 2nd;Siebel",
  ];

  beforeAll(async () => {
    await insertPolicy(dataSource, new Date("2010-01-01T00:00:00Z"), {
      takeChargeMinutes: 120,
      resolveMinutes: 600,
      onBreach: Object.values(BreachAct),
    });
  });

  it("follow its times: what was promised then is judged then, and nothing is done about it", async () => {
    await bring(file(TWO));
    const verdicts = async (reference: string) => {
      const rows: { type: string; target: string; at: string; actorKind: string }[] = await dataSource.query(
        `SELECT e.type, e.target, DATE_FORMAT(e.occurredAt, '%Y-%m-%d %H:%i') AS at, e.actorKind
         FROM event e JOIN ticket t ON t.number = e.subjectId
         WHERE t.externalReference = ? AND e.type LIKE 'TARGET%' ORDER BY e.position`,
        [reference],
      );
      return rows.map(({ type, target, at, actorKind }) => `${at} ${type} ${target} ${actorKind}`);
    };
    // Paris, Monday to Friday from 8 to 18: ten hours of work after 15:59 on Wednesday is Thursday at 15:59.
    expect(await verdicts("SR1-364285768")).toEqual([
      "2010-03-31 14:59 TARGET_MET TAKE_CHARGE IMPORT",
      "2010-04-01 12:29 TARGET_WARNED RESOLVE IMPORT",
      "2010-04-01 14:59 TARGET_MISSED RESOLVE IMPORT",
    ]);
    // Found out after the replay: nothing of the log touches it any more.
    expect(await verdicts("SR1-600")).toEqual([
      "2010-05-03 09:00 TARGET_MET TAKE_CHARGE IMPORT",
      "2010-05-03 15:30 TARGET_WARNED RESOLVE IMPORT",
      "2010-05-04 08:00 TARGET_MISSED RESOLVE IMPORT",
    ]);
    const tickets: { number: number; clockAsleep: number }[] = await dataSource.query("SELECT * FROM ticket");
    expect(tickets.map(({ clockAsleep }) => clockAsleep)).toEqual([0, 0, 0]);
    for (const { number } of tickets) expect(await disagreements(dataSource, number)).toEqual([]);
    expect(await dataSource.query("SELECT id FROM outbox")).toEqual([]);
    expect(await watch().runDue()).toBe(0);
    expect(await inconsistencies(dataSource)).toEqual([]);
  });

  it("sleep while it is replayed, however long it is interrupted: the watch looks past them", async () => {
    const stopping = new AbortController();
    const log = file(TWO);
    await bring(log, snapshots, { signal: stopping.signal, onProgress: () => stopping.abort(), workers: 1 });
    const asleep = "SELECT number FROM ticket WHERE clockAsleep = 1 AND nextAlarmAt IS NULL";
    expect(await dataSource.query(asleep)).not.toEqual([]);
    await dataSource.query("UPDATE service_level_settings SET version = version + 1");
    expect(await watch().runDue()).toBe(0);
    const outcome = await bring(log);
    expect(outcome).toMatchObject({ refused: [], stopped: false });
    expect(await dataSource.query(asleep)).toEqual([]);
    expect(await bring(log)).toMatchObject({ steps: 0, resumedSteps: outcome.steps + outcome.resumedSteps });
    expect(await inconsistencies(dataSource)).toEqual([]);
  });
});

describe("any log", () => {
  it("replays without an act that the desk refuses, and once only however often it is interrupted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (rows, after) => {
          await forgetTickets();
          let clock = Date.UTC(2016, 0, 1);
          const lines = rows.map(({ id, minutes, status, impact, product, team, owner }) => {
            clock += minutes * 60_000;
            return `${id};${new Date(clock).toISOString()};${status};${impact};${product};France;${team};${owner}`;
          });
          const log = file([HEADER, ...lines]);
          const mapping = { ...snapshots, assignee: { value: { column: "Owner" }, missing: "RELEASE" as const } };
          const planned = await planImport({ mapping, log });
          const steps = planned.cases.reduce((sum, { plan }) => sum + plan.steps.length, 0);

          const stop = new AbortController();
          let transactions = 0;
          work = new UnitOfWork(dataSource, stampedTables, () => ++transactions === after && stop.abort());
          const first = await bring(log, mapping, { signal: stop.signal, workers: 2 });
          const second = await bring(log, mapping);
          expect([...first.refused, ...second.refused]).toEqual([]);
          expect(first.steps + second.steps).toBe(steps);

          const [events]: { causes: string }[] = await dataSource.query(
            "SELECT COUNT(DISTINCT causeId) AS causes FROM event WHERE subjectType = 'TICKET' AND type NOT LIKE 'TARGET%'",
          );
          expect(Number(events!.causes)).toBe(steps);
          expect(await inconsistencies(dataSource)).toEqual([]);
          const tickets: { number: number }[] = await dataSource.query("SELECT number FROM ticket");
          expect(tickets).toHaveLength(planned.cases.length);
          for (const { number } of tickets) expect(await disagreements(dataSource, number)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
