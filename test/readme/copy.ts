import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileAt } from "../scripts/skeleton.js";

/** What a clone has not, or has of its own: with any of it, the copy would not be built of the same sources. */
const NOT_COPIED = new Set([".git", ".guichet", ".next", "dist", "coverage", "artifacts", ".env", "next-env.d.ts"]);
const NOT_SOURCES = [".tsbuildinfo", ".log"];

/** Shared with this tree, for no command changes what is in there: packages, and what was built of the same sources. */
const SHARED = new Set(["node_modules", ".turbo"]);

/** Within the packages: notes about this tree, which are not true of its copy. */
const CACHES = new Set([".cache", ".vite", ".vite-temp", ".live-build"]);

/** A copy of this project as somebody has it who has cloned and installed it. */
export function copyOfTheProject(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "guichet-readme-"));
  copyTree(fileAt(""), folder, NOT_COPIED);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

function copyTree(from: string, to: string, except: ReadonlySet<string>, shared = false): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (except.has(entry.name) || NOT_SOURCES.some((ending) => entry.name.endsWith(ending))) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isFile()) copyFile(source, target, shared);
    else if (!entry.isDirectory()) continue;
    else if (shared) copyTree(source, target, new Set(), true);
    else if (SHARED.has(entry.name)) copyTree(source, target, CACHES, true);
    else copyTree(source, target, except);
  }
}

function copyFile(source: string, target: string, shared: boolean): void {
  if (!shared) return copyFileSync(source, target);
  try {
    linkSync(source, target);
  } catch {
    // Another file system.
    copyFileSync(source, target);
  }
}
