import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentOf, type Program, WayClosed } from "./engine.js";
import { whereThingsAre } from "./settings.js";
import type { ServerVersion } from "./version.js";

/** Which server last wrote this database, or undefined when there is none yet. */
export function writtenBy(folder: string): ServerVersion | undefined {
  const note = join(folder, "written-by.json");
  return existsSync(note) ? (JSON.parse(readFileSync(note, "utf8")) as ServerVersion) : undefined;
}

export function noteWriter(folder: string, { flavour, version }: ServerVersion): void {
  writeFileSync(join(folder, "written-by.json"), JSON.stringify({ flavour, version }));
}

/** Makes the data folder of a new database; an interrupted making leaves none, for it gets its name only at the end. */
export async function createData(program: Program, folder: string): Promise<void> {
  const data = join(folder, "data");
  if (existsSync(data)) return;
  const unfinished = join(folder, "data.unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(folder, "tmp"), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const options = whereThingsAre(program, folder, unfinished);
  if (program.flavour === "mysql") await run(program, [...options, "--initialize-insecure"], "");
  else
    await run(
      program,
      [...options, "--bootstrap", "--innodb-flush-log-at-trx-commit=0", "--log-warnings=0"],
      systemTables(program),
    );
  renameSync(unfinished, data);
}

/** What mariadb-install-db does, without the shell, the host name, the test database and the help texts. */
function systemTables({ shareFolder }: Program): string {
  const script = (name: string) => {
    const file = ["mariadb", "mysql"]
      .map((prefix) => join(shareFolder, `${prefix}_${name}.sql`))
      .find((path) => existsSync(path));
    if (file === undefined) throw new WayClosed(`${name}.sql is missing in ${shareFolder}`);
    return readFileSync(file, "utf8");
  };
  return [
    "CREATE DATABASE mysql;",
    "USE mysql;",
    // Root gets in by being root on this machine, never by an empty password.
    "SET @auth_root_socket = 'root';",
    script("system_tables"),
    script("performance_tables"),
    script("system_tables_data"),
  ].join("\n");
}

async function run(program: Program, args: string[], input: string): Promise<void> {
  const child = spawn(program.path, args, { env: environmentOf(program), stdio: ["pipe", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (complaints += chunk));
  // A server that dies early breaks the pipe; what it said matters, not the pipe.
  child.stdin.on("error", () => {}).end(input);
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new WayClosed(`${program.path} could not make a new database: ${lastLines(complaints)}`);
}

/** The end of a server's log, where it says why it gave up. */
export function lastLines(log: string, count = 6): string {
  const lines = log.split("\n").filter(Boolean);
  const errors = lines.filter((line) => /\bERROR\b/.test(line));
  return (errors.length > 0 ? errors : lines).slice(-count).join("\n    ");
}
