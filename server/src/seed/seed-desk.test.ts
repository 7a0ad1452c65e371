import { beforeAll, describe, expect, it } from "vitest";
import { SessionService } from "../accounts/session.service.js";
import { SignInService } from "../accounts/sign-in.service.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { businessDaysLater, serviceLevelRules } from "../service-levels/service-level.settings.js";
import { stampedTables } from "../stamped-tables.js";
import { inconsistencies } from "../testing/consistency.js";
import { testDatabase } from "../testing/test-database.js";
import { DEMO_TICKETS } from "./demo/demo-desk.js";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo/organisation.js";
import { seedDesk } from "./seed-desk.js";

const NOW = new Date("2026-03-06T15:20:00.000Z");

async function newDesk() {
  const dataSource = await testDatabase();
  const work = new UnitOfWork(dataSource, stampedTables, () => undefined);
  const signIns = new SignInService(dataSource, new SessionService(dataSource, work));
  const rows = <T>(sql: string) => dataSource.query<T[]>(sql);
  return { dataSource, work, signIns, rows };
}

describe("the demo desk", async () => {
  const { dataSource, work, signIns, rows } = await newDesk();

  beforeAll(async () => {
    const seeded = await seedDesk({ dataSource, work, kind: "demo", now: NOW });
    expect(seeded).toEqual({ password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS });
  }, 180_000);

  it("holds every planned ticket, under its own subject", async () => {
    const tickets = await rows<{ subject: string }>("SELECT subject FROM ticket");
    expect(tickets.map(({ subject }) => subject).sort()).toEqual(DEMO_TICKETS.map(({ subject }) => subject).sort());
    expect(new Set(DEMO_TICKETS.map(({ subject }) => subject)).size).toBe(DEMO_TICKETS.length);
  });

  it("has work waiting and work in progress at every level, and every queue has had some", async () => {
    const open = await rows<{ level: number; state: string }>(
      "SELECT DISTINCT level, state FROM ticket WHERE state IN ('OPEN', 'IN_PROGRESS')",
    );
    expect(open).toHaveLength(8);
    const idle = await rows(
      "SELECT id FROM queue WHERE id NOT IN (SELECT queueIdAfter FROM event WHERE queueIdAfter IS NOT NULL)",
    );
    expect(idle).toEqual([]);
  });

  it("shows every state and every kind of act that a desk knows", async () => {
    const states = await rows<{ state: string }>("SELECT DISTINCT state FROM ticket ORDER BY state");
    expect(states.map(({ state }) => state).sort()).toEqual(
      ["CANCELLED", "CLOSED", "IN_PROGRESS", "NEW", "OPEN", "RESOLVED", "WAITING"].sort(),
    );
    const waits = await rows<{ waitingFor: string }>("SELECT DISTINCT waitingFor FROM ticket WHERE state = 'WAITING'");
    expect(waits).toHaveLength(3);
    const acts = await rows<{ type: string }>("SELECT DISTINCT type FROM event WHERE subjectType = 'TICKET'");
    expect(acts.map(({ type }) => type).sort()).toEqual([
      "CANCELLED",
      "CHASED",
      "CLOSED",
      "ESCALATED",
      "HANDED_BACK",
      "INTERVENED",
      "NEWS_PROMISED",
      "NOTED",
      "PRIORITY_RAISED",
      "QUALIFIED",
      "RECORDED",
      "RELEASED",
      "REOPENED",
      "REPLIED",
      "RESOLVED",
      "RESUMED",
      "TAKEN",
      "TARGET_CANCELLED",
      "TARGET_MET",
      "TARGET_MISSED",
      "TARGET_WARNED",
      "TRANSFERRED",
      "WAITING_STARTED",
    ]);
    expect(await rows("SELECT position FROM event WHERE skipsLevel = 1 LIMIT 1")).toHaveLength(1);
  });

  it("has a history in the order in which it happened, that ended before now and agrees with the tickets", async () => {
    const late = await rows(
      "SELECT e.position FROM event e JOIN event f ON f.position = e.position + 1 WHERE f.recordedAt < e.recordedAt",
    );
    expect(late).toEqual([]);
    const [span] = await rows<{ n: number; head: number; last: Date }>(
      "SELECT COUNT(*) AS n, MAX(position) AS head, MAX(recordedAt) AS last FROM event",
    );
    expect(Number(span!.head)).toBe(Number(span!.n));
    expect(span!.last.getTime()).toBeLessThan(NOW.getTime());
    const torn = await rows(
      `SELECT t.number FROM ticket t JOIN event e ON e.position = t.position
       WHERE e.subjectVersion <> t.version OR e.stateAfter <> t.state OR e.queueIdAfter <> t.queueId`,
    );
    expect(torn).toEqual([]);
  });

  it("happened in working hours, but for what time alone brings about", async () => {
    const hours = await rows<{ least: number; most: number }>(
      `SELECT MIN(HOUR(recordedAt)) AS least, MAX(HOUR(recordedAt)) AS most FROM event
       WHERE subjectType = 'TICKET' AND actorKind = 'PERSON'
         AND type NOT LIKE 'TARGET%'`,
    );
    // In winter Paris is an hour ahead of UTC; what follows the last minute of a day may run over a little.
    expect(hours[0]!.least).toBeGreaterThanOrEqual(7);
    expect(hours[0]!.most).toBeLessThanOrEqual(17);
  });

  it("mailed nothing and has no timer and no alarm overdue", async () => {
    expect(await rows("SELECT id FROM outbox")).toEqual([]);
    expect(await dataSource.query("SELECT id FROM due WHERE dueAt <= ?", [NOW])).toEqual([]);
    expect(await dataSource.query("SELECT number FROM ticket WHERE nextAlarmAt < ?", [NOW])).toEqual([]);
  });

  it("shows targets in every state, by several policies and calendars", async () => {
    const open = await rows<{ state: string; n: number }>(
      `SELECT serviceLevelState AS state, COUNT(*) AS n FROM ticket
       WHERE state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING') GROUP BY serviceLevelState`,
    );
    expect(open.map(({ state }) => state)).toEqual(expect.arrayContaining(["PENDING", "IMMINENT", "PAUSED", "MISSED"]));
    const judged = await rows<{ state: string }>("SELECT DISTINCT resolveState AS state FROM ticket");
    expect(judged.map(({ state }) => state)).toEqual(expect.arrayContaining(["MET", "MISSED"]));
    const policies = await rows("SELECT DISTINCT relatedId FROM event WHERE type = 'TARGET_MET'");
    expect(policies.length).toBeGreaterThan(4);
    expect(await rows("SELECT id FROM calendar")).toHaveLength(4);
    const [late] = await rows<{ n: number }>(
      "SELECT COUNT(*) AS n FROM event WHERE type = 'TARGET_MISSED' AND recordedAt > occurredAt + INTERVAL 1 SECOND",
    );
    expect(Number(late!.n)).toBe(0);
  });

  it("has articles published, to be reviewed and archived, in both languages, and most solutions name one", async () => {
    const articles = await rows<{ state: string; language: string }>("SELECT DISTINCT state, language FROM article");
    expect(new Set(articles.map(({ state }) => state)).size).toBe(3);
    expect(new Set(articles.map(({ language }) => language)).size).toBe(2);
    const [solved] = await rows<{ n: number; named: number }>(
      "SELECT COUNT(*) AS n, SUM(articleId IS NOT NULL) AS named FROM ticket WHERE resolutionCode IN ('SOLVED', 'WORKAROUND') AND kind <> 'COMPLAINT'",
    );
    expect(Number(solved!.named)).toBe(Number(solved!.n));
  });

  it("lets each of its accounts sign in with the one password", async () => {
    for (const { login } of DEMO_ACCOUNTS) {
      await expect(signIns.signIn(login, DEMO_PASSWORD, null)).resolves.toMatchObject({ token: expect.any(String) });
    }
  });

  it("is seeded once", async () => {
    expect(await seedDesk({ dataSource, work, kind: "demo", now: NOW })).toBeNull();
    expect(await rows("SELECT number FROM ticket")).toHaveLength(DEMO_TICKETS.length);
  });
});

