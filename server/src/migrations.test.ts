import { describe, expect, it } from "vitest";
import { testDatabase } from "./testing/test-database.js";

describe("the migrations", async () => {
  const dataSource = await testDatabase();

  it("make exactly the tables that the entities describe", async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it("can be undone and done again", async () => {
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await dataSource.query("SHOW TABLES")).toHaveLength(1);
    await dataSource.runMigrations();
    expect(await dataSource.showMigrations()).toBe(false);
  });
});
