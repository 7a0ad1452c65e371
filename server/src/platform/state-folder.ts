import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the whole project: found by its package.json, for compiled files lie deeper than their sources. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "guichet") return folder;
    const parent = dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
}

/** Where the desk keeps what it owns on this machine (private database, unpacked packages): GUICHET_STATE or `.guichet`. */
export function defaultStateFolder(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(projectRoot(), env["GUICHET_STATE"] || ".guichet");
}
