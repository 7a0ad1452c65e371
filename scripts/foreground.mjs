import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./project.mjs";

const tied = new URL("./tied.mjs", import.meta.url).href;

/** A Ctrl-C reaches us from the terminal and from npm at once; a person's second one comes later. */
const samePressMs = 1_000;

/** Runs a program of ours in the foreground and resolves to its exit code. */
export async function runInForeground(file, args = []) {
  const { child, ended } = startTied(file, args);
  const letGo = onSignal((name) => child.kill(name));
  const code = await ended;
  letGo();
  return code;
}

/**
 * Starts a program with our terminal. It has a process group of its own, so that a signal reaches it through us only, and
 * once; and it is told to end when we die without a word. `ended` resolves to its exit code.
 */
export function startTied(file, args = [], env = process.env) {
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", tied, file, ...args], {
    cwd: root,
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: true,
  });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code, signal) => resolve(signal ? 128 + constants.signals[signal] : code));
  });
  return { child, ended };
}

/** Calls back when somebody wants us to end, once per press; the returned function stops that. */
export function onSignal(callback) {
  let last = 0;
  const take = (name) => {
    if (Date.now() - last < samePressMs) return;
    last = Date.now();
    callback(name);
  };
  const names = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const name of names) process.on(name, take);
  return () => {
    for (const name of names) process.off(name, take);
  };
}
