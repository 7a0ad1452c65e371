import type { DataSource, QueryRunner } from "typeorm";
import type { Flavour } from "../platform/database/data-source.js";
import type { Sql } from "../platform/database/sql.js";
import { isOutOfTime, withStatementTime } from "../platform/database/statement-time.js";
import { timeLimitExceeded } from "../platform/graphql/errors.js";
import { Turns } from "../platform/turns.js";
import { demandMadeUpTo } from "./metric-progress.js";
import type { MetricProjection } from "./metric-projection.service.js";

/** A page asks for many reports at once; the database's connections are those of people's acts too. */
const AT_ONCE = 3;
const SECONDS = 30;

/** Where reports are read from. */
export class MetricSnapshots {
  private readonly turns = new Turns(AT_ONCE);

  constructor(
    private readonly dataSource: DataSource,
    private readonly projection: MetricProjection,
    /** So long a request may take: who asked is no longer there after it. */
    private readonly seconds = SECONDS,
  ) {}

  /** Reads all of a report from one consistent state of the database, with everything committed before the call. */
  async read<T>(work: (database: Sql) => Promise<T>): Promise<T> {
    const until = performance.now() + this.seconds * 1_000;
    const demandTime = () => {
      if (performance.now() > until) throw timeLimitExceeded(this.seconds);
    };
    const head = await this.projection.demandCaughtUp();
    return this.turns.take(async () => {
      demandTime();
      return this.inSnapshot(async (runner) => {
        // Another server may have begun to make all rows again in between.
        await demandMadeUpTo(head, runner);
        const result = await work({
          query: async (sql, parameters) => {
            demandTime();
            return runner.query(sql, parameters);
          },
        });
        demandTime();
        return result;
      });
    });
  }

  private async inSnapshot<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const flavour = this.dataSource.options.type as Flavour;
    try {
      return await withStatementTime(runner, flavour, this.seconds, async () => {
        await runner.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        await runner.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        try {
          return await work(runner);
        } finally {
          await runner.query("ROLLBACK");
        }
      });
    } catch (error) {
      throw isOutOfTime(error) ? timeLimitExceeded(this.seconds) : error;
    } finally {
      await runner.release();
    }
  }
}
