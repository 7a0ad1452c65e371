import "./node-version.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { runInForeground } from "./foreground.mjs";
import { ensureInstalled } from "./install.mjs";
import { main, root, Stop } from "./project.mjs";

/** `node scripts/run.mjs server NAME ...`: runs a command of the server, installed and built if need be. */
const [workspace, name, ...args] = process.argv.slice(2);

await main(async () => {
  if (workspace !== "server" || !name) throw new Stop("node scripts/run.mjs server NAME [arguments]");
  await ensureInstalled();
  await ensureBuilt(["server"]);
  const program = join(root, "server/dist", name === "bench" ? "bench/main.js" : `src/cli/${name}.js`);
  if (!existsSync(program)) throw new Stop(`The server has no command "${name}".`);
  return runInForeground(program, args);
});
