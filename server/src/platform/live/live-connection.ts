import { type Connection, createConnection } from "mysql2";
import type { ConnectionOptions } from "../database/data-source.js";
import type { Sql } from "./sql.js";

/** A statement that takes longer is given up with its connection: the far end may be gone without a word. */
const STATEMENT_TIMEOUT_MS = 15_000;

/**
 * A connection kept for one purpose, outside the pool of the requests, so that a report or a burst of requests never
 * delays the tail. One statement at a time, in the order asked. Opened at first use, and again after it broke.
 */
export class LiveConnection implements Sql {
  private connection: Promise<Connection> | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly options: ConnectionOptions) {}

  query<T>(statement: string, parameters: readonly unknown[] = []): Promise<T> {
    const answer = this.queue.then(() => this.run<T>(statement, parameters));
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  /** Waits for the statement under way. */
  async close(): Promise<void> {
    this.closed = true;
    await this.queue;
    const connection = await this.connection?.catch(() => null);
    this.connection = null;
    if (connection) await new Promise<void>((resolve) => connection.end(() => resolve()));
  }

  private async run<T>(statement: string, parameters: readonly unknown[]): Promise<T> {
    if (this.closed) throw new Error("The live connection is closed");
    this.connection ??= this.open();
    try {
      return await ask<T>(await this.connection, statement, parameters);
    } catch (error) {
      if (!isRefusedStatement(error)) await this.drop();
      throw error;
    }
  }

  private open(): Promise<Connection> {
    const connection = createConnection({
      ...this.options,
      charset: "utf8mb4_unicode_520_ci",
      timezone: "Z",
      supportBigNumbers: true,
      connectTimeout: 5_000,
    });
    return new Promise((resolve, reject) => {
      connection.once("connect", () => resolve(connection));
      // Whoever asks learns of a failure by their statement; without a listener it would end the process.
      connection.on("error", reject);
    });
  }

  private async drop(): Promise<void> {
    const broken = this.connection;
    this.connection = null;
    (await broken?.catch(() => null))?.destroy();
  }
}

function ask<T>(connection: Connection, sql: string, parameters: readonly unknown[]): Promise<T> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, values: [...parameters], timeout: STATEMENT_TIMEOUT_MS }, (error, answer) =>
      error ? reject(error) : resolve(answer as T),
    );
  });
}

/** An error of the statement itself, which leaves the connection usable. */
function isRefusedStatement(error: unknown): boolean {
  const { sqlState, fatal } = error as { sqlState?: string; fatal?: boolean };
  return sqlState !== undefined && !fatal && !sqlState.startsWith("08");
}
