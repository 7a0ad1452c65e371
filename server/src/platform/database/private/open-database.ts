import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ask, withDatabase } from "./connection.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import type { Way } from "./engine.js";
import { useGivenDatabase } from "./given-database.js";
import { joinServer } from "./private-server.js";
import type { ServerVersion } from "./version.js";

export interface OpenDatabase {
  /** Where the desk keeps what it owns on this machine. */
  stateFolder: string;
  /** A server that somebody named: then no private one is looked for. */
  databaseUrl?: string;
  /** `guichet` unless said otherwise (or the database in `databaseUrl`). */
  databaseName?: string;
  /** Get the private server this way only. */
  from?: Way;
  /** The private server's buffer pool, `512M`. */
  memory?: string;
  /** How the private server listens; a socket unless said otherwise. */
  listen?: "socket" | "tcp";
  log?: (line: string) => void;
}

export interface Database extends ServerVersion {
  /** `mysql://...`; `connectionOptions(url)` makes of it what mysql2 and TypeORM take. */
  url: string;
  /** Whether this process started the private server, or adopted one whose users had all died. */
  owner: boolean;
  /** How the server came here; `given` is DATABASE_URL. */
  way: Way | "given";
  /**
   * Leaves the database. The private server is stopped by whoever leaves it last, cleanly, and this resolves when it is gone:
   * an import that still runs when the desk is stopped keeps its database and stops it at its own end.
   */
  stop(): Promise<void>;
}

/**
 * Opens the desk's database: the given one, else the private one, which is made, started or found running. While it is
 * open, a private server that gets killed is started again, at the same address.
 */
export async function openDatabase(options: OpenDatabase): Promise<Database> {
  const { databaseUrl, databaseName, log = () => {} } = options;
  if (databaseUrl) {
    const given = await useGivenDatabase(databaseUrl, databaseName);
    return { ...given, owner: false, way: "given", stop: async () => {} };
  }
  const folder = makeFolder(options.stateFolder);
  const { server, owner, leave } = await joinServer({ ...options, folder, log });
  const stop = once(leave);
  try {
    const url = await makeDatabase(server.url, databaseName ?? "guichet");
    const { flavour, version, way } = server;
    return { url, flavour, version, way, owner, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeDatabase(server: string, name: string): Promise<string> {
  await ask(server, `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  return withDatabase(server, name);
}

function makeFolder(stateFolder: string): string {
  const folder = join(resolve(stateFolder), "database");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = `The desk cannot keep its database in ${folder}: ${(error as Error).message}.`;
    throw new DatabaseUnavailable(reason, ["GUICHET_STATE=/a/folder/of/yours npm start"], { cause: error });
  }
  return folder;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
