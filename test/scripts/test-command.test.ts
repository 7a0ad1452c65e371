import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

interface Selected {
  workspace: string;
  words: string[];
}
type Counts = Record<"passed" | "failed" | "skipped", number>;

const { selection, count } = await script<{
  selection(words: string[], exists: () => boolean): Selected[];
  count(report: object): Counts;
}>("vitest");
const { findBrowser } = await script<{ findBrowser(env: NodeJS.ProcessEnv): Promise<string> }>("browser");

describe("npm test -- words", () => {
  const select = (...words: string[]) => selection(words, () => true);

  it("without words runs every workspace", () => {
    expect(select().map(({ workspace }) => workspace)).toEqual(["server", "console", "test"]);
  });

  it("with a path runs the workspace it lies in, with the path as seen from there", () => {
    expect(select("server/src/mail", "server/src/jobs")).toEqual([
      { workspace: "server", words: ["src/mail", "src/jobs"] },
    ]);
    expect(select("test/journeys")).toEqual([{ workspace: "test", words: ["journeys"] }]);
  });

  it("gives other words to all that are meant", () => {
    expect(select("outbox").map(({ words }) => words)).toEqual([["outbox"], ["outbox"], ["outbox"]]);
    expect(select("server/src/mail", "-t", "closing")).toEqual([
      { workspace: "server", words: ["src/mail", "-t", "closing"] },
    ]);
    expect(select("console")).toEqual([{ workspace: "console", words: [] }]);
  });
});

describe("the count of a report", () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [] as object[],
  };

  it("sums what passed, failed and was skipped", () => {
    expect(count(report)).toEqual({ passed: 7, failed: 0, skipped: 3 });
  });

  it("has a file that could not be loaded among the failed", () => {
    const broken = { status: "failed", assertionResults: [] };
    const failing = { status: "failed", assertionResults: [{ status: "failed" }] };
    expect(count({ ...report, numFailedTests: 1, testResults: [broken, failing] })).toMatchObject({ failed: 2 });
  });
});

describe("the browser of the tests", () => {
  it("is the one that CHROMIUM_PATH names, if it is there", async () => {
    const path = browserIn(temporaryFolder());
    expect(await findBrowser({ CHROMIUM_PATH: path })).toBe(path);
    await expect(findBrowser({ CHROMIUM_PATH: "/nowhere/chrome" })).rejects.toThrow(/CHROMIUM_PATH names .* not there/);
  });

  it("is one on this machine, when it can show a page", async () => {
    const folder = temporaryFolder();
    const path = browserIn(folder);
    expect(await findBrowser({ PATH: `${folder}:/usr/bin:/bin`, GUICHET_BROWSER_FROM: "machine" })).toBe(path);
  });

  it("is missed in words, with one line to type per platform", async () => {
    const folder = temporaryFolder();
    browserIn(folder, "exit 1");
    const none = findBrowser({ PATH: folder, GUICHET_BROWSER_FROM: "machine" });
    await expect(none).rejects.toThrow(
      /- machine:[\s\S]*Debian:[\s\S]*apt-get install -y chromium[\s\S]*CHROMIUM_PATH=/,
    );
    await expect(findBrowser({ GUICHET_BROWSER_FROM: "cellar" })).rejects.toThrow(/it can be machine or apt/);
  });

  it("is downloaded with apt and unpacked where there is none", { timeout: 300_000 }, async () => {
    const env = { ...process.env, CHROMIUM_PATH: "", GUICHET_BROWSER_FROM: "apt", GUICHET_STATE: temporaryFolder() };
    expect(await findBrowser(env)).toBe(join(env.GUICHET_STATE, "packages", "chromium", "chromium"));
  });
});

/** The scripts are plain JavaScript, without types of their own. */
async function script<Module>(name: string): Promise<Module> {
  return (await import(new URL(`../../scripts/${name}.mjs`, import.meta.url).href)) as Module;
}

function browserIn(folder: string, does = 'echo "<p>it works</p>"'): string {
  const path = join(folder, "chromium");
  writeFileSync(path, `#!/bin/sh\n${does}\n`);
  chmodSync(path, 0o755);
  return path;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "guichet-browser-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
