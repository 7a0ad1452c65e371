import type { DataSource } from "typeorm";
import type { Sql } from "../platform/database/sql.js";
import { demandMadeUpTo } from "./metric-progress.js";
import type { MetricProjection } from "./metric-projection.service.js";

/** Where reports are read from. */
export class MetricSnapshots {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projection: MetricProjection,
  ) {}

  /** Reads all of a report from one consistent state of the database, with everything committed before the call. */
  async read<T>(work: (database: Sql) => Promise<T>): Promise<T> {
    const head = await this.projection.demandCaughtUp();
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      await runner.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
      try {
        // Another server may have begun to make all rows again in between.
        await demandMadeUpTo(head, runner);
        return await work(runner);
      } finally {
        await runner.query("ROLLBACK");
      }
    } finally {
      await runner.release();
    }
  }
}
