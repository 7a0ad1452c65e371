import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { onTestFinished } from "vitest";

/** `cli/database.ts` of this very source, made runnable by plain Node: what a test kills must be a process of its own. */
let program: Promise<string> | undefined;

function runnable(): Promise<string> {
  program ??= (async () => {
    const server = fileURLToPath(new URL("../../../../", import.meta.url));
    // Below node_modules, so that the bundle finds its packages and git does not find it.
    const outDir = join(server, "node_modules", ".cache", `database-${process.pid}`);
    const entry = join(server, "src/cli/database.ts");
    process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
    await build({
      root: server,
      configFile: false,
      logLevel: "error",
      build: { ssr: entry, outDir, emptyOutDir: true },
    });
    return join(outDir, "database.js");
  })();
  return program;
}

export interface DeskProcess {
  pid: number;
  /** What it printed: where its database is. */
  said: { url: string; owner: boolean };
  kill(signal: NodeJS.Signals): void;
  /** Ends its standard input, upon which it ends cleanly. */
  leave(): void;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** A process of its own that opens the database of a state folder and holds it. */
export async function deskProcess(command: "hold" | "throwaway", env: Record<string, string>): Promise<DeskProcess> {
  const child = spawn(process.execPath, [await runnable(), command], {
    env: { ...process.env, DATABASE_URL: "", GUICHET_TEST_DATABASE_URL: "", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on("close", (code, signal) => resolve(signal ?? code ?? -1));
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = JSON.parse(await firstLine(child)) as DeskProcess["said"];
  return {
    pid: child.pid ?? 0,
    said,
    kill: (signal) => void child.kill(signal),
    leave: () => void child.stdin?.end(),
    ended,
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("no standard output");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the process ended before it had a database");
}

/** A folder that is gone after the test. */
export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, "guichet-state-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits for a fact, looking often; fails when it does not come true in time. */
export async function eventually(fact: () => boolean, what: string, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!fact()) {
    if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
