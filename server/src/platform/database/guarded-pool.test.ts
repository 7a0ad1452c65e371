import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entities } from "../../entities.js";
import { migrations } from "../../migrations.js";
import { SYSTEM } from "../events/actor.js";
import { SubjectType } from "../events/event.entity.js";
import { createDataSource, type Flavour } from "./data-source.js";
import { ask, connectionOptions } from "./private/connection.js";
import { databaseEnvironment } from "./private/environment.js";
import { openThrowAwayDatabase } from "./private/throw-away-database.js";
import { UnitOfWork } from "./unit-of-work.js";

let url: string;
const opened: DataSource[] = [];

beforeAll(async () => {
  const server = await openThrowAwayDatabase({ ...databaseEnvironment(), databaseUrl: undefined });
  afterAll(() => server.stop());
  ({ url } = server);
  // As a server of somebody else's is: it cuts nobody off.
  await ask(url, "SET GLOBAL idle_write_transaction_timeout = 0");
  const first = await open("mariadb");
  await first.runMigrations();
});

afterAll(() => Promise.all(opened.map((source) => source.destroy())));

/** MySQL's way is also understood by MariaDB: any session of either can be told how long it may idle. */
async function open(flavour: Flavour, stalledAfterSeconds?: number): Promise<DataSource> {
  const connection = connectionOptions(url);
  const source = createDataSource({ connection, flavour, entities, migrations, poolSize: 4, stalledAfterSeconds });
  opened.push(source);
  return source.initialize();
}

describe.each<Flavour>(["mariadb", "mysql"])(
  "a process that stalls with the log's head in its hand (%s)",
  (flavour) => {
    it("is cut off, and the other writers go on", async () => {
      const stalled = (await open(flavour, 1)).createQueryRunner();
      await stalled.startTransaction("READ COMMITTED");
      await stalled.query("UPDATE log_head SET n = LAST_INSERT_ID(n + 1) WHERE id = 1");
      const work = new UnitOfWork(await open(flavour, 1), [], () => undefined);
      const { position } = await work.run(SYSTEM, async (tx) =>
        tx.record({ subjectType: SubjectType.SETTING, subjectId: 1, subjectVersion: 1, type: "TRIED" }),
      );
      expect(position).toBeGreaterThan(0);
      await expect(stalled.commitTransaction()).rejects.toThrow();
      await stalled.release();
    });
  },
);

it("every session is given ten seconds", async () => {
  for (const [flavour, variable] of [
    ["mariadb", "idle_write_transaction_timeout"],
    ["mysql", "wait_timeout"],
  ] as const) {
    const source = await open(flavour);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => source.query(`SELECT @@${variable} AS seconds, SLEEP(0.05)`)),
    );
    expect(answers.map(([row]: [{ seconds: number }]) => Number(row.seconds))).toEqual([10, 10, 10, 10]);
  }
});
