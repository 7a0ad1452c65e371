import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { unpackFromApt } from "./apt.js";
import { ask } from "./connection.js";
import { temporaryFolder } from "./desk-process.fixture.js";
import { databaseEnvironment } from "./environment.js";
import { findOnMachine } from "./machine.js";
import { openDatabase } from "./open-database.js";
import { openThrowAwayDatabase } from "./throw-away-database.js";

// Each test starts servers of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

afterEach(() => vi.unstubAllEnvs());

const aptIsHere = existsSync("/usr/bin/apt-get");
const machineHasOne = await findOnMachine().then(
  () => true,
  () => false,
);

describe("the ways to a database", () => {
  it.runIf(machineHasOne)("machine: runs the server that is installed", async () => {
    await expectItWorks("machine", temporaryFolder());
  });

  it.runIf(aptIsHere)(
    "apt: downloads, unpacks and runs MariaDB, and the next time has it already",
    { timeout: 180_000 },
    async () => {
      const stateFolder = temporaryFolder();
      const first = await expectItWorks("apt", stateFolder);
      expect(first.join("\n")).toMatch(/Downloading mariadb-server-core/);
      expect(await expectItWorks("apt", stateFolder)).not.toContain(expect.stringMatching(/Downloading/));
    },
  );

  it.runIf(aptIsHere)(
    "apt: brings every library along for a machine that has none of them",
    { timeout: 180_000 },
    async () => {
      const packagesFolder = temporaryFolder();
      const program = await unpackFromApt(packagesFolder, () => {}, "nothing");
      expect(program).toMatchObject({ way: "apt", flavour: "mariadb" });
      const libraries = (program.unpacked?.libraryPath ?? "").split(":");
      for (const library of ["libaio.so.1", "libssl.so.3", "libstdc++.so.6"]) {
        expect(libraries.some((folder) => existsSync(join(folder, library)))).toBe(true);
      }
      expect(libraries.some((folder) => existsSync(join(folder, "libc.so.6")))).toBe(false);
    },
  );

  it.runIf(machineHasOne)("docker: runs a container, finds it again, and stops it", async () => {
    standInForDocker();
    const stateFolder = temporaryFolder();
    const first = await openDatabase({ stateFolder, from: "docker" });
    onTestFinished(() => first.stop());
    expect(first).toMatchObject({ way: "docker", owner: true });
    await ask(first.url, "CREATE TABLE guichet.kept (n INT)");
    const second = await openDatabase({ stateFolder, from: "docker" });
    onTestFinished(() => second.stop());
    expect(second).toMatchObject({ url: first.url, owner: false });
    await first.stop();
    await second.stop();
    await expect(ask(first.url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);

    const third = await openDatabase({ stateFolder, from: "machine" });
    expect(await ask(third.url, "SELECT COUNT(*) AS n FROM guichet.kept")).toEqual([{ n: 0 }]);
    await third.stop();
  });

  it("none: the error says why, and one line to type per platform", async () => {
    vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
    const failure = openThrowAwayDatabase({ stateFolder: temporaryFolder(), from: "docker" });
    await expect(failure).rejects.toThrow(
      /- docker: [\s\S]*Debian[\s\S]*apt-get install[\s\S]*brew install mariadb[\s\S]*DATABASE_URL=/,
    );
  });

  it("a server that is too old is passed over", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "mysqld"), "#!/bin/sh\necho 'mysqld  Ver 8.0.36 for Linux (MySQL Community Server)'\n");
    chmodSync(join(folder, "mysqld"), 0o755);
    await expect(findOnMachine([folder])).rejects.toThrow(/MySQL 8.0.36 is too old/);
  });

  it("are named by a variable, and a word that is none of them is refused", () => {
    expect(databaseEnvironment({ GUICHET_DATABASE_FROM: "apt" })).toMatchObject({ from: "apt" });
    expect(databaseEnvironment({})).toMatchObject({ from: undefined, databaseUrl: undefined });
    expect(() => databaseEnvironment({ GUICHET_DATABASE_FROM: "cellar" })).toThrow(/it can be machine, apt, docker/);
  });
});

/** Opens a throw-away database this way, uses it, and answers what was logged. */
async function expectItWorks(from: "machine" | "apt", stateFolder: string): Promise<string[]> {
  const lines: string[] = [];
  const database = await openThrowAwayDatabase({ stateFolder, from, log: (line) => lines.push(line) });
  onTestFinished(() => database.stop());
  expect(database.way).toBe(from);
  expect(await ask(database.url, "SELECT 'ça' AS word, @@collation_server AS c")).toEqual([
    { word: "ça", c: "utf8mb4_unicode_520_ci" },
  ]);
  return lines;
}

/** No Docker runs where the tests run: a program that takes the same commands and runs the machine's server for them. */
function standInForDocker(): void {
  const folder = temporaryFolder();
  symlinkSync(fileURLToPath(new URL("./docker.stand-in.mjs", import.meta.url)), join(folder, "docker"));
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"]}`);
  vi.stubEnv("STAND_IN_FOLDER", folder);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
}
