import type { TestProject } from "vitest/node";
import { databaseEnvironment } from "../platform/database/private/environment.js";
import { openThrowAwayDatabase } from "../platform/database/private/throw-away-database.js";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
    databaseFlavour: "mariadb" | "mysql";
  }
}

/** One forgetful database server for the whole run; each test file makes a database of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stateFolder, testDatabaseUrl: databaseUrl, from } = databaseEnvironment();
  const server = await openThrowAwayDatabase({ stateFolder, databaseUrl, from });
  project.provide("databaseUrl", server.url);
  project.provide("databaseFlavour", server.flavour);
  return () => server.stop();
}
