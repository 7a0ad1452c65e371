import { describe, expect, it, onTestFinished } from "vitest";
import { ask, withDatabase } from "./connection.js";
import { temporaryFolder } from "./desk-process.fixture.js";
import { refuse, useGivenDatabase } from "./given-database.js";
import { openDatabase } from "./open-database.js";
import { openThrowAwayDatabase } from "./throw-away-database.js";

describe("a server named by DATABASE_URL", () => {
  it("is taken when it is recent enough, and gets the desk's database", async () => {
    const url = withDatabase(await server(), "help");
    const database = await openDatabase({ stateFolder: "unused", databaseUrl: url });
    expect(database).toMatchObject({ url, owner: false, way: "given", flavour: "mariadb" });
    const [row] = await ask<{ c: string }>(
      url,
      "SELECT DEFAULT_COLLATION_NAME AS c FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'help'",
    );
    expect(row).toEqual({ c: "utf8mb4_unicode_520_ci" });
    await database.stop();
    expect(await ask(url, "SELECT 1 AS still")).toEqual([{ still: 1 }]);
  });

  it("with a wrong password is refused without showing the password", async () => {
    const url = new URL(await server());
    url.password = "guessed";
    await expect(useGivenDatabase(url.href)).rejects.toThrow(/guichet:\*\*\*@.*does not let us in: Access denied/);
  });

  it("that is not there is refused with what to do", async () => {
    await expect(useGivenDatabase("mysql://desk@127.0.0.1:1/x")).rejects.toThrow(
      /Check the address, or unset DATABASE_URL/,
    );
  });

  it("is refused when it has several primaries, is too old, or something else", () => {
    const usual = { version: "10.11.6-MariaDB", wsrepOn: false, multiPrimary: false, sqlMode: "STRICT_TRANS_TABLES" };
    expect(refuse(usual)).toBeUndefined();
    expect(refuse({ ...usual, wsrepOn: true })).toMatch(/Galera/);
    expect(refuse({ ...usual, version: "8.4.3", multiPrimary: true })).toMatch(/several primaries/);
    expect(refuse({ ...usual, version: "8.0.36" })).toMatch(/too old/);
    expect(refuse({ ...usual, version: "parrot" })).toMatch(/neither MySQL nor MariaDB/);
  });

  it("is refused when it reads backslashes otherwise than we write them", async () => {
    const url = await server();
    await ask(url, "SET GLOBAL sql_mode = 'STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'");
    await expect(useGivenDatabase(withDatabase(url, "guichet"))).rejects.toThrow(/NO_BACKSLASH_ESCAPES/);
  });
});

async function server(): Promise<string> {
  const database = await openThrowAwayDatabase({ stateFolder: temporaryFolder() });
  onTestFinished(() => database.stop());
  return database.url;
}
