import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../../testing/test-database.js";
import { Throttle } from "./throttle.js";

const twice = { attempts: 2, seconds: 60 };
let dataSource: DataSource;
beforeAll(async () => {
  dataSource = await testDatabase();
});

describe.each(["memory", "database"])("a throttle counting in %s", (where) => {
  const throttle = (name: string) =>
    where === "memory" ? Throttle.inMemory(name, twice) : Throttle.inDatabase(name, twice, dataSource);

  it("lets through as many attempts as are allowed, then says how long to wait", async () => {
    const throttled = throttle("count");
    expect([await throttled.attempt("a"), await throttled.attempt("a")]).toEqual([null, null]);
    const wait = await throttled.attempt("a");
    expect(wait).toBeGreaterThan(50);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await throttled.attempt("b")).toBeNull();
  });

  it("forgets the attempts of who has succeeded", async () => {
    const throttled = throttle("forget");
    await throttled.attempt("a");
    await throttled.forget("a");
    expect([await throttled.attempt("a"), await throttled.attempt("a")]).toEqual([null, null]);
  });
});

describe("a throttle counting in the database", () => {
  it("is one over all server processes, also at the same moment", async () => {
    const [here, there] = [
      Throttle.inDatabase("shared", twice, dataSource),
      Throttle.inDatabase("shared", twice, dataSource),
    ];
    const waits = await Promise.all([here, there, here, there, here, there].map((each) => each.attempt("a")));
    expect(waits.filter((wait) => wait === null)).toHaveLength(2);
  });

  it("keeps no name", async () => {
    await Throttle.inDatabase("names", twice, dataSource).attempt("camille.roche");
    expect(JSON.stringify(await dataSource.query("SELECT `key` FROM rate_limit"))).not.toContain("camille");
  });
});
