import { randomBytes } from "node:crypto";
import type { DataSource } from "typeorm";
import { afterAll, inject } from "vitest";
import { entities } from "../entities.js";
import { migrations } from "../migrations.js";
import { createDataSource } from "../platform/database/data-source.js";
import { ask, connectionOptions, withDatabase } from "../platform/database/private/connection.js";

/** The address of a new, empty database for one test file; dropped after it. */
export async function emptyDatabase(): Promise<string> {
  const server = inject("databaseUrl");
  const name = `guichet_test_${randomBytes(6).toString("hex")}`;
  await ask(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  afterAll(() => ask(server, `DROP DATABASE IF EXISTS ${name}`));
  return withDatabase(server, name);
}

/** A connected data source of that address, closed after the test file. */
export async function connect(url: string, poolSize = 10): Promise<DataSource> {
  const dataSource = createDataSource({
    connection: connectionOptions(url),
    flavour: inject("databaseFlavour"),
    entities,
    migrations,
    poolSize,
  });
  await dataSource.initialize();
  afterAll(async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
  });
  return dataSource;
}

/** A migrated database for one test file: the desk's tables and the rows without which no desk works. */
export async function testDatabase(): Promise<DataSource> {
  const dataSource = await connect(await emptyDatabase());
  await dataSource.runMigrations();
  return dataSource;
}
