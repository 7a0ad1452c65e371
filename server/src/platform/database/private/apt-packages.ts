import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "./lock.js";

const run = promisify(execFile);

/** `installed`: only what this machine lacks is downloaded. `nothing`: everything but the C library, for a machine whose packages contradict each other. */
export type Beside = "installed" | "nothing";

export interface Unpacking {
  /** The Debian packages wanted; what they depend on comes along. */
  packages: readonly string[];
  /** Where to unpack; a complete earlier unpacking of the same packages is found again there. */
  folder: string;
  beside?: Beside;
  log: (line: string) => void;
}

/**
 * Unpacks Debian packages into a folder of ours, as any user: apt downloads them and checks their signatures,
 * nothing is installed, no script of theirs runs. Answers the folder that stands for their `/`.
 */
export async function unpackPackages(unpacking: Unpacking): Promise<string> {
  const { packages, folder, log } = unpacking;
  const root = join(folder, "root");
  const complete = join(folder, "complete");
  const wanted = packages.join("\n");
  const isComplete = () => existsSync(complete) && readFileSync(complete, "utf8") === wanted;
  if (isComplete()) return root;
  mkdirSync(folder, { recursive: true });
  return withLock(folder, async () => {
    if (isComplete()) return root;
    log(`Downloading ${packages.join(", ")} with apt, to be unpacked in ${folder} (nothing is installed) ...`);
    for (const leftover of [complete, root, join(folder, "apt")]) rmSync(leftover, { recursive: true, force: true });
    mkdirSync(root);
    const archives = await download(unpacking);
    for (const archive of archives) await run("dpkg", ["-x", archive, root]);
    rmSync(join(folder, "apt"), { recursive: true });
    writeFileSync(`${complete}.new`, wanted);
    renameSync(`${complete}.new`, complete);
    return root;
  });
}

/** Where programs unpacked under `root` find their libraries, for LD_LIBRARY_PATH. */
export function libraryPathOf(root: string): string {
  const folders: string[] = [];
  for (const parent of [join(root, "usr", "lib"), join(root, "lib")].filter((folder) => existsSync(folder))) {
    folders.push(
      ...readdirSync(parent)
        .filter((name) => name.includes("-linux-"))
        .map((name) => join(parent, name)),
    );
  }
  return folders.join(":");
}

async function download({ packages, folder, beside, log }: Unpacking): Promise<string[]> {
  const apt = join(folder, "apt");
  mkdirSync(join(apt, "archives", "partial"), { recursive: true });
  mkdirSync(join(apt, "lists", "partial"), { recursive: true });
  const attempt = async (how: Beside, lists: readonly string[]) => {
    writeFileSync(join(apt, "status"), statusFor(how, packages));
    await aptGet([...ownFolders(apt), ...lists, "--download-only", "--no-install-recommends", "install", ...packages]);
  };
  const ours = ["-o", `Dir::State::Lists=${join(apt, "lists")}`];
  const first = beside ?? "installed";
  try {
    await attempt(first, []);
  } catch {
    // The machine's package lists may be missing or name versions that are gone by now: fetch lists of our own.
    log("Fetching the lists of packages ...");
    await aptGet([...ownFolders(apt), ...ours, "update"]);
    await attempt(first, ours).catch(() => attempt("nothing", ours));
  }
  return readdirSync(join(apt, "archives"))
    .filter((name) => name.endsWith(".deb"))
    .map((name) => join(apt, "archives", name));
}

/** Everything apt writes goes below our folder, so that no lock of the system is needed, nor root. */
function ownFolders(apt: string): string[] {
  const options = [
    `Dir::State::status=${join(apt, "status")}`,
    `Dir::Cache=${apt}`,
    "Debug::NoLocking=1",
    "Acquire::Retries=3",
  ];
  // As root apt downloads as the user _apt, who cannot write in our folders.
  if (process.getuid?.() === 0) options.push("APT::Sandbox::User=root");
  return options.flatMap((option) => ["-o", option]);
}

async function aptGet(args: string[]): Promise<void> {
  const env = { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["-q", "-y", ...args], { env, maxBuffer: 16 * 2 ** 20 });
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    const lines = stderr.split("\n").filter((line) => line.startsWith("E: "));
    throw new Error(lines.map((line) => line.slice(3)).join("; ") || message, { cause: error });
  }
}

/** What apt shall believe to be installed: without the wanted packages, which it would else not download. */
function statusFor(beside: Beside, packages: readonly string[]): string {
  const paragraphs = readFileSync("/var/lib/dpkg/status", "utf8").split("\n\n");
  const kept = paragraphs.filter((paragraph) => {
    const name = /^Package: (.+)$/m.exec(paragraph)?.[1] ?? "";
    if (beside === "nothing") return /^(libc6|libgcc-s1|gcc-\d+-base|libcrypt1)$/.test(name);
    return name !== "" && !packages.includes(name);
  });
  return `${kept.join("\n\n")}\n\n`;
}
