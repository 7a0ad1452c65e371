import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ask } from "./connection.js";
import { createData, lastLines, noteWriter } from "./data-folder.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import { containerLog, runContainer } from "./docker.js";
import { type Engine, environmentOf, type Image, type Program } from "./engine.js";
import { addressOf, chooseListening } from "./listening.js";
import { identify } from "./process-identity.js";
import { readRecord, type ServerRecord, serverRuns, writeRecord } from "./server-record.js";
import { optionsOf, type Settings } from "./settings.js";
import { parseVersion } from "./version.js";

export interface Boot {
  /** The private database's folder: data, log, record. */
  folder: string;
  /** `tcp` makes it listen on a free loopback port, for tools that know no sockets. */
  listen?: "socket" | "tcp";
  settings: Settings;
  log: (line: string) => void;
}

/** Starts the server, making its data first if there are none, and waits until it answers. Call it under the lock. */
export async function boot(engine: Engine, plan: Boot): Promise<ServerRecord> {
  const before = readRecord(plan.folder);
  // The same password, socket and port as before, so that processes that lost the server find it again.
  const password = before ? new URL(before.url).password : randomBytes(24).toString("base64url");
  writeFileSync(join(plan.folder, "accounts.sql"), accounts(engine, password), { mode: 0o600 });
  const started = await (engine.way === "docker"
    ? startImage(engine, password, plan)
    : startProgram(engine, password, plan, before));
  writeRecord(plan.folder, started);
  const record = await untilItAnswers(started, plan);
  noteWriter(plan.folder, record);
  return record;
}

async function startProgram(
  program: Program,
  password: string,
  { folder, listen = "socket", settings, log }: Boot,
  before?: ServerRecord,
): Promise<ServerRecord> {
  await createData(program, folder);
  const listening = await chooseListening(folder, listen, before);
  mkdirSync(join(folder, "tmp"), { recursive: true });
  const logFile = openLog(folder);
  // Its own process group: a Ctrl-C in the terminal is for us, we stop the server when we have finished with it.
  const child = spawn(program.path, optionsOf(program, folder, listening, settings), {
    cwd: folder,
    detached: true,
    env: environmentOf(program),
    stdio: ["ignore", logFile, logFile],
  });
  closeSync(logFile);
  child.on("error", (error) => log(`${program.path} could not be started: ${error.message}`));
  child.unref();
  const { way, flavour, version } = program;
  return {
    url: addressOf(listening, password),
    way,
    flavour,
    version,
    process: (child.pid && identify(child.pid)) || { pid: 0, started: "never" },
    temporaryRunFolder: "socket" in listening ? listening.temporaryRunFolder : undefined,
  };
}

async function startImage(image: Image, password: string, { folder, settings }: Boot): Promise<ServerRecord> {
  const { name, port } = await runContainer(image, folder, settings);
  const { way, flavour, version } = image;
  return { url: addressOf({ port }, password), way, flavour, version, container: name };
}

/**
 * Waits until the server answers, as long as it lives: after a crash it recovers first, which may take minutes.
 * Answers the record with the version that the server itself tells.
 */
export async function untilItAnswers(
  record: ServerRecord,
  { folder, log }: Pick<Boot, "folder" | "log">,
): Promise<ServerRecord> {
  const sayAfter = Date.now() + 5_000;
  let said = false;
  for (;;) {
    try {
      const [row] = await ask<{ version: string }>(record.url, "SELECT VERSION() AS version");
      return { ...record, ...parseVersion(row?.version ?? "") };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ER_ACCESS_DENIED_ERROR") throw strangersServer(record, error);
      if (!(await serverRuns(record))) throw await gaveUp(record, folder, error);
    }
    if (!said && Date.now() > sayAfter) {
      log("Waiting for the database, which may have to recover from a crash ...");
      said = true;
    }
    await pause(record.container ? 250 : 25);
  }
}

async function gaveUp(record: ServerRecord, folder: string, cause: unknown): Promise<DatabaseUnavailable> {
  const file = join(folder, "server.log");
  const lines = record.container ? await containerLog(record.container) : readLog(file);
  const whatToType = record.container ? `docker logs ${record.container}` : `less ${file}`;
  return new DatabaseUnavailable(
    `The private database stopped while we waited for it:\n    ${lastLines(lines)}`,
    [whatToType],
    { cause },
  );
}

function strangersServer(record: ServerRecord, cause: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(
    `A database answers at our address, but does not know us (process ${record.process?.pid}).`,
    [],
    { cause },
  );
}

/** A program runs this at every start: whatever happened to the accounts, we get in. Root's empty password of MySQL is closed. */
function accounts({ flavour }: Engine, password: string): string {
  const lines = [
    `CREATE USER IF NOT EXISTS 'guichet'@'%' IDENTIFIED BY '${password}';`,
    `ALTER USER 'guichet'@'%' IDENTIFIED BY '${password}';`,
    "GRANT ALL PRIVILEGES ON *.* TO 'guichet'@'%' WITH GRANT OPTION;",
  ];
  if (flavour === "mysql") lines.push(`ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`);
  return `${lines.join("\n")}\n`;
}

const largestLog = 5 * 2 ** 20;

function openLog(folder: string): number {
  const file = join(folder, "server.log");
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(file, `${file}.old`);
  return openSync(file, "a", 0o600);
}

function readLog(file: string): string {
  try {
    return readFileSync(file, "utf8").slice(-20_000);
  } catch {
    return "it wrote no log";
  }
}
