import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { boot, untilItAnswers } from "./boot.js";
import { ask, withDatabase } from "./connection.js";
import { writtenBy } from "./data-folder.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import type { Way } from "./engine.js";
import { packagesFolderIn, withFirstEngine } from "./find-engine.js";
import { useGivenDatabase } from "./given-database.js";
import { withLock } from "./lock.js";
import { readRecord, type ServerRecord, serverRuns, stopServer } from "./server-record.js";
import { otherUsers, register } from "./users.js";
import { inWords, type ServerVersion } from "./version.js";

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

/** Opens the desk's database: the given one, else the private one, which is made, started or found running. */
export async function openDatabase(options: OpenDatabase): Promise<Database> {
  if (options.databaseUrl) {
    const given = await useGivenDatabase(options.databaseUrl, options.databaseName);
    return { ...given, owner: false, way: "given", stop: async () => {} };
  }
  const log = options.log ?? (() => {});
  const folder = makeFolder(options.stateFolder);
  const waiting = ({ pid }: { pid: number }) =>
    log(`Waiting for process ${pid}, which starts or stops the private database ...`);
  const user = register(folder);
  try {
    return await withLock(
      folder,
      async () => {
        const owner = otherUsers(folder, user.name).length === 0;
        const running = await findRunning(folder, log);
        const server = running ?? (await bootPrivate(folder, options, log));
        log(`${running ? "Found" : "Started"} the private database: ${inWords(server)} (${server.way}).`);
        const url = await makeDatabase(server, options.databaseName ?? "guichet");
        const { flavour, version, way } = server;
        return { url, flavour, version, way, owner: owner || !running, stop: once(leave) };
      },
      waiting,
    );
  } catch (error) {
    user.leave();
    throw error;
  }

  async function leave(): Promise<void> {
    await withLock(
      folder,
      async () => {
        user.leave();
        const others = otherUsers(folder, user.name);
        if (others.length > 0) {
          log(
            `The private database keeps running for process ${others.map(({ pid }) => pid).join(", ")}, which stops it at its end.`,
          );
          return;
        }
        const server = readRecord(folder);
        if (server) await stopServer(server);
      },
      waiting,
    );
  }
}

async function bootPrivate(folder: string, options: OpenDatabase, log: (line: string) => void): Promise<ServerRecord> {
  const { from, stateFolder, listen, memory } = options;
  const search = { from, packagesFolder: packagesFolderIn(stateFolder), writtenBy: writtenBy(folder), log };
  return withFirstEngine(search, (engine) => {
    if (!search.writtenBy) log(`Making a private database with ${inWords(engine)} in ${folder} ...`);
    return boot(engine, { folder, listen, settings: { memory }, log });
  });
}

/** The server that runs already, ours or an orphan; one that is just ending is waited for. */
async function findRunning(folder: string, log: (line: string) => void): Promise<ServerRecord | undefined> {
  const record = readRecord(folder);
  if (!record || !(await serverRuns(record))) return undefined;
  try {
    return await untilItAnswers(record, { folder, log });
  } catch (error) {
    if (await serverRuns(record)) throw error;
    return undefined;
  }
}

async function makeDatabase(server: ServerRecord, name: string): Promise<string> {
  await ask(
    server.url,
    `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`,
  );
  return withDatabase(server.url, name);
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
  return () => (done ??= action());
}
