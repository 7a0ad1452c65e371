import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { SessionService } from "../src/accounts/session.service.js";
import { entities } from "../src/entities.js";
import { MetricProjection } from "../src/metrics/metric-projection.service.js";
import { migrations } from "../src/migrations.js";
import { createDataSource } from "../src/platform/database/data-source.js";
import { connectionOptions, withDatabase } from "../src/platform/database/private/connection.js";
import { databaseEnvironment } from "../src/platform/database/private/environment.js";
import { openDatabase } from "../src/platform/database/private/open-database.js";
import { inconsistencies } from "../src/testing/consistency.js";
import { TestDesk } from "../src/testing/desk.js";
import { fillDesk } from "./bulk.js";

/** A durable database server of the bench's own, in a temporary folder. */
export interface BenchServer {
  /** A new desk with so many tickets, whose rows have passed the consistency check. */
  desk(size: { tickets: number; open: number; words?: (i: number) => string }): Promise<BenchDesk>;
  /** A desk by name: the one that is kept, or a new one filled in the way given, which sees to its consistency. */
  furnished(name: string, fill: (desk: TestDesk) => Promise<void>): Promise<FurnishedDesk>;
  stop(): Promise<void>;
}

export interface BenchDesk {
  desk: TestDesk;
  database: DataSource;
  url: string;
  /** Headers of requests by the supervisor, who has signed in: programs are throttled. */
  headers(): Promise<Record<string, string>>;
}

export interface FurnishedDesk {
  database: DataSource;
  /** The supervisor's person. */
  supervisor: number;
}

/** In a folder that is kept, its desks are found again; without one, everything is gone at the end. */
export async function openBenchServer(kept: string | null = null): Promise<BenchServer> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), "guichet-bench-"));
  const { from } = databaseEnvironment();
  const server = await openDatabase({ stateFolder: folder, from, memory: "1G" });
  const sources: DataSource[] = [];
  return {
    async desk({ tickets, open, words = (i) => `Demande ${i}` }) {
      const name = `bench_${sources.length}_${tickets}`;
      const first = sources[0] ?? (await connect(server.url, server.flavour));
      if (sources.length === 0) sources.push(first);
      await first.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
      const url = withDatabase(server.url, name);
      const database = await connect(url, server.flavour);
      sources.push(database);
      await database.runMigrations();
      const desk = await TestDesk.build(database);
      await fillWithoutReports(desk, { tickets, open, words });
      await analyze(database);
      await demandConsistent(database);
      return { desk, database, url, headers: () => signedIn(desk) };
    },
    async furnished(name, fill) {
      const first = await connect(server.url, server.flavour);
      sources.push(first);
      const mark = join(folder, `${name}.filled`);
      const isNew = !existsSync(mark);
      if (isNew) await first.query(`DROP DATABASE IF EXISTS ${name}`);
      await first.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
      const database = await connect(withDatabase(server.url, name), server.flavour);
      sources.push(database);
      await database.runMigrations();
      if (isNew) {
        const desk = await TestDesk.build(database);
        await fill(desk);
        await analyze(database);
        writeFileSync(mark, String(desk.people.supervisor.id));
      }
      return { database, supervisor: Number(readFileSync(mark, "utf8")) };
    },
    async stop() {
      for (const source of sources) await source.destroy();
      await server.stop();
      if (kept === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What reports are derived from is taken as derived: a server would do that in the background, for minutes of the
 * processor time that is being measured, and none of these measurements asks for a report.
 */
async function fillWithoutReports(desk: TestDesk, lives: Parameters<typeof fillDesk>[1]): Promise<void> {
  await new MetricProjection(desk.database).catchUp();
  await fillDesk(desk, lives);
  await desk.database.query("UPDATE metric_progress SET position = (SELECT n FROM log_head WHERE id = 1) WHERE id = 1");
}

async function analyze(database: DataSource): Promise<void> {
  await database.query("ANALYZE TABLE ticket, event, ticket_text, metric_fact, metric_ticket");
}

export async function demandConsistent(database: DataSource): Promise<void> {
  const broken = await inconsistencies(database);
  if (broken.length > 0) throw new Error(broken.join("\n"));
}

async function connect(url: string, flavour: "mariadb" | "mysql"): Promise<DataSource> {
  const connection = connectionOptions(url);
  return createDataSource({ connection, flavour, entities, migrations, poolSize: 10 }).initialize();
}

async function signedIn(desk: TestDesk): Promise<Record<string, string>> {
  desk.now = new Date();
  const sessions = new SessionService(desk.database, desk.work);
  const { token } = await sessions.start(desk.people.supervisor.id);
  return { "content-type": "application/json", cookie: `guichet=${token}` };
}
