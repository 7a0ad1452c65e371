import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: every command works there, wherever it was typed. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where our own notes about this tree are kept: beside what they are about, ignored by git. */
export const notes = join(root, "node_modules", ".cache", "guichet");

/** A failure that was foreseen: its message is all that the user needs. */
export class Stop extends Error {}

/** Runs a command with our terminal; resolves to its exit code. */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
  return new Promise((done, fail) => {
    child.on("error", fail).on("close", (code, signal) => done(signal ? 1 : code));
  });
}

/** Runs npm: the one that runs us, when there is one. */
export function npm(...args) {
  const itself = process.env.npm_execpath;
  if (itself?.endsWith(".js")) return run(process.execPath, [itself, ...args]);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, { shell: process.platform === "win32" });
}

/** Runs a command's main function and turns what it answers or throws into our exit code. */
export async function main(command) {
  try {
    prepareEnvironment();
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}

function prepareEnvironment() {
  // What is set in the shell goes before what is written in the file.
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  process.env.GUICHET_STATE = resolve(root, process.env.GUICHET_STATE || ".guichet");
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  process.env.TURBO_TELEMETRY_DISABLED ??= "1";
}

/** `1.2 s` since that moment. */
export function since(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
