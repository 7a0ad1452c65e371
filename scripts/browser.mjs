import { execFile } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root, run, Stop } from "./project.mjs";

const exec = promisify(execFile);

/** Programs that are a Chromium, best known first; the last is where macOS keeps Chrome. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const ways = { machine: onMachine, apt: unpacked, install: installed };

/**
 * Finds a browser for the journeys and answers its path: CHROMIUM_PATH; else one on this machine; else Debian's, unpacked
 * in the state folder as any user; else, for root, installed. GUICHET_BROWSER_FROM (machine, apt) forces one way.
 */
export async function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Stop(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is not there.`);
  }
  const reasons = [];
  for (const way of waysToTry(env.GUICHET_BROWSER_FROM)) {
    try {
      const path = await ways[way](env);
      await prove(path);
      return path;
    } catch (error) {
      reasons.push(`  - ${way}: ${error.message.split("\n")[0]}`);
    }
  }
  throw new Stop(["The tests need Chromium or Chrome and could not get one.", ...reasons, ...whatToType].join("\n"));
}

const whatToType = [
  "Any one of these will do:",
  "  Debian:          sudo apt-get update && sudo apt-get install -y chromium",
  "  Fedora:          sudo dnf install -y chromium",
  "  macOS:           brew install --cask google-chrome",
  "  anywhere:        CHROMIUM_PATH=/path/to/chrome npm test",
];

function waysToTry(forced) {
  if (!forced) return ["machine", "apt", ...(process.getuid?.() === 0 ? ["install"] : [])];
  if (forced !== "machine" && forced !== "apt")
    throw new Stop(`GUICHET_BROWSER_FROM is "${forced}"; it can be machine or apt.`);
  return [forced];
}

async function onMachine(env) {
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), macOS];
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`none of ${names.join(", ")} is installed`);
  return found;
}

/** Debian's Chromium with the libraries it misses and one font, none of it installed. */
async function unpacked(env) {
  if (!existsSync("/usr/bin/apt-get")) throw new Error("there is no apt here");
  const { unpackPackages, libraryPathOf } = await import(
    join(root, "server/dist/src/platform/database/private/apt-packages.js")
  );
  const folder = join(env.GUICHET_STATE, "packages", "chromium");
  const place = await unpackPackages({
    packages: ["chromium", "chromium-common", "fonts-dejavu-core"],
    folder,
    log: console.log,
  });
  const launcher = join(folder, "chromium");
  const lines = [
    "#!/bin/sh",
    `export LD_LIBRARY_PATH="${libraryPathOf(place)}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`,
    // Where this machine has no fonts of its own, those unpacked beside the browser are used.
    `[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_SYSROOT="${place}"`,
    `exec "${place}/usr/lib/chromium/chromium" "$@"`,
  ];
  writeFileSync(launcher, `${lines.join("\n")}\n`);
  chmodSync(launcher, 0o755);
  return launcher;
}

async function installed(env) {
  const apt = (...args) =>
    run("apt-get", ["-q", "-y", ...args], { env: { ...env, DEBIAN_FRONTEND: "noninteractive" } });
  await apt("update");
  if ((await apt("install", "--no-install-recommends", "chromium")) !== 0)
    throw new Error("apt-get install chromium failed");
  return onMachine(env);
}

/** A browser that cannot show a page is none: wrappers without their browser, or missing libraries, show here. */
async function prove(path) {
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const { stdout } = await exec(path, [...flags, "--dump-dom", "data:text/html,<p>it works</p>"], { timeout: 60_000 });
  if (!stdout.includes("it works")) throw new Error(`${path} shows no page`);
}
