import { ask, connectionOptions, withDatabase, withoutPassword } from "./connection.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import { inWords, parseVersion, type ServerVersion, tooOld } from "./version.js";

/** Checks the server named by DATABASE_URL and makes sure that its database is there. */
export async function useGivenDatabase(given: string, databaseName?: string): Promise<{ url: string } & ServerVersion> {
  const url = withDatabase(given, databaseName ?? connectionOptions(given).database);
  const facts = await factsOf(url);
  const refusal = refuse(facts);
  if (refusal !== undefined) throw new DatabaseUnavailable(`The server of DATABASE_URL cannot be used: ${refusal}.`);
  await makeSureOfDatabase(url);
  return { url, ...(parseVersion(facts.version) as ServerVersion) };
}

export interface ServerFacts {
  version: string;
  wsrepOn: boolean;
  /** MySQL's group replication, every member of which takes writes. */
  multiPrimary: boolean;
  sqlMode: string;
}

/** Why this server cannot carry the desk, or undefined when it can. */
export function refuse(facts: ServerFacts): string | undefined {
  const server = parseVersion(facts.version);
  if (server === undefined) return `it calls itself "${facts.version}", which is neither MySQL nor MariaDB`;
  if (facts.wsrepOn) {
    return `${inWords(server)} runs as a Galera cluster, where row locks hold on one node only and the event log could lose its order`;
  }
  if (facts.multiPrimary) {
    return `${inWords(server)} replicates with several primaries, where the event log could lose its order`;
  }
  // There a backslash before a quote, by which values are kept out of statements, would not keep them out.
  if (facts.sqlMode.split(",").includes("NO_BACKSLASH_ESCAPES")) {
    return `${inWords(server)} has NO_BACKSLASH_ESCAPES in its sql_mode`;
  }
  // Elsewhere what does not fit a column is cut off in silence.
  if (!/\b(STRICT_TRANS_TABLES|STRICT_ALL_TABLES)\b/.test(facts.sqlMode)) {
    return `${inWords(server)} has neither STRICT_TRANS_TABLES nor STRICT_ALL_TABLES in its sql_mode`;
  }
  return tooOld(server);
}

async function factsOf(url: string): Promise<ServerFacts> {
  try {
    const [row] = await ask<Pick<ServerFacts, "version" | "sqlMode">>(
      url,
      "SELECT VERSION() AS version, @@sql_mode AS sqlMode",
    );
    const settings = await ask<{ Variable_name: string; Value: string }>(
      url,
      "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('wsrep_on', 'group_replication_single_primary_mode')",
    );
    const isSet = (name: string, value: string) =>
      settings.some((each) => each.Variable_name === name && each.Value === value);
    return {
      version: row?.version ?? "",
      sqlMode: row?.sqlMode ?? "",
      wsrepOn: isSet("wsrep_on", "ON"),
      multiPrimary: isSet("group_replication_single_primary_mode", "OFF"),
    };
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    throw new DatabaseUnavailable(
      `The server of DATABASE_URL (${withoutPassword(url)}) does not let us in: ${(error as Error).message}`,
      ["Check the address, or unset DATABASE_URL to let the desk run a database of its own."],
      { cause: error },
    );
  }
}

async function makeSureOfDatabase(url: string): Promise<void> {
  const { database } = connectionOptions(url);
  const rows = await ask<{ Database: string }>(url, "SHOW DATABASES");
  if (rows.some((row) => row.Database === database)) return;
  const create = `CREATE DATABASE IF NOT EXISTS \`${database.replaceAll("`", "``")}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`;
  try {
    await ask(url, create);
  } catch (error) {
    throw new DatabaseUnavailable(
      `The database ${database} does not exist on ${withoutPassword(url)} and could not be made: ${(error as Error).message}`,
      [`${create};`],
      { cause: error },
    );
  }
}
