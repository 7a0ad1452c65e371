import { defaultStateFolder } from "../../state-folder.js";
import { DatabaseUnavailable } from "./database-unavailable.js";
import { ways } from "./engine.js";
import type { OpenDatabase } from "./open-database.js";

export type DatabaseEnvironment = Pick<OpenDatabase, "stateFolder" | "databaseUrl" | "from" | "memory" | "listen"> & {
  /** A server that tests may use; DATABASE_URL is never touched by them. */
  testDatabaseUrl?: string;
};

/**
 * The environment variables that concern the database, all optional: GUICHET_STATE, DATABASE_URL,
 * GUICHET_DATABASE_FROM (machine, apt, docker), GUICHET_DATABASE_MEMORY (256M), GUICHET_DATABASE_LISTEN (socket, tcp),
 * GUICHET_TEST_DATABASE_URL.
 */
export function databaseEnvironment(env: NodeJS.ProcessEnv = process.env): DatabaseEnvironment {
  const memory = env["GUICHET_DATABASE_MEMORY"] || undefined;
  if (memory && !/^\d+[KMG]$/i.test(memory)) {
    throw new DatabaseUnavailable(`GUICHET_DATABASE_MEMORY is "${memory}", which is not a size.`, [
      "GUICHET_DATABASE_MEMORY=512M",
    ]);
  }
  return {
    stateFolder: defaultStateFolder(env),
    databaseUrl: env["DATABASE_URL"] || undefined,
    testDatabaseUrl: env["GUICHET_TEST_DATABASE_URL"] || undefined,
    from: oneOf(env, "GUICHET_DATABASE_FROM", ways),
    memory,
    listen: oneOf(env, "GUICHET_DATABASE_LISTEN", ["socket", "tcp"] as const),
  };
}

function oneOf<Word extends string>(env: NodeJS.ProcessEnv, name: string, words: readonly Word[]): Word | undefined {
  const value = env[name];
  if (!value) return undefined;
  const word = words.find((one) => one === value);
  if (word === undefined) throw new DatabaseUnavailable(`${name} is "${value}"; it can be ${words.join(", ")}.`);
  return word;
}
