import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./project.mjs";

const tied = new URL("./tied.mjs", import.meta.url).href;

/** A Ctrl-C reaches us from the terminal and from npm at once; a person's second one comes later. */
const samePressMs = 1_000;

/**
 * Runs a program of ours in the foreground and resolves to its exit code. It has a process group of its own, so that a
 * signal reaches it through us only, and once; and it is told to end when we die without a word.
 */
export function runInForeground(file, args = []) {
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", tied, file, ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: true,
  });
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code, signal) => {
      stopForwarding();
      resolve(signal ? 128 + constants.signals[signal] : code);
    });
  });
}

/** Hands signals on to a child; the returned function stops that. */
export function forwardSignals(child, names = ["SIGINT", "SIGTERM", "SIGHUP"]) {
  let last = 0;
  const forward = (name) => {
    if (Date.now() - last < samePressMs) return;
    last = Date.now();
    child.kill(name);
  };
  for (const name of names) process.on(name, forward);
  return () => {
    for (const name of names) process.off(name, forward);
  };
}
