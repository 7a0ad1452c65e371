import { createHash } from "node:crypto";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterMySQL, RateLimiterRes } from "rate-limiter-flexible";
import type { DataSource } from "typeorm";

/** So many attempts in so many seconds. */
export interface Allowance {
  attempts: number;
  seconds: number;
}

/** Counts attempts by key and says when too many were made. */
export class Throttle {
  private constructor(private readonly limiter: RateLimiterAbstract) {}

  /** Counted in this process only. */
  static inMemory(name: string, { attempts, seconds }: Allowance): Throttle {
    return new Throttle(new RateLimiterMemory({ keyPrefix: name, points: attempts, duration: seconds }));
  }

  /** Counted in the database, over all server processes. */
  static inDatabase(name: string, { attempts, seconds }: Allowance, dataSource: DataSource): Throttle {
    return new Throttle(
      new RateLimiterMySQL({
        storeClient: (dataSource.driver as unknown as { pool: unknown }).pool,
        storeType: "pool",
        dbName: dataSource.driver.database,
        tableName: "rate_limit",
        tableCreated: true,
        keyPrefix: name,
        points: attempts,
        duration: seconds,
        // Who goes on trying is refused from memory.
        inMemoryBlockOnConsumed: attempts + 1,
      }),
    );
  }

  /** Counts an attempt; null, or the seconds to wait when it is one too many. */
  async attempt(key: string): Promise<number | null> {
    try {
      await this.limiter.consume(keyOf(key));
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  }

  async forget(key: string): Promise<void> {
    await this.limiter.delete(keyOf(key));
  }
}

/** Names are kept as hashes: short, of any alphabet, and no list of who signs in. */
function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
