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
}

/** Why this server cannot carry the desk, or undefined when it can. */
export function refuse(facts: ServerFacts): string | undefined {
  const server = parseVersion(facts.version);
  if (server === undefined) return `it calls itself "${facts.version}", which is neither MySQL nor MariaDB`;
  if (facts.wsrepOn) {
    return `${inWords(server)} runs as a Galera cluster, where row locks hold on one node only and the event log could lose its order`;
  }
  return tooOld(server);
}

async function factsOf(url: string): Promise<ServerFacts> {
  try {
    const [row] = await ask<{ version: string }>(url, "SELECT VERSION() AS version");
    const wsrep = await ask<{ Value: string }>(url, "SHOW GLOBAL VARIABLES LIKE 'wsrep_on'");
    return { version: row?.version ?? "", wsrepOn: wsrep[0]?.Value === "ON" };
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
