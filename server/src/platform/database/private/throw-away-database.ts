import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { boot } from "./boot.js";
import { ask, withDatabase } from "./connection.js";
import { removeContainer } from "./docker.js";
import type { Way } from "./engine.js";
import { packagesFolderIn, withFirstEngine } from "./find-engine.js";
import { useGivenDatabase } from "./given-database.js";
import type { Database } from "./open-database.js";
import type { ProcessIdentity } from "./process-identity.js";
import { removeRunFolder } from "./server-record.js";
import { kill } from "./terminate.js";

export interface OpenThrowAwayDatabase {
  /** Only unpacked packages are kept there; the database itself goes to memory or the temporary folder. */
  stateFolder: string;
  from?: Way;
  /** Test on this server instead: databases of ours are made there and dropped again. */
  databaseUrl?: string;
  log?: (line: string) => void;
}

/**
 * A server for tests: empty, fast and forgetful, gone at `stop()` and also when this process is killed.
 * Its account may make further databases; `withDatabase(url, name)` gives their addresses.
 */
export async function openThrowAwayDatabase(options: OpenThrowAwayDatabase): Promise<Database> {
  const { stateFolder, from, log = () => {} } = options;
  if (options.databaseUrl) return databaseOnServer(options.databaseUrl);
  const folder = mkdtempSync(join(fastFolder(), "guichet-test-"));
  try {
    return await withFirstEngine(
      { from, packagesFolder: packagesFolderIn(resolve(stateFolder)), log },
      async (engine) => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const record = await boot(engine, { folder, settings: { memory: "256M", throwAway: true }, log });
        const letGo = removeAtOurDeath(folder, record.process, record.container);
        await ask(record.url, "CREATE DATABASE guichet_test");
        const { flavour, version, way } = record;
        const stop = async () => {
          if (record.process) await kill(record.process);
          else await removeContainer(record.container ?? "");
          removeRunFolder(record);
          rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
          letGo();
        };
        return { url: withDatabase(record.url, "guichet_test"), flavour, version, way, owner: true, stop };
      },
    );
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A database with a name of its own on a server that somebody named for tests. */
async function databaseOnServer(server: string): Promise<Database> {
  const name = `guichet_test_${randomBytes(6).toString("hex")}`;
  const given = await useGivenDatabase(server, name);
  return {
    ...given,
    owner: false,
    way: "given",
    stop: async () => void (await ask(given.url, `DROP DATABASE IF EXISTS ${name}`)),
  };
}

const roomNeeded = 2 * 2 ** 30;

/** Memory, where there is a file system in it with room; else the temporary folder. */
function fastFolder(): string {
  try {
    accessSync("/dev/shm", constants.W_OK);
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > roomNeeded ? "/dev/shm" : tmpdir();
  } catch {
    return tmpdir();
  }
}

/**
 * Leaves a shell waiting for the end of a pipe that only this process holds open: however we end, it then ends the
 * server and removes the folder, if that is still there. The returned function lets it go.
 */
function removeAtOurDeath(
  folder: string,
  server: ProcessIdentity | undefined,
  container: string | undefined,
): () => void {
  const end = server ? `kill -9 ${server.pid} 2>/dev/null` : `docker rm --force ${container} >/dev/null 2>&1`;
  const watcher = spawn("/bin/sh", ["-c", `cat >/dev/null; if [ -d "$0" ]; then ${end}; rm -rf "$0"; fi`, folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  return () => watcher.stdin.end();
}
