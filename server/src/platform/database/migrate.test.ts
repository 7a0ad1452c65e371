import type { DataSource, MigrationInterface, QueryRunner } from "typeorm";
import { afterEach, expect, inject, it } from "vitest";
import { entities } from "../../entities.js";
import { migrations } from "../../migrations.js";
import { emptyDatabase } from "../../testing/test-database.js";
import { SYSTEM } from "../events/actor.js";
import { SubjectType } from "../events/event.entity.js";
import { createDataSource } from "./data-source.js";
import { migrate } from "./migrate.js";
import { connectionOptions } from "./private/connection.js";
import { UnitOfWork } from "./unit-of-work.js";

type Migration = new () => MigrationInterface;

const opened: DataSource[] = [];
afterEach(() => Promise.all(opened.splice(0).map((source) => source.destroy())));

async function open(url: string, list: Migration[] = migrations): Promise<DataSource> {
  const connection = connectionOptions(url);
  const flavour = inject("databaseFlavour");
  const source = createDataSource({ connection, flavour, entities, migrations: list, poolSize: 4 });
  opened.push(source);
  return source.initialize();
}

/** The same migration, which breaks off after so many statements, as a killed process would. */
function brokenOff(Whole: Migration, after: number): Migration {
  const whole = new Whole();
  let left = after;
  const query = (runner: QueryRunner) => (sql: string) => {
    if (left-- === 0) throw new Error("Killed");
    return runner.query(sql);
  };
  return class implements MigrationInterface {
    name = whole.name;
    up = (runner: QueryRunner) => whole.up({ query: query(runner) } as QueryRunner);
    down = (runner: QueryRunner) => whole.down(runner);
  };
}

class AddTwoColumns1999000000000 implements MigrationInterface {
  name = "AddTwoColumns1999000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE site ADD COLUMN first int NULL");
    await runner.query("ALTER TABLE site ADD COLUMN second int NULL");
  }

  async down(): Promise<void> {}
}

const [First, Second, ...later] = migrations as [Migration, Migration, ...Migration[]];

it.each([
  ["before its first table", First, 0],
  ["in its middle", First, 9],
  ["in a later step", Second, 0],
])("a first start that was broken off %s is begun again", async (_, step, after) => {
  const url = await emptyDatabase();
  const list = [First, Second, ...later].map((each) => (each === step ? brokenOff(each, after) : each));
  await expect(migrate(await open(url, list))).rejects.toThrow("Killed");
  const source = await open(url);
  await migrate(source);
  expect(await source.showMigrations()).toBe(false);
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  expect(upQueries).toEqual([]);
  expect(await source.query("SELECT `rank` FROM level ORDER BY `rank`")).toEqual(
    [0, 1, 2, 3].map((rank) => ({ rank })),
  );
  expect(await source.query("SHOW TABLES LIKE 'migrating'")).toEqual([]);
  await migrate(source);
});

it("an update that was broken off is told in words, and nothing of the desk is touched", async () => {
  const url = await emptyDatabase();
  const desk = await open(url);
  await migrate(desk);
  await new UnitOfWork(desk, [], () => undefined).run(SYSTEM, async (tx) =>
    tx.record({ subjectType: SubjectType.SETTING, subjectId: 1, subjectVersion: 1, type: "TRIED" }),
  );
  const broken = await open(url, [...migrations, brokenOff(AddTwoColumns1999000000000, 1)]);
  await expect(migrate(broken)).rejects.toThrow("Killed");
  const next = await open(url, [...migrations, AddTwoColumns1999000000000]);
  await expect(migrate(next)).rejects.toThrow(/half changed: .*Duplicate column name 'first'[^]*Go back to the backup/);
  expect(await desk.query("SELECT type FROM event")).toEqual([{ type: "TRIED" }]);
  // Put right by hand, it goes on.
  await desk.query("ALTER TABLE site DROP COLUMN first");
  await migrate(next);
  expect(await next.showMigrations()).toBe(false);
  expect(await next.query("SHOW TABLES LIKE 'migrating'")).toEqual([]);
});

it("servers that start at once on an empty database make it once", async () => {
  const url = await emptyDatabase();
  const sources = await Promise.all([open(url), open(url), open(url)]);
  await Promise.all(sources.map(migrate));
  expect(await sources[0].query("SELECT COUNT(*) AS n FROM log_head")).toMatchObject([{ n: 1 }]);
});
