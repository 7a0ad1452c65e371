import "./node-version.mjs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { ensureBuilt, fingerprint } from "./build.mjs";
import { onSignal, startTied } from "./foreground.mjs";
import { ensureInstalled } from "./install.mjs";
import { main, root, Stop } from "./project.mjs";

/**
 * `npm run dev`: a changed source of the server is compiled and the server restarts; one that does not compile leaves the
 * server as it is. The console's screens are rebuilt by Next inside the server. The database stays up across restarts.
 *
 * Sources are looked at, not listened to: the compiler's own watch mode (TypeScript 7.0) hears nothing in containers.
 */
const lookEveryMs = 300;

await main(async () => {
  await ensureInstalled();
  await ensureBuilt(["server"]);
  const database = process.env.DATABASE_URL ? undefined : await holdDatabase();
  let built = fingerprint("server");
  let server = startServer();
  let stopping = false;
  onSignal((name) => {
    stopping = true;
    server.child.kill(name);
  });
  while (!stopping) {
    await pause(lookEveryMs);
    const now = fingerprint("server");
    if (stopping || now === built) continue;
    built = now;
    if (!(await builds())) continue;
    server.child.kill("SIGTERM");
    await server.ended;
    if (!stopping) server = startServer();
  }
  const code = await server.ended;
  database?.stdin.end();
  if (database) await once(database, "close");
  return code;
});

function startServer() {
  const server = startTied("server/dist/src/main.js", [], { ...process.env, GUICHET_DEV: "on" });
  void server.ended.then(
    (code) => code > 0 && console.log(`The server ended with code ${code}; a change starts it again.`),
  );
  return server;
}

async function builds() {
  try {
    await ensureBuilt(["server"]);
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.log("The server stays as it is until this compiles.");
    return false;
  }
}

/** A process that keeps the private database up; the end of its standard input ends it, so it outlives us in no case. */
async function holdDatabase() {
  const database = spawn(process.execPath, ["server/dist/src/cli/database.js", "hold"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  await Promise.race([once(database.stdout, "data"), once(database, "close")]);
  if (database.exitCode !== null) throw new Stop("There is no database; the message above says why.");
  return database;
}
