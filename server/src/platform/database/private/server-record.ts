import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { containerRuns, stopContainer } from "./docker.js";
import type { Way } from "./engine.js";
import { isRunning, type ProcessIdentity } from "./process-identity.js";
import { terminate } from "./terminate.js";
import type { ServerVersion } from "./version.js";

/** The private server that was started last: enough for any process of ours to find it, use it and stop it. */
export interface ServerRecord extends ServerVersion {
  /** The address of the server, password included: the file is readable by its owner only. */
  url: string;
  way: Way;
  /** Exactly one of the two: how it runs. */
  process?: ProcessIdentity;
  container?: string;
  /** A folder for the socket that had to be made outside of the state folder. */
  temporaryRunFolder?: string;
}

export function readRecord(folder: string): ServerRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "server.json"), "utf8")) as ServerRecord;
  } catch {
    return undefined;
  }
}

export function writeRecord(folder: string, record: ServerRecord): void {
  const file = join(folder, "server.json");
  writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export async function serverRuns(record: ServerRecord): Promise<boolean> {
  return record.process ? isRunning(record.process) : containerRuns(record.container ?? "");
}

/** Stops the server the clean way, in which nothing is left to recover, and waits until it is gone. */
export async function stopServer(record: ServerRecord): Promise<void> {
  if (record.process) await terminate(record.process);
  else await stopContainer(record.container ?? "");
  removeRunFolder(record);
}

export function removeRunFolder(record: ServerRecord): void {
  if (record.temporaryRunFolder) rmSync(record.temporaryRunFolder, { recursive: true, force: true });
}
