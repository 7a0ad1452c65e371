import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ask, connectionOptions } from "./connection.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import { deskProcess, eventually, temporaryFolder } from "./desk-process.fixture.js";
import { type Database, openDatabase } from "./open-database.js";
import { isRunning, type ProcessIdentity } from "./process-identity.js";
import { readRecord } from "./server-record.js";
import { kill } from "./terminate.js";

// Each test starts servers of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe("the private database", () => {
  it("keeps its data from one start to the next, and ends with the process that opened it", async () => {
    const stateFolder = temporaryFolder();
    const first = await open(stateFolder);
    expect(first).toMatchObject({ owner: true, flavour: "mariadb" });
    await ask(first.url, "CREATE TABLE guichet.kept (word VARCHAR(20))");
    await ask(first.url, "INSERT INTO guichet.kept VALUES ('schön')");
    await first.stop();
    expect(serverRunsIn(stateFolder)).toBe(false);

    const second = await open(stateFolder);
    expect(await ask(second.url, "SELECT word FROM guichet.kept")).toEqual([{ word: "schön" }]);
    expect(second.url).toBe(first.url);
  });

  it("speaks full Unicode and UTC, waits for the disk, keeps no binary log and cuts stalled writers", async () => {
    const { url } = await open(temporaryFolder());
    const variables = await ask<{ Variable_name: string; Value: string }>(url, "SHOW GLOBAL VARIABLES");
    const value = Object.fromEntries(variables.map((one) => [one.Variable_name, one.Value]));
    expect(value).toMatchObject({
      character_set_server: "utf8mb4",
      collation_server: "utf8mb4_unicode_520_ci",
      time_zone: "+00:00",
      innodb_flush_log_at_trx_commit: "1",
      log_bin: "OFF",
      skip_networking: "ON",
      idle_write_transaction_timeout: "10",
    });
  });

  it("can be entered by its owner only", async () => {
    const stateFolder = temporaryFolder();
    const { url } = await open(stateFolder);
    expect(statSync(join(stateFolder, "database")).mode & 0o777).toBe(0o700);
    expect(statSync(join(stateFolder, "database", "server.json")).mode & 0o777).toBe(0o600);
    const stranger = new URL(url);
    stranger.password = "";
    await expect(ask(stranger.href, "SELECT 1")).rejects.toThrow(/Access denied/);
  });

  it("listens on a loopback port behind its password when asked to", async () => {
    const { url } = await open(temporaryFolder(), { listen: "tcp" });
    expect(connectionOptions(url)).toMatchObject({ host: "127.0.0.1" });
    expect(await ask(url, "SELECT @@bind_address AS address")).toEqual([{ address: "127.0.0.1" }]);
    for (const user of ["guichet", "root"]) {
      const stranger = new URL(url);
      stranger.username = user;
      stranger.password = "";
      await expect(ask(stranger.href, "SELECT 1")).rejects.toThrow(/Access denied/);
    }
  });

  it("puts its socket elsewhere when the path would be too long, and clears it away", async () => {
    const stateFolder = join(temporaryFolder(), "a-folder-with-a-long-name".repeat(5));
    const database = await open(stateFolder);
    const socket = connectionOptions(database.url).socketPath ?? "";
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(103);
    expect(existsSync(socket)).toBe(true);
    await database.stop();
    expect(existsSync(join(socket, ".."))).toBe(false);
  });

  it("is not opened by a server that cannot read its data", async () => {
    const stateFolder = temporaryFolder();
    mkdirSync(join(stateFolder, "database"));
    writeFileSync(
      join(stateFolder, "database", "written-by.json"),
      JSON.stringify({ flavour: "mysql", version: "9.1.0" }),
    );
    await expect(open(stateFolder, { from: "machine" })).rejects.toThrow(
      /cannot open this desk's data, which MySQL 9.1.0 wrote/,
    );
  });

  it("says what to type when its folder cannot be made", async () => {
    const file = join(temporaryFolder(), "a-file");
    writeFileSync(file, "");
    await expect(open(file)).rejects.toThrow(/GUICHET_STATE=/);
  });

  it("quotes its server's log when that gives up", async () => {
    const stateFolder = temporaryFolder();
    await (await open(stateFolder)).stop();
    const data = join(stateFolder, "database", "data");
    for (const name of readdirSync(data).filter((file) => file.startsWith("ib")))
      writeFileSync(join(data, name), "spoilt");
    const failure = await open(stateFolder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseUnavailable);
    expect((failure as Error).message).toMatch(/stopped while we waited for it:[\s\S]*InnoDB[\s\S]*server\.log/);
    rmSync(stateFolder, { recursive: true });
  });
});

