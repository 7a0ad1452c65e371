import { beforeAll, describe, expect, it } from "vitest";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { stampedTables } from "../stamped-tables.js";
import { testDatabase } from "../testing/test-database.js";
import { DEMO_TICKETS } from "./demo/demo-desk.js";
import { seedDesk } from "./seed-desk.js";

const NOW = new Date("2026-03-06T15:20:00.000Z");

async function emptyDesk() {
  const dataSource = await testDatabase();
  const work = new UnitOfWork(dataSource, stampedTables, () => undefined);
  return { dataSource, work };
}

describe("the demo desk", async () => {
  const { dataSource, work } = await emptyDesk();
  let seconds = 0;

  beforeAll(async () => {
    const start = performance.now();
    await seedDesk({ dataSource, work, kind: "demo", now: NOW });
    seconds = (performance.now() - start) / 1000;
    console.log(seconds);
    console.log(await dataSource.query("SELECT level, state, count(*) n FROM ticket GROUP BY level, state"));
    console.log(await dataSource.query("SELECT state, count(*) n FROM article GROUP BY state"));
    console.log(await dataSource.query("SELECT count(*) n, min(recordedAt), max(recordedAt) FROM event"));
  }, 120_000);

  const rows = <T>(sql: string) => dataSource.query<T[]>(sql);

  it("holds every planned ticket", async () => {
    expect(await rows("SELECT COUNT(*) AS n FROM ticket")).toEqual([{ n: String(DEMO_TICKETS.length) }]);
  });
});
