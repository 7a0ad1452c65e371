import { join } from "node:path";
import { unpackFromApt } from "./apt.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import { findDocker } from "./docker.js";
import { type Engine, type Way, WayClosed, ways } from "./engine.js";
import { findOnMachine } from "./machine.js";
import { canOpen, inWords, type ServerVersion } from "./version.js";

export interface Search {
  /** Try this way only. */
  from?: Way;
  /** The server that wrote the data which are to be opened. */
  writtenBy?: ServerVersion;
  /** Where unpacked packages are kept. */
  packagesFolder: string;
  log: (line: string) => void;
}

/**
 * Goes through the ways in their order and gives each server found to `use`, until one works.
 * When none does, the error says why each failed and what to type on which platform.
 */
export async function withFirstEngine<T>(search: Search, use: (engine: Engine) => Promise<T>): Promise<T> {
  const reasons: string[] = [];
  for (const way of search.from ? [search.from] : ways) {
    try {
      const engine = await find(way, search);
      refuseToMixData(engine, search.writtenBy);
      return await use(engine);
    } catch (error) {
      if (!(error instanceof WayClosed)) throw error;
      reasons.push(`${way}: ${error.message}`);
    }
  }
  throw new DatabaseUnavailable(
    [
      "The desk needs a MySQL or MariaDB server and could not get one.",
      ...reasons.map((reason) => `  - ${reason}`),
      "Any one of these will do:",
    ].join("\n"),
    whatToType(search.writtenBy),
  );
}

function find(way: Way, { packagesFolder, log }: Search): Promise<Engine> {
  if (way === "machine") return findOnMachine();
  if (way === "apt") return unpackFromApt(packagesFolder, log);
  return findDocker();
}

function refuseToMixData(engine: Engine, writtenBy: ServerVersion | undefined): void {
  // The image names its series only; the server in it is of that series or newer.
  if (writtenBy === undefined || canOpen(writtenBy, engine)) return;
  throw new WayClosed(`${inWords(engine)} cannot open this desk's data, which ${inWords(writtenBy)} wrote`);
}

function whatToType(writtenBy: ServerVersion | undefined): string[] {
  const given = "anywhere:        DATABASE_URL=mysql://user:password@host:3306/guichet npm start";
  if (writtenBy?.flavour === "mysql") return [`install ${inWords(writtenBy)} or newer`, given];
  return [
    "Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y mariadb-server-core",
    "Fedora:          sudo dnf install -y mariadb-server",
    "Arch:            sudo pacman -S mariadb",
    "macOS:           brew install mariadb",
    given,
  ];
}

/** Unpacked packages lie beside the database in the state folder. */
export function packagesFolderIn(stateFolder: string): string {
  return join(stateFolder, "packages");
}
