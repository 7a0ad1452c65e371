import type { Flavour } from "./data-source.js";
import type { Sql } from "./sql.js";

/** ER_STATEMENT_TIMEOUT of MariaDB, ER_QUERY_TIMEOUT of MySQL. */
const OUT_OF_TIME = [1969, 3024];

/** While the work goes on, no statement that this session reads with takes longer: the database itself ends it. */
export async function withStatementTime<T>(
  session: Sql,
  flavour: Flavour,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const [variable, value] =
    flavour === "mariadb" ? ["max_statement_time", seconds] : ["max_execution_time", Math.ceil(seconds * 1_000)];
  await session.query(`SET SESSION ${variable} = ${value}`);
  try {
    return await work();
  } finally {
    // Sessions go back to the pool, where people's acts take them.
    await session.query(`SET SESSION ${variable} = DEFAULT`);
  }
}

/** The statement was ended because its time was up. */
export function isOutOfTime(error: unknown): boolean {
  const { errno, driverError } = error as { errno?: number; driverError?: { errno?: number } };
  return OUT_OF_TIME.includes(errno ?? driverError?.errno ?? 0);
}
