import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root } from "./project.mjs";

const scripts = () => JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;

/** What is checked besides the tests: a name, and a function that resolves to whether all is well. */
export function checks() {
  return [
    { name: "lint and format", passes: async () => (await npm("run", "--silent", "lint")) === 0 },
    { name: "types", passes: async () => (await npm("run", "--silent", "typecheck")) === 0 },
    ...("generate" in scripts() ? [{ name: "generated files", passes: generatedFilesAreCurrent }] : []),
  ];
}

/** Generates what is committed as generated, and looks whether anything became different. */
async function generatedFilesAreCurrent() {
  const before = contents(join(root, "schema"));
  if ((await npm("run", "--silent", "generate")) !== 0) return false;
  const after = contents(join(root, "schema"));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  for (const file of changed) console.error(`not as it would be generated: ${file} (generated now; commit it)`);
  return changed.length === 0;
}

function contents(folder, found = new Map()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !["node_modules", ".turbo"].includes(entry.name)) contents(path, found);
    if (entry.isFile()) found.set(path, createHash("sha256").update(readFileSync(path)).digest("hex"));
  }
  return found;
}
