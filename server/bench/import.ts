import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { entities } from "../src/entities.js";
import { composeImport } from "../src/imports/compose-import.js";
import { planImport } from "../src/imports/import.service.js";
import { readMapping } from "../src/imports/mapping.js";
import { ProgressBar } from "../src/imports/progress-bar.js";
import { migrations } from "../src/migrations.js";
import { createDataSource } from "../src/platform/database/data-source.js";
import { ask, connectionOptions, withDatabase } from "../src/platform/database/private/connection.js";
import { databaseEnvironment } from "../src/platform/database/private/environment.js";
import { openDatabase } from "../src/platform/database/private/open-database.js";
import { UnitOfWork } from "../src/platform/database/unit-of-work.js";
import { projectRoot } from "../src/platform/state-folder.js";
import { stampedTables } from "../src/stamped-tables.js";
import { inconsistencies } from "../src/testing/consistency.js";

const DATABASE = "guichet_bench_import";
const WORKERS = 8;
const LIMIT_SECONDS = 15 * 60;

/**
 * The whole incident log, from the file to the last commit, into an empty desk as durable as any: `--limit N` for its
 * first N incidents. The limit is 15 minutes for the whole log.
 */
export async function run(args: readonly string[]): Promise<void> {
  const log = resolve(
    projectRoot(),
    process.env["GUICHET_DATA"] ?? "../shared/data",
    "incident-log/incident_event_log.csv.gz",
  );
  if (!existsSync(log))
    throw new Error(`The incident log is not at ${log}: GUICHET_DATA names the folder that has it.`);
  const place = args.indexOf("--limit");
  const limit = place < 0 ? undefined : Number(args[place + 1]);

  const folder = mkdtempSync(join(tmpdir(), "guichet-bench-"));
  const database = await openDatabase({ stateFolder: folder, from: databaseEnvironment().from, memory: "1G" });
  try {
    await ask(database.url, `CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
    const dataSource = createDataSource({
      connection: connectionOptions(withDatabase(database.url, DATABASE)),
      flavour: database.flavour,
      entities,
      migrations,
      poolSize: WORKERS + 2,
    });
    await dataSource.initialize();
    try {
      await dataSource.runMigrations();
      const started = performance.now();
      const cpu = process.cpuUsage();
      const mapping = await readMapping(resolve(projectRoot(), "server/mappings/incident-log.json"));
      const planned = await planImport({ mapping, log, limit });
      const readSeconds = (performance.now() - started) / 1000;
      const bar = new ProgressBar(process.stderr);
      const work = new UnitOfWork(dataSource, stampedTables, () => undefined);
      const outcome = await composeImport(dataSource, work).run(planned, {
        limit,
        workers: WORKERS,
        onProgress: (progress) => bar.show(progress),
      });
      bar.end();
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const broken = await inconsistencies(dataSource);
      if (broken.length > 0) throw new Error(broken.join("\n"));
      const [events]: { n: number | string }[] = await dataSource.query(
        "SELECT COUNT(DISTINCT causeId) AS n FROM event WHERE subjectType = 'TICKET'",
      );
      if (outcome.refused.length > 0) throw new Error(`${outcome.refused.length} incidents were refused`);
      if (Number(events!.n) !== outcome.steps) throw new Error("The event log does not have every transaction once");
      if (limit === undefined && seconds > LIMIT_SECONDS)
        throw new Error(`It took ${seconds} s, more than ${LIMIT_SECONDS}`);
      console.log(`${planned.rows} rows of ${planned.cases.length} incidents, ${WORKERS} workers, one process`);
      console.log(`read and planned in ${readSeconds.toFixed(1)} s; ${outcome.steps} transactions`);
      console.log(`CPU of this process ${((user + system) / 1e6).toFixed(1)} s`);
      console.log(`import rows_per_s=${(planned.rows / seconds).toFixed(0)} seconds=${seconds.toFixed(1)}`);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
