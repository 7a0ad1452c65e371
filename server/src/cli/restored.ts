import { createConnection, type RowDataPacket } from "mysql2/promise";
import { connectionOptions } from "../platform/database/private/connection.js";
import { DatabaseUnavailable } from "../platform/database/private/database-unavailable.js";
import { databaseEnvironment } from "../platform/database/private/environment.js";
import { openDatabase } from "../platform/database/private/open-database.js";

/**
 * `npm run restored`: to be said after going back to a backup. Begins a new timeline of the log, so that a screen or a
 * program that had read further reads again instead of resuming from a past that is gone.
 */
async function main(): Promise<void> {
  const database = await openDatabase({ ...databaseEnvironment(), log: (line) => console.error(line) });
  const connection = await createConnection(connectionOptions(database.url));
  try {
    await connection.query(
      `INSERT INTO log_timeline (timeline, forkedAt, startedAt)
       SELECT MAX(timeline) + 1, (SELECT n FROM log_head WHERE id = 1), UTC_TIMESTAMP(3) FROM log_timeline`,
    );
    const [lines] = await connection.query<RowDataPacket[]>(
      "SELECT timeline, forkedAt FROM log_timeline ORDER BY timeline DESC LIMIT 1",
    );
    console.log(`The log goes on from position ${lines[0]?.forkedAt} as timeline ${lines[0]?.timeline}.`);
  } finally {
    await connection.end();
    await database.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof DatabaseUnavailable ? error.message : error);
  process.exit(1);
}
