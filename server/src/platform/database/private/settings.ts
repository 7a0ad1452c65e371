import { totalmem } from "node:os";
import { join } from "node:path";
import type { Program } from "./engine.js";
import type { Listening } from "./listening.js";
import type { Flavour } from "./version.js";

export interface Settings {
  /** A size as the server takes it, `512M`. */
  memory?: string;
  /** Faster, and forgetful: commits are not waited for. For tests only. */
  throwAway?: boolean;
}

/** What decides how data are stored and compared; the same wherever the server comes from. */
export function commonSettings(flavour: Flavour, { memory, throwAway }: Settings): string[] {
  return [
    // Without these --no-defaults means latin1.
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_520_ci",
    "--default-time-zone=+00:00",
    // The desk's own log is its history; a binary log would double every commit's cost.
    "--skip-log-bin",
    "--skip-name-resolve",
    "--max-connections=500",
    `--innodb-buffer-pool-size=${memory ?? sensibleMemory()}`,
    `--innodb-flush-log-at-trx-commit=${throwAway ? 0 : 1}`,
    ...(throwAway ? ["--innodb-doublewrite=0"] : []),
    // A process that stalls in the middle of a write must not hold up all others (MySQL has no such setting).
    ...(flavour === "mariadb"
      ? ["--idle-write-transaction-timeout=10", "--log-warnings=1"]
      : ["--mysqlx=OFF", "--performance-schema=OFF"]),
  ];
}

/** All options of a server that runs on this machine; `--no-defaults` must come first. */
export function optionsOf(program: Program, folder: string, listening: Listening, settings: Settings): string[] {
  return [
    ...whereThingsAre(program, folder),
    ...("socket" in listening
      ? [`--socket=${listening.socket}`, "--skip-networking"]
      : [`--port=${listening.port}`, "--bind-address=127.0.0.1", "--socket="]),
    `--pid-file=${join(folder, "server.pid")}`,
    `--init-file=${join(folder, "accounts.sql")}`,
    ...commonSettings(program.flavour, settings),
  ];
}

/** The options that also the making of a new data folder needs. */
export function whereThingsAre(program: Program, folder: string, dataFolder = join(folder, "data")): string[] {
  const { unpacked, shareFolder } = program;
  return [
    "--no-defaults",
    `--datadir=${dataFolder}`,
    `--tmpdir=${join(folder, "tmp")}`,
    // Servers refuse to run as root unless told so.
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
    ...(unpacked
      ? [
          `--basedir=${unpacked.baseFolder}`,
          `--lc-messages-dir=${shareFolder}`,
          `--character-sets-dir=${join(shareFolder, "charsets")}`,
          `--plugin-dir=${join(unpacked.baseFolder, "lib/mysql/plugin")}`,
        ]
      : []),
  ];
}

/** An eighth of the machine, between 128 MB and 1 GB: the desk shares it with Node and a browser. */
function sensibleMemory(): string {
  const megabytes = Math.round(totalmem() / 8 / 2 ** 20);
  return `${Math.min(Math.max(megabytes, 128), 1024)}M`;
}
