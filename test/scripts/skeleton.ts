import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/**
 * A project of the same shape with next to nothing in it: our own scripts beside a server that tells what happens to it
 * and a build that counts its runs. A clone of it is installed and built in a second, without a network.
 */
export function skeleton(otherScripts: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "guichet-skeleton-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (file: string, text: string) => {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  cpSync(fileAt("scripts"), join(folder, "scripts"), { recursive: true });
  // The commands as they are typed here, with a build of our own.
  const { scripts } = JSON.parse(readFileSync(fileAt("package.json"), "utf8")) as { scripts: Record<string, string> };
  write(
    "package.json",
    JSON.stringify({
      name: "guichet",
      version: "0.1.0",
      type: "module",
      workspaces: ["server"],
      scripts: { ...scripts, build: "node build.mjs", ...otherScripts },
    }),
  );
  write("package-lock.json", JSON.stringify(lock));
  write("server/package.json", JSON.stringify({ name: "@guichet/server", version: "0.1.0", type: "module" }));
  write("server/src/main.js", server);
  write("server/src/import.js", `console.log("imported", ...process.argv.slice(2)); process.exitCode = 3;`);
  write("build.mjs", build);
  return folder;
}

/** Where a file of this very project is. */
export function fileAt(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

const lock = {
  name: "guichet",
  version: "0.1.0",
  lockfileVersion: 3,
  requires: true,
  packages: {
    "": { name: "guichet", version: "0.1.0", workspaces: ["server"] },
    "node_modules/@guichet/server": { resolved: "server", link: true },
    server: { name: "@guichet/server", version: "0.1.0" },
  },
};

const build = `
import { appendFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
mkdirSync("server/dist/src/cli", { recursive: true });
mkdirSync("console/.next", { recursive: true });
cpSync("server/src/main.js", "server/dist/src/main.js");
cpSync("server/src/import.js", "server/dist/src/cli/import.js");
writeFileSync("console/.next/BUILD_ID", "1");
appendFileSync("builds", process.argv.slice(2).join(" ") + "\\n");
`;

/** Counts the signals it gets, and takes a while to stop, as a server does. */
const server = `
let signals = 0;
const alive = setInterval(() => {}, 1000);
for (const name of ["SIGINT", "SIGTERM"]) {
  process.on(name, () => {
    if (signals++ === 0) setTimeout(() => { console.log("stopped by " + name + ", signals: " + signals); clearInterval(alive); }, 300);
  });
}
console.log("ready " + process.pid);
`;

/** How often the skeleton was built, and with which arguments. */
export function builds(folder: string): string[] {
  return readFileSync(join(folder, "builds"), "utf8").trim().split("\n");
}

export interface Command {
  child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Of that, what went to standard output: the two come by pipes of their own, in no order between them. */
  printed(): string;
  /** Resolves once the output matches, with the match. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<number | NodeJS.Signals>;
}

/** Types a command in the project, in a process group of its own, as a terminal does. */
export function type(folder: string, command: string, ...args: string[]): Command {
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: withoutNpm(),
  });
  onTestFinished(() => killGroup(child, "SIGKILL"));
  let output = "";
  const waiting = new Set<() => void>();
  const take = (chunk: string) => {
    output += chunk;
    for (const look of waiting) look();
  };
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed += chunk;
    take(chunk);
  });
  child.stderr.setEncoding("utf8").on("data", take);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on("close", (code, signal) => resolve(signal ?? code ?? -1));
  });
  const prints = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      waiting.add(look);
      void ended.then(() => reject(new Error(`ended without printing ${pattern}:\n${output}`)));
      look();
    });
  return { child, output: () => output, printed: () => printed, prints, ended };
}

/** What a Ctrl-C does: the signal goes to every process in the terminal's foreground group at once. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}

/** The tests themselves run under npm and vitest, whose variables would reach the npm of the skeleton. */
function withoutNpm(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_OPTIONS|NODE_ENV|GUICHET_)/.test(name),
  );
  return Object.fromEntries(kept);
}
