import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root, Stop } from "./project.mjs";

/** Installs the packages when they are absent or not those of package-lock.json. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing packages ...");
  // Also where NODE_ENV says production: the build needs the development packages.
  const code = await npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error");
  if (code !== 0) throw new Stop("npm ci failed; its message is above.");
}

/** Compares the lock with what npm noted when it installed; packages for other platforms may be missing. */
export function isInstalled(folder = root) {
  const installed = packagesOf(join(folder, "node_modules", ".package-lock.json"));
  const wanted = packagesOf(join(folder, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    if (!path.includes("node_modules/")) return true;
    if (link) return existsSync(join(folder, path));
    const present = installed[path];
    return present ? present.version === version : Boolean(optional || devOptional);
  });
}

function packagesOf(lock) {
  return existsSync(lock) ? JSON.parse(readFileSync(lock, "utf8")).packages : undefined;
}
