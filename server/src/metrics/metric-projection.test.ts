import type { DataSource } from "typeorm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "../testing/test-database.js";
import { type GeneratedLog, generateLog } from "./metric-log.fixture.js";
import { RULES_VERSION } from "./metric-progress.js";
import { MetricProjection } from "./metric-projection.service.js";
import { clearLog, writeLog } from "./written-log.fixture.js";

let database: DataSource;
let log: GeneratedLog;

beforeAll(async () => {
  database = await testDatabase();
  log = generateLog(20260302, {
    tickets: 30,
    start: new Date("2016-02-20T00:00:00Z"),
    days: 20,
    applicationIds: [1],
    articleIds: [1],
    siteIds: [1],
    compartmentIds: [1],
  });
});

beforeEach(() => clearLog(database));

const nothing = { events: [], articles: [] };
/** What of the log lies after one position, up to another. */
const part = (after: number, to: number) => ({
  events: log.events.filter(({ position }) => position > after && position <= to),
  articles: log.articles.filter(({ position }) => position > after && position <= to),
});

async function derived() {
  return {
    facts: await database.query("SELECT * FROM metric_fact ORDER BY ticket, n"),
    tickets: await database.query("SELECT * FROM metric_ticket ORDER BY ticket, position"),
  };
}

const progress = async () =>
  (
    await database.query<{ position: number; remadeTo: number | null }[]>(
      "SELECT position, remadeTo FROM metric_progress",
    )
  )[0]!;

/** The rows that the whole log leads to at once. */
async function fromScratch() {
  await clearLog(database);
  await writeLog(database, log);
  await new MetricProjection(database).catchUp();
  return derived();
}

