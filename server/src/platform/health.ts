import type { FastifyInstance } from "fastify";
import type { DataSource } from "typeorm";

/** The log has not been followed for longer than this: screens served from here would not be live. */
const STALE_AFTER_MS = 10_000;
const DATABASE_ANSWERS_WITHIN_MS = 3_000;

export interface Health {
  dataSource: DataSource;
  /** `provenAt`: an instant at which this process knew the log up to its end. */
  tail: { readonly provenAt: number };
}

/** /healthz: the process runs. /readyz: it can serve, for the database answers and the log is followed. */
export function serveHealth(app: FastifyInstance, { dataSource, tail }: Health): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    const database = await answersInTime(dataSource);
    const behindMs = Date.now() - tail.provenAt;
    const ready = database && behindMs < STALE_AFTER_MS;
    return reply
      .code(ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: ready ? "ready" : "not ready", database, logFollowedMsAgo: behindMs });
  });
}

async function answersInTime(dataSource: DataSource): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DATABASE_ANSWERS_WITHIN_MS);
  });
  try {
    return await Promise.race([dataSource.query("SELECT 1").then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
