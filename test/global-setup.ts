import type { TestProject } from "vitest/node";
import { TestServer } from "./live/harness/test-server.js";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One forgetful database server for the whole run; each test file makes a database of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await TestServer.start();
  project.provide("databaseUrl", server.url);
  return () => server.stop();
}
