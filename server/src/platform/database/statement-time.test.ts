import { expect, inject, it } from "vitest";
import { connect, emptyDatabase } from "../../testing/test-database.js";
import { isOutOfTime, withStatementTime } from "./statement-time.js";

/** Some minutes of work. */
const ENDLESS = `WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 900)
  SELECT COUNT(*) AS n FROM n a JOIN n b JOIN n c JOIN n d`;

it("the database ends a statement that takes too long, and the session is what it was before", async () => {
  const runner = (await connect(await emptyDatabase())).createQueryRunner();
  const flavour = inject("databaseFlavour");
  const variable = flavour === "mariadb" ? "max_statement_time" : "max_execution_time";
  const limit = async () => (await runner.query(`SELECT @@SESSION.${variable} AS is_`))[0].is_;
  const before = await limit();
  const failure = await withStatementTime(runner, flavour, 0.1, () => runner.query(ENDLESS)).catch((error) => error);
  expect(isOutOfTime(failure)).toBe(true);
  expect(await limit()).toBe(before);
  await runner.release();
});

it("each kind of database is told in its own unit, and says in its own way that the time is up", async () => {
  const told: string[] = [];
  const session = { query: async <T>(sql: string) => void told.push(sql) as T };
  for (const flavour of ["mariadb", "mysql"] as const) {
    await withStatementTime(session, flavour, 30, async () => undefined);
  }
  expect(told).toEqual([
    "SET SESSION max_statement_time = 30",
    "SET SESSION max_statement_time = DEFAULT",
    "SET SESSION max_execution_time = 30000",
    "SET SESSION max_execution_time = DEFAULT",
  ]);
  expect([1969, 3024, 1213].map((errno) => isOutOfTime({ driverError: { errno } }))).toEqual([true, true, false]);
});
