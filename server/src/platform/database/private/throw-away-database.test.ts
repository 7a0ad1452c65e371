import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { ask, connectionOptions, withDatabase } from "./connection.js";
import { deskProcess, eventually, temporaryFolder } from "./desk-process.fixture.js";
import { isRunning } from "./process-identity.js";
import { readRecord } from "./server-record.js";
import { openThrowAwayDatabase } from "./throw-away-database.js";

// Each test starts servers of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe("a throw-away database", () => {
  it("is empty, takes further databases, and is gone when it is stopped", async () => {
    const database = await openThrowAwayDatabase({ stateFolder: temporaryFolder() });
    await ask(database.url, "CREATE DATABASE another");
    expect(await ask(withDatabase(database.url, "another"), "SELECT 1 AS there")).toEqual([{ there: 1 }]);
    const folder = folderOf(database.url);
    await database.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)("is gone after %s of its process", async (signal) => {
    const desk = await deskProcess("throwaway", { GUICHET_STATE: temporaryFolder() });
    const folder = folderOf(desk.said.url);
    const server = readRecord(folder)?.process;
    expect(server && isRunning(server)).toBe(true);
    desk.kill(signal);
    expect(await desk.ended).toBe(signal === "SIGKILL" ? "SIGKILL" : 0);
    await eventually(() => !existsSync(folder) && !(server && isRunning(server)), "folder and server are gone");
  });

  it("is gone when the standard input of its process ends", async () => {
    const desk = await deskProcess("throwaway", { GUICHET_STATE: temporaryFolder() });
    desk.leave();
    expect(await desk.ended).toBe(0);
    expect(existsSync(folderOf(desk.said.url))).toBe(false);
  });

  it("can be a database of its own on a server named for tests, dropped in the end", async () => {
    const server = await openThrowAwayDatabase({ stateFolder: temporaryFolder() });
    const database = await openThrowAwayDatabase({ stateFolder: "unused", databaseUrl: server.url });
    const { database: name } = connectionOptions(database.url);
    const names = async () =>
      (await ask<{ Database: string }>(server.url, "SHOW DATABASES")).map((row) => row.Database);
    expect(await names()).toContain(name);
    await database.stop();
    expect(await names()).not.toContain(name);
    await server.stop();
  });
});

function folderOf(url: string): string {
  return join(dirname(connectionOptions(url).socketPath ?? ""), "..");
}