describe("the minimal desk", async () => {
  const { dataSource, work, signIns, rows } = await newDesk();

  it("has a queue for each level, a chain through them, and an administrator with a password of their own", async () => {
    const seeded = await seedDesk({ dataSource, work, kind: "minimal" });
    const { password, accounts } = seeded!;
    await expect(signIns.signIn(accounts[0]!.login, password, null)).resolves.toMatchObject({
      token: expect.any(String),
    });
    expect(password).not.toBe(DEMO_PASSWORD);
    expect(await rows("SELECT level FROM chain_link WHERE applicationId IS NULL")).toHaveLength(4);
    expect(await rows("SELECT number FROM ticket")).toEqual([]);
  });

  it("is begun again when its first start was interrupted", async () => {
    await dataSource.query("UPDATE desk SET seedingSince = UTC_TIMESTAMP(3)");
    await dataSource.query("DELETE FROM chain_link");
    const seeded = await seedDesk({ dataSource, work, kind: "minimal" });
    expect(seeded?.accounts).toHaveLength(1);
    expect(await rows("SELECT id FROM person")).toHaveLength(1);
    expect(await rows("SELECT level FROM chain_link WHERE applicationId IS NULL")).toHaveLength(4);
    expect(await rows("SELECT name FROM calendar")).toEqual([{ name: "Heures ouvrées" }]);
    expect(businessDaysLater(await serviceLevelRules(dataSource), NOW, 1)).toEqual(
      new Date("2026-03-09T15:20:00.000Z"),
    );
    expect(await inconsistencies(dataSource)).toEqual([]);
    expect(await seedDesk({ dataSource, work, kind: "minimal" })).toBeNull();
  });
});

describe("a desk that is to stay empty", async () => {
  const { dataSource, work, rows } = await newDesk();

  it("gets nobody", async () => {
    expect(await seedDesk({ dataSource, work, kind: "none" })).toBeNull();
    expect(await rows("SELECT id FROM person")).toEqual([]);
  });
});
