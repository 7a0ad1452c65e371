import { linkSync, mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning, ourselves, type ProcessIdentity } from "./process-identity.js";

/** A break that takes longer was interrupted: it is three system calls. */
const breakingTakesAtMostMs = 10_000;

/**
 * Runs one task at a time among all processes that use this folder: whoever starts or stops the private database
 * holds the lock meanwhile. A holder that died is noticed by its pid and start time, so a killed process never blocks the next.
 */
export async function withLock<T>(
  folder: string,
  task: () => Promise<T>,
  onWait: (holder: ProcessIdentity) => void = () => {},
): Promise<T> {
  const release = await take(folder, onWait);
  try {
    return await task();
  } finally {
    release();
  }
}

let taken = 0;

async function take(folder: string, onWait: (holder: ProcessIdentity) => void): Promise<() => void> {
  const lock = join(folder, "lock");
  const claim = join(folder, `lock.${process.pid}.${++taken}`);
  const content = JSON.stringify({ ...ourselves(), claim: taken });
  let announced = false;
  writeFileSync(claim, content);
  try {
    for (;;) {
      // link() fails when the name exists and shows the whole content at once: no reader ever sees half a lock.
      if (attempt(() => linkSync(claim, lock), "EEXIST")) break;
      const holder = readHolder(lock);
      if (holder && isRunning(holder.identity)) {
        if (!announced) onWait(holder.identity);
        announced = true;
      } else if (holder && breakStale(lock, holder.content)) {
        continue;
      }
      await pause(25);
    }
  } finally {
    unlinkSync(claim);
  }
  return () => {
    if (readHolder(lock)?.content === content) unlinkSync(lock);
  };
}

/** Removes the lock of a dead holder; only one process may do so at a time, else it could remove a fresh one. */
function breakStale(lock: string, staleContent: string): boolean {
  const breaking = `${lock}.breaking`;
  if (!attempt(() => mkdirSync(breaking), "EEXIST")) {
    removeIfAbandoned(breaking);
    return false;
  }
  try {
    if (readHolder(lock)?.content === staleContent) unlinkSync(lock);
    return true;
  } finally {
    rmdirSync(breaking);
  }
}

function removeIfAbandoned(breaking: string): void {
  attempt(() => {
    if (Date.now() - statSync(breaking).mtimeMs > breakingTakesAtMostMs) rmdirSync(breaking);
  }, "ENOENT");
}

function readHolder(lock: string): { identity: ProcessIdentity; content: string } | undefined {
  let content = "";
  if (!attempt(() => (content = readFileSync(lock, "utf8")), "ENOENT")) return undefined;
  try {
    return { identity: JSON.parse(content) as ProcessIdentity, content };
  } catch {
    return { identity: { pid: 0, started: "unreadable" }, content };
  }
}

/** Does it and says whether it was done; the named error means no. */
function attempt(action: () => void, expected: string): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === expected) return false;
    throw error;
  }
}
