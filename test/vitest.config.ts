import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // graphql ships a CommonJS and an ES build; two copies at once refuse each other's schemas.
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve("graphql/index.js")) } },
  test: {
    include: ["**/*.test.ts"],
    globalSetup: ["global-setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Each file has servers and browsers of its own, and waits for them a good part of its time: three keep two cores busy.
    maxWorkers: 3,
  },
});
