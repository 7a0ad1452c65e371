import { MetricId } from "./metric.definitions.js";
import type { Counted, Plan } from "./metric.plan.js";
import type { QuestionSql } from "./question-sql.js";
import { longestOf, ONGOING } from "./spell-magnitude.rules.js";

/** What is open at the end of each period. */
export const BACKLOG_PLANS = {
  [MetricId.backlog_open]: { shape: "parts", counted: (sql) => ({ ...openAtEnds(sql), part: "m.part" }) },
  [MetricId.backlog_age]: {
    shape: "distribution",
    calendarOnly: true,
    counted: (sql) => ({ ...openAtEnds(sql), value: "m.calendarMs + n.endsAt - m.at" }),
  },
} satisfies Partial<Record<MetricId, Plan>>;

/** The spells `m` that cover the ends `n` of periods: from the first end after they begin to the last before they end. */
function openAtEnds(sql: QuestionSql): Counted {
  const { buckets, position } = sql.question;
  const ends = buckets.filter(({ startsAt }) => startsAt.getTime() < sql.end);
  const instants = ends.map(({ endsAt }) => Math.min(endsAt.getTime(), sql.end));
  const first = instants[0] ?? sql.end;
  const magnitudes = Array.from({ length: ONGOING }, (_, index) => index + 1);
  const began = magnitudes.map((magnitude) => {
    // At a position, a spell may be open although it ended before, by a clock or an import: all have to be looked at.
    const isOpenEnded = magnitude === ONGOING || position !== null;
    const since = isOpenEnded ? "" : ` AND m.at >= ${first - longestOf(magnitude)}`;
    return `(m.magnitude = ${magnitude}${since} AND m.at < ${sql.end})`;
  });
  const list = instants.map((endsAt, n) => `SELECT ${n} AS n, ${endsAt} AS endsAt`).join(" UNION ALL ");
  const nobody = "SELECT 0 AS n, 0 AS endsAt FROM DUAL WHERE FALSE";
  return {
    from: `metric_fact m STRAIGHT_JOIN (${list || nobody}) n`,
    where: [
      "m.kind = 'SPELL'",
      `(${began.join(" OR ")})`,
      sql.known("m"),
      "m.at < n.endsAt",
      `NOT COALESCE(m.endKnownAt < n.endsAt${sql.upTo("m.endPosition")}, FALSE)`,
    ],
    bucket: "n.n",
  };
}
