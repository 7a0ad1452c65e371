import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../state-folder.js";
import { readConfig } from "./config.js";
import { exampleFile } from "./environment.js";

describe("the configuration", () => {
  it("needs nothing to be set", () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      portGiven: false,
      seed: "demo",
      timeZone: "Europe/Paris",
      databaseUrl: null,
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readConfig({ PORT: "", GUICHET_SEED: " " })).toEqual(readConfig({}));
  });

  it("names every variable that is wrong, and what is possible", () => {
    expect(() => readConfig({ PORT: "abc", GUICHET_SEED: "full", GUICHET_TIME_ZONE: "Mars/Olympus" })).toThrow(
      [
        'PORT "abc" is not a whole number from 0 to 65535.',
        'GUICHET_SEED "full" is not demo, minimal or none.',
        'GUICHET_TIME_ZONE "Mars/Olympus" is not an IANA time zone such as Europe/Paris.',
      ].join("\n"),
    );
  });

  it("does not repeat a password that stands in a wrong address", () => {
    expect(() => readConfig({ DATABASE_URL: "postgres://me:secret@host/db" })).toThrow(
      /^DATABASE_URL is not an address such as mysql:/,
    );
  });

  it("is shown whole in .env.example (UPDATE_EXAMPLE=1 rewrites it)", () => {
    const path = join(projectRoot(), ".env.example");
    if (process.env.UPDATE_EXAMPLE) writeFileSync(path, exampleFile());
    expect(readFileSync(path, "utf8")).toBe(exampleFile());
  });
});
