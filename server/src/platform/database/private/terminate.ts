import { setTimeout as pause } from "node:timers/promises";
import { isRunning, type ProcessIdentity } from "./process-identity.js";

/** A clean stop writes back what memory holds; a minute is ample for that, and a killed server recovers anyway. */
const patienceMs = 60_000;

/** Asks a process to end, and makes it end when it does not. Resolves when it is gone. */
export async function terminate(one: ProcessIdentity, patience = patienceMs): Promise<void> {
  signal(one, "SIGTERM");
  if (await gone(one, patience)) return;
  signal(one, "SIGKILL");
  await gone(one, Number.POSITIVE_INFINITY);
}

/** Ends a process at once; what it held in memory is lost. */
export async function kill(one: ProcessIdentity): Promise<void> {
  signal(one, "SIGKILL");
  await gone(one, Number.POSITIVE_INFINITY);
}

function signal(one: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isRunning(one)) return;
  try {
    process.kill(one.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function gone(one: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isRunning(one)) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}
