import { type Connection, createConnection } from "mysql2/promise";
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
    await connection?.end().catch(() => undefined);
  }

  private async run<T>(statement: string, parameters: readonly unknown[]): Promise<T> {
    if (this.closed) throw new Error("The live connection is closed");
    this.connection ??= this.open();
    try {
      const connection = await this.connection;
      const [answer] = await connection.query({
        sql: statement,
        values: [...parameters],
        timeout: STATEMENT_TIMEOUT_MS,
      });
      return answer as T;
    } catch (error) {
      if (!isRefusedStatement(error)) await this.drop();
      throw error;
    }
  }

  private open(): Promise<Connection> {
    const opened = createConnection({
      ...this.options,
      charset: "utf8mb4_unicode_520_ci",
      timezone: "Z",
      supportBigNumbers: true,
      connectTimeout: 5_000,
    });
    // The statement under way reports the failure; without a listener it would end the process.
    opened.then((connection) => connection.on("error", () => undefined)).catch(() => undefined);
    return opened;
  }

  private async drop(): Promise<void> {
    const broken = this.connection;
    this.connection = null;
    (await broken?.catch(() => null))?.destroy();
  }
}

/** An error of the statement itself, which leaves the connection usable. */
function isRefusedStatement(error: unknown): boolean {
  const { sqlState, fatal } = error as { sqlState?: string; fatal?: boolean };
  return sqlState !== undefined && !fatal && !sqlState.startsWith("08");
}
