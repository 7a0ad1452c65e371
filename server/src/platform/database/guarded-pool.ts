import { createPool, type Pool, type PoolOptions } from "mysql2";
import type { Flavour } from "./data-source.js";

/** What TypeORM takes in place of the driver's module: it asks it for a pool, and for nothing else. */
export interface PoolDriver {
  createPool(options: PoolOptions): Pool;
}

/**
 * A process that stalls in the middle of a write holds locks, in the worst case the log's head, and with it every
 * writer of the desk. A private server is told to cut it off; a server that was given need not be, so each session
 * says it for itself. MariaDB counts in write transactions only. MySQL counts whenever the session idles, so there the
 * pool has to let idle sessions go before their time is up.
 */
export function guardedPool(flavour: Flavour, stalledAfterSeconds: number): PoolDriver {
  const variable = flavour === "mariadb" ? "idle_write_transaction_timeout" : "wait_timeout";
  return {
    createPool(options) {
      const pool = createPool(flavour === "mariadb" ? options : lettingGo(options, stalledAfterSeconds / 2));
      pool.on("connection", (session) => {
        // Sent before whatever the session was opened for. Unguarded it is not to be used.
        session.query(`SET SESSION ${variable} = ?`, [stalledAfterSeconds], (error) => {
          if (error) session.destroy();
        });
      });
      return pool;
    },
  };
}

/** The pool looks for idle sessions only where it may not keep as many as it may have. */
function lettingGo(options: PoolOptions, afterSeconds: number): PoolOptions {
  return { ...options, maxIdle: (options.connectionLimit ?? 10) - 1, idleTimeout: afterSeconds * 1_000 };
}
