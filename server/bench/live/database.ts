import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { entities } from "../../src/entities.js";
import { migrations } from "../../src/migrations.js";
import { createDataSource, type Flavour } from "../../src/platform/database/data-source.js";
import { connectionOptions } from "../../src/platform/database/private/connection.js";
import { databaseEnvironment } from "../../src/platform/database/private/environment.js";
import { openDatabase } from "../../src/platform/database/private/open-database.js";

export interface BenchDatabase {
  url: string;
  flavour: Flavour;
  dataSource: DataSource;
  stop(): Promise<void>;
}

/** A desk's own private database, as durable as any, empty and removed at the end. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const stateFolder = mkdtempSync(join(tmpdir(), "guichet-bench-"));
  const database = await openDatabase({ ...databaseEnvironment(), stateFolder, databaseName: "guichet_bench" });
  const { url, flavour } = database;
  const connection = connectionOptions(url);
  const dataSource = createDataSource({ connection, flavour, entities, migrations, poolSize: 4 });
  await dataSource.initialize();
  await dataSource.runMigrations();
  return {
    url,
    flavour,
    dataSource,
    async stop() {
      await dataSource.destroy();
      await database.stop();
      rmSync(stateFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
