import { randomBytes } from "node:crypto";
import type { Connection } from "mysql2/promise";
import { inject } from "vitest";
import { connectTo } from "./connect.js";
import { copyDemoTo } from "./demo-template.js";

/** A desk's database, and this test's eyes in it. */
export class TestDatabase {
  constructor(
    readonly url: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** Empty, fast and forgetful. */
  static async throwAway(): Promise<TestDatabase> {
    const server = inject("databaseUrl");
    const name = `guichet_test_${randomBytes(6).toString("hex")}`;
    const ask = async (sql: string) => {
      const connection = await connectTo(server);
      await connection.query(sql);
      await connection.end();
    };
    await ask(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return new TestDatabase(url.href, () => ask(`DROP DATABASE ${name}`));
  }

  /** The same, with the demo desk in it. */
  static async demo(): Promise<TestDatabase> {
    const database = await TestDatabase.throwAway();
    await copyDemoTo(database.url, inject("databaseUrl"));
    return database;
  }

  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const connection = await this.connect();
    try {
      const [rows] = await connection.query(sql, parameters);
      return rows as Row[];
    } finally {
      connection.destroy();
    }
  }

  connect(): Promise<Connection> {
    return connectTo(this.url);
  }

  async stop(): Promise<void> {
    await this.end();
  }
}
