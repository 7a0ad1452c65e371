import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // graphql ships a CommonJS and an ES build; two copies at once refuse each other's schemas.
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve("graphql/index.js")) } },
  test: {
    include: ["src/**/*.test.ts"],
    setupFiles: ["reflect-metadata"],
    globalSetup: ["src/testing/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A good part of the work is the database's, in a process of its own.
    maxWorkers: 2,
    // The server's modules are read once by each of them, not once for each file.
    isolate: false,
  },
});