describe("several processes on one private database", () => {
  it("that start at once share one server, of which one is the owner", async () => {
    const state = { GUICHET_STATE: temporaryFolder() };
    const desks = await Promise.all([1, 2, 3].map(() => deskProcess("hold", state)));
    expect(desks.map(({ said }) => said.owner).sort()).toEqual([false, false, true]);
    expect(new Set(desks.map(({ said }) => said.url)).size).toBe(1);
    for (const desk of desks) desk.leave();
    expect(await Promise.all(desks.map((desk) => desk.ended))).toEqual([0, 0, 0]);
    expect(serverRunsIn(state.GUICHET_STATE)).toBe(false);
  });

  it("leave it running until the last one leaves", async () => {
    const stateFolder = temporaryFolder();
    const desk = await deskProcess("hold", { GUICHET_STATE: stateFolder });
    const importer = await open(stateFolder);
    expect(importer.owner).toBe(false);
    desk.kill("SIGTERM");
    expect(await desk.ended).toBe(0);
    expect(await ask(importer.url, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
    await importer.stop();
    expect(serverRunsIn(stateFolder)).toBe(false);
  });
});

describe("after a crash", () => {
  it("of its owner, the database is adopted as it runs, and ends with the one that adopted it", async () => {
    const stateFolder = temporaryFolder();
    const desk = await deskProcess("hold", { GUICHET_STATE: stateFolder });
    const server = serverIn(stateFolder);
    desk.kill("SIGKILL");
    expect(await desk.ended).toBe("SIGKILL");
    expect(isRunning(server)).toBe(true);

    const heir = await open(stateFolder);
    expect(heir).toMatchObject({ owner: true, url: desk.said.url });
    expect(serverIn(stateFolder)).toEqual(server);
    await heir.stop();
    expect(isRunning(server)).toBe(false);
  });

  it("of the server, what was committed is recovered at the next opening", async () => {
    const stateFolder = temporaryFolder();
    const before = await open(stateFolder);
    await ask(before.url, "CREATE TABLE guichet.log (n INT PRIMARY KEY)");
    for (let n = 1; n <= 50; n++) await ask(before.url, `INSERT INTO guichet.log VALUES (${n})`);
    await kill(serverIn(stateFolder));

    const after = await open(stateFolder);
    expect(await ask(after.url, "SELECT COUNT(*) AS n FROM guichet.log")).toEqual([{ n: 50 }]);
    // Whoever held the old connection finds the database at the same address again.
    expect(after.url).toBe(before.url);
    await before.stop();
    expect(await ask(after.url, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
  });

  it.each([
    ["the usual socket", "", {}],
    ["a socket elsewhere", "long".repeat(30), {}],
    ["a port", "", { listen: "tcp" }],
  ] as const)(
    "of the server on %s, whoever uses it has it started again at the same address",
    async (_, name, options) => {
      const stateFolder = join(temporaryFolder(), name);
      const { url } = await open(stateFolder, options);
      const before = serverIn(stateFolder);
      await kill(before);
      const answer = () => ask(url, "SELECT 1 AS alive").catch(() => "not yet");
      await expect.poll(answer, { timeout: 20_000 }).toEqual([{ alive: 1 }]);
      expect(serverIn(stateFolder)).not.toEqual(before);
    },
  );

  it("of everything at once, the next opening finds nothing in its way", async () => {
    const stateFolder = temporaryFolder();
    const desk = await deskProcess("hold", { GUICHET_STATE: stateFolder });
    desk.kill("SIGKILL");
    await kill(serverIn(stateFolder));
    await desk.ended;
    expect(await open(stateFolder)).toMatchObject({ owner: true, url: desk.said.url });
  });

  it("in the middle of making the database, the next opening makes it anew", async () => {
    const stateFolder = temporaryFolder();
    mkdirSync(join(stateFolder, "database", "data.unfinished", "mysql"), { recursive: true });
    writeFileSync(join(stateFolder, "database", "data.unfinished", "ibdata1"), "half");
    expect(await open(stateFolder)).toMatchObject({ owner: true });
  });
});

describe("Ctrl-C", () => {
  it("stops the server with the process, which ends well", async () => {
    const stateFolder = temporaryFolder();
    const desk = await deskProcess("hold", { GUICHET_STATE: stateFolder });
    const server = serverIn(stateFolder);
    desk.kill("SIGINT");
    expect(await desk.ended).toBe(0);
    expect(isRunning(server)).toBe(false);
    await eventually(() => readdirSync(join(stateFolder, "database", "users")).length === 0, "no user is left");
  });
});

async function open(stateFolder: string, options: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<Database> {
  const database = await openDatabase({ stateFolder, ...options });
  onTestFinished(() => database.stop());
  return database;
}

function serverIn(stateFolder: string): ProcessIdentity {
  const server = readRecord(join(stateFolder, "database"))?.process;
  if (!server) throw new Error("no server was started");
  return server;
}

function serverRunsIn(stateFolder: string): boolean {
  return isRunning(serverIn(stateFolder));
}