describe("what is derived from the log", () => {
  it("is the same whether taken in event by event or all at once", async () => {
    const projection = new MetricProjection(database);
    for (let position = 0; position < log.events.length; position += 17) {
      await writeLog(database, part(position, position + 17));
      await projection.catchUp();
    }
    await writeLog(database, part(Math.floor(log.events.length / 17) * 17 + 17, Number.POSITIVE_INFINITY));
    await projection.catchUp();
    const stepwise = await derived();
    expect(stepwise.facts.length).toBeGreaterThan(200);
    expect(stepwise).toEqual(await fromScratch());
  });

  it("is taken in once by several servers that see the same events", async () => {
    await writeLog(database, log);
    await Promise.all([1, 2, 3].map(() => new MetricProjection(database).catchUp()));
    const together = await derived();
    expect(together).toEqual(await fromScratch());
  });

  it("is made again from where a stopped server left it", async () => {
    const expected = await fromScratch();
    await database.query("DELETE FROM metric_fact WHERE ticket > 12");
    await database.query("DELETE FROM metric_ticket WHERE ticket > 12");
    await database.query("UPDATE metric_progress SET remadeTo = 12");
    await new MetricProjection(database).catchUp();
    expect(await derived()).toEqual(expected);
    expect((await progress()).remadeTo).toBeNull();
  });

  it("is made again by rules that have changed, and when somebody asks for that", async () => {
    const expected = await fromScratch();
    for (const older of ["version = 0", "position = 0"]) {
      await database.query("DELETE FROM metric_fact WHERE kind = 'ENTRY'");
      await database.query(`UPDATE metric_progress SET ${older}`);
      await new MetricProjection(database).catchUp();
      expect(await derived()).toEqual(expected);
    }
  });

  it("waits for an event that is seen later than the one after it", async () => {
    const projection = new MetricProjection(database);
    await writeLog(database, part(0, 10));
    await projection.catchUp();
    await writeLog(database, part(11, 12));
    let caughtUp = false;
    const following = projection.catchUp().then(() => {
      caughtUp = true;
    });
    for (let look = 0; look < 5; look++) expect((await progress()).position).toBe(10);
    expect(caughtUp).toBe(false);
    await writeLog(database, part(10, 11));
    await following;
    expect((await progress()).position).toBe(12);
  });

  it("keeps nobody waiting for what is committed after they asked", async () => {
    await writeLog(database, part(0, 10));
    let committed = 10;
    const busy = Object.assign(Object.create(database) as DataSource, {
      createQueryRunner() {
        const runner = database.createQueryRunner();
        const start = runner.startTransaction.bind(runner);
        return Object.assign(runner, {
          async startTransaction(isolation?: Parameters<typeof start>[0]) {
            if (committed >= 40) throw new Error("It follows the log wherever it goes");
            await writeLog(database, part(committed, ++committed));
            return start(isolation);
          },
        });
      },
    });
    await new MetricProjection(busy).catchUp();
    const { position } = await progress();
    expect(position).toBeGreaterThanOrEqual(10);
    expect(position).toBeLessThan(committed);
    await new MetricProjection(database).catchUp();
    expect((await progress()).position).toBe(committed);
  });

  it("is not waited for where it takes long: who asks is told how much there is, and it goes on", async () => {
    await writeLog(database, log);
    const projection = new MetricProjection(database, 0);
    const askedWhileHeldUp = async () => {
      const other = database.createQueryRunner();
      await other.startTransaction();
      await other.query("SELECT * FROM metric_progress FOR UPDATE");
      const refusal = await projection.demandCaughtUp().catch((error: unknown) => error);
      await other.rollbackTransaction();
      await other.release();
      return refusal;
    };
    expect(await askedWhileHeldUp()).toMatchObject({ extensions: { code: "REPORTS_NOT_READY", done: 0 } });
    await projection.catchUp();
    expect(await askedWhileHeldUp()).toBe((await progress()).position);
    const expected = await derived();
    await database.query("UPDATE metric_progress SET remadeTo = 12");
    expect(await askedWhileHeldUp()).toMatchObject({
      message: expect.stringContaining("40 % so far"),
      extensions: { code: "REPORTS_NOT_READY", done: 0.4 },
    });
    await projection.catchUp();
    expect(await derived()).toEqual(expected);
  });

  it("that could not be taken in is not ready either, and the reason is kept", async () => {
    await writeLog(database, log);
    const gone = new Error("Deadlock found when trying to get lock");
    const unlucky = Object.assign(Object.create(database) as DataSource, {
      createQueryRunner: () =>
        Object.assign(database.createQueryRunner(), { startTransaction: () => Promise.reject(gone) }),
    });
    await expect(new MetricProjection(unlucky).demandCaughtUp()).rejects.toMatchObject({
      extensions: { code: "REPORTS_NOT_READY" },
      cause: gone,
    });
    const stopping = new MetricProjection(database);
    await stopping.stop();
    await expect(stopping.demandCaughtUp()).rejects.toMatchObject({ extensions: { code: "REPORTS_NOT_READY" } });
  });

  it("by the rules of a later version is left to who has them", async () => {
    await writeLog(database, log);
    await new MetricProjection(database).catchUp();
    await database.query("UPDATE metric_progress SET version = ?, position = 3, remadeTo = 12", [RULES_VERSION + 1]);
    const before = await derived();
    const older = new MetricProjection(database);
    await older.catchUp();
    await expect(older.demandCaughtUp()).rejects.toMatchObject({ extensions: { code: "REPORTS_NOT_READY", done: 0 } });
    expect(await progress()).toEqual({ position: 3, remadeTo: 12 });
    expect(await derived()).toEqual(before);
  });

  it("is left to a later version also by who was waiting while that came", async () => {
    await writeLog(database, log);
    const overtaken = Object.assign(Object.create(database) as DataSource, {
      createQueryRunner() {
        const runner = database.createQueryRunner();
        const start = runner.startTransaction.bind(runner);
        return Object.assign(runner, {
          async startTransaction(isolation?: Parameters<typeof start>[0]) {
            await database.query("UPDATE metric_progress SET version = ?, remadeTo = 7", [RULES_VERSION + 1]);
            return start(isolation);
          },
        });
      },
    });
    await new MetricProjection(overtaken).catchUp();
    expect(await progress()).toMatchObject({ remadeTo: 7 });
  });

  it("of an empty desk is nothing", async () => {
    await writeLog(database, nothing);
    await new MetricProjection(database).catchUp();
    expect(await derived()).toEqual({ facts: [], tickets: [] });
  });
});
