import "./node-version.mjs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { runInForeground } from "./foreground.mjs";
import { ensureInstalled } from "./install.mjs";
import { main, root } from "./project.mjs";

/** `npm start`: installs and builds what is missing, then runs the desk until Ctrl-C. */
await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return runInForeground(join(root, "server/dist/src/main.js"), process.argv.slice(2));
});
