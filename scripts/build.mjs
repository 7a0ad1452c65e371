import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notes, npm, root, Stop } from "./project.mjs";

/** What is built: from which folders, and a file that only a finished build leaves. */
const workspaces = {
  server: { sources: ["server"], result: "server/dist/src/main.js" },
  console: { sources: ["console", "schema"], result: "console/.next/BUILD_ID" },
};
const shared = ["package-lock.json", "tsconfig.base.json", "turbo.json"];

/**
 * Builds those workspaces whose sources changed since the last build. Looking at names, sizes and times takes
 * milliseconds; turbo, which then looks at the content, is not even started when nothing changed.
 */
export async function ensureBuilt(names = Object.keys(workspaces)) {
  const due = names
    .map((name) => ({ name, print: fingerprint(name) }))
    .filter(({ name, print }) => !isBuilt(name, print));
  if (due.length === 0) return;
  console.log(`Building ${due.map(({ name }) => name).join(" and ")} ...`);
  const filters = due.map(({ name }) => `--filter=@guichet/${name}`);
  if ((await npm("run", "--silent", "build", "--", ...filters)) !== 0)
    throw new Stop("The build failed; its messages are above.");
  mkdirSync(notes, { recursive: true });
  for (const { name, print } of due) writeFileSync(noteOf(name), print);
}

function isBuilt(name, print) {
  return (
    existsSync(join(root, workspaces[name].result)) &&
    existsSync(noteOf(name)) &&
    readFileSync(noteOf(name), "utf8") === print
  );
}

function noteOf(name) {
  return join(notes, `built-${name}`);
}

/** A word that changes whenever a source of that workspace does. */
export function fingerprint(name) {
  const hash = createHash("sha256");
  const files = [
    ...shared.map((file) => join(root, file)),
    ...workspaces[name].sources.flatMap((folder) => sourcesIn(join(root, folder))),
  ];
  for (const file of files) {
    const facts = statSync(file, { throwIfNoEntry: false });
    if (facts) hash.update(`${file} ${facts.size} ${facts.mtimeMs}\n`);
  }
  return hash.digest("hex");
}

const notSources =
  /^(node_modules|dist|\.next|\.turbo|coverage|artifacts|next-env\.d\.ts|vitest\.config\.ts|.*\.test\.tsx?|.*\.tsbuildinfo)$/;

function sourcesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !notSources.test(name));
  return entries.flatMap((entry) =>
    entry.isDirectory() ? sourcesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
