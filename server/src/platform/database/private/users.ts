import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, ourselves, type ProcessIdentity } from "./process-identity.js";

let registered = 0;

/** Notes that this process uses the private database; the returned function takes the note away. */
export function register(folder: string): { name: string; leave: () => void } {
  mkdirSync(join(folder, "users"), { recursive: true });
  const name = `${process.pid}.${++registered}`;
  const note = join(folder, "users", name);
  writeFileSync(note, JSON.stringify(ourselves()));
  return { name, leave: () => rmSync(note, { force: true }) };
}

/** The running users besides the named one; the notes of dead ones are cleared away. Call it under the lock. */
export function otherUsers(folder: string, name: string): ProcessIdentity[] {
  const others: ProcessIdentity[] = [];
  for (const note of readdirSync(join(folder, "users"))) {
    if (note === name) continue;
    const user = readNote(join(folder, "users", note));
    if (user && isRunning(user)) others.push(user);
    else rmSync(join(folder, "users", note), { force: true });
  }
  return others;
}

function readNote(note: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(note, "utf8")) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
