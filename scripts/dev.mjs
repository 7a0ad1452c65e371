import "./node-version.mjs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ensureBuilt } from "./build.mjs";
import { forwardSignals } from "./foreground.mjs";
import { ensureInstalled } from "./install.mjs";
import { main, root } from "./project.mjs";

/**
 * `npm run dev`: the compiler and the server both watch. A changed source is compiled and the server restarts; the
 * console's screens are rebuilt by Next inside the server. The database stays up across restarts, held by a process of its own.
 */
await main(async () => {
  await ensureInstalled();
  await ensureBuilt(["server"]);
  const database = process.env.DATABASE_URL ? undefined : await holdDatabase();
  const compiler = spawn(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "-p", "server/tsconfig.build.json", "--watch", "--preserveWatchOutput"],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
    },
  );
  const server = spawn(
    process.execPath,
    ["--enable-source-maps", "--watch", "--watch-preserve-output", "server/dist/src/main.js"],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, GUICHET_DEV: "on" },
      detached: true,
    },
  );
  // Whatever ends us also ends what has a process group of its own.
  process.once("exit", () => [compiler, server].forEach((child) => child.kill("SIGTERM")));
  forwardSignals(server);
  const [code] = await once(server, "close");
  compiler.kill("SIGTERM");
  database?.stdin.end();
  if (database) await once(database, "close");
  return code ?? 0;
});

/** The end of its standard input ends it, so it outlives us in no case. */
async function holdDatabase() {
  const database = spawn(process.execPath, ["server/dist/src/cli/database.js", "hold"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  await Promise.race([once(database.stdout, "data"), once(database, "close")]);
  if (database.exitCode !== null) process.exit(database.exitCode);
  return database;
}
