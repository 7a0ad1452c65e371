import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { environmentOf, type Program, WayClosed } from "./engine.js";
import { parseVersion, tooOld } from "./version.js";

const run = promisify(execFile);

/** Servers live where the PATH of ordinary users does not lead: Debian, Fedora, Homebrew (both chips), MySQL's own packages. */
const usualFolders = [
  "/usr/sbin",
  "/usr/libexec",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/local/mysql/bin",
  "/usr/local/opt/mariadb/bin",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/mariadb/bin",
];

/** Finds a server installed on this machine that is recent enough; MariaDB before MySQL. */
export async function findOnMachine(folders = foldersOfPrograms()): Promise<Program> {
  const refusals: string[] = [];
  const seen = new Set<string>();
  for (const name of ["mariadbd", "mysqld"]) {
    for (const candidate of folders.map((folder) => join(folder, name)).filter((file) => existsSync(file))) {
      const real = realpathSync(candidate);
      if (seen.has(real)) continue;
      seen.add(real);
      try {
        return await inspect({ way: "machine", path: candidate, shareFolder: shareFolderBeside(real) });
      } catch (error) {
        refusals.push(`${candidate}: ${(error as Error).message}`);
      }
    }
  }
  throw new WayClosed(refusals.join("; ") || "neither mariadbd nor mysqld is installed");
}

function foldersOfPrograms(): string[] {
  const path = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return [...new Set([...path, ...usualFolders])];
}

/** Asks a program for its version, and refuses it when the desk cannot run on it. */
export async function inspect(program: Omit<Program, "flavour" | "version">): Promise<Program> {
  const environment = environmentOf(program as Program);
  const { stdout } = await run(program.path, ["--no-defaults", "--version"], { env: environment });
  const found = parseVersion(stdout);
  if (found === undefined) throw new WayClosed(`its version is unreadable: ${stdout.trim()}`);
  const refusal = tooOld(found);
  if (refusal !== undefined) throw new WayClosed(refusal);
  return { ...program, ...found };
}

/** bin, sbin and libexec have share beside them; the folder's name differs between packagers. */
export function shareFolderBeside(program: string): string {
  const share = join(dirname(dirname(program)), "share");
  const candidates = ["mysql", "mariadb", "."].map((name) => join(share, name));
  return candidates.find((folder) => existsSync(join(folder, "english", "errmsg.sys"))) ?? candidates[0] ?? share;
}
