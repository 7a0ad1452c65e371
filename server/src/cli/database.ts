import { DatabaseUnavailable } from "../platform/database/private/database-unavailable.js";
import { databaseEnvironment } from "../platform/database/private/environment.js";
import { type Database, openDatabase } from "../platform/database/private/open-database.js";
import { openThrowAwayDatabase } from "../platform/database/private/throw-away-database.js";

/**
 * The private database by itself, for programs that do not import the server's code:
 *
 *     node database.js throwaway    a server for tests
 *     node database.js hold         the desk's own, kept running
 *
 * prints one line of JSON, `{"url": ...}`, and lives until its standard input ends or a signal comes.
 *
 *     node database.js check        makes sure that a server can be had, and says which
 */
async function main(command: string | undefined): Promise<void> {
  const { testDatabaseUrl, ...environment } = databaseEnvironment();
  const log = (line: string) => console.error(line);
  const throwAway = () => openThrowAwayDatabase({ ...environment, databaseUrl: testDatabaseUrl, log });
  if (command === "throwaway") return lend(await throwAway());
  if (command === "hold") return lend(await openDatabase({ ...environment, log }));
  if (command === "check") {
    const database = await throwAway();
    console.log(`${database.flavour} ${database.version} (${database.way})`);
    return database.stop();
  }
  throw new DatabaseUnavailable("Say what to do with the database:", ["node database.js throwaway|hold|check"]);
}

async function lend(database: Database): Promise<void> {
  const { url, flavour, version, way, owner } = database;
  const end = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, resolve);
    process.stdin.on("end", resolve).on("error", resolve).resume();
  });
  console.log(JSON.stringify({ url, flavour, version, way, owner }));
  await end;
  await database.stop();
}

try {
  await main(process.argv[2]);
  process.exit(0);
} catch (error) {
  console.error(error instanceof DatabaseUnavailable ? error.message : error);
  process.exit(1);
}
