import { AGAIN, MetricId } from "./metric.definitions.js";
import type { Plan } from "./metric.plan.js";
import { FactKind } from "./metric-fact.entity.js";
import type { QuestionSql } from "./question-sql.js";

/** What came in, and what was done about it. */
export const INTAKE_PLANS = {
  [MetricId.intake_received]: { shape: "count", counted: (sql) => sql.of(FactKind.ENTRY) },
  [MetricId.intake_discarded]: {
    shape: "parts",
    counted: (sql) => ({ ...sql.of(FactKind.DISCARDED), part: "m.part", discardedToo: "TRUE" }),
  },
  [MetricId.handled_resolved]: {
    shape: "parts",
    counted: (sql) => ({
      ...sql.of(FactKind.RESOLUTION, [sql.standing()]),
      part: "m.code",
      apart: handledBefore(sql),
    }),
    apartKey: AGAIN,
  },
  [MetricId.effort_minutes]: {
    shape: "parts",
    counted: (sql) => ({ ...sql.of(FactKind.INTERVENTION), part: "m.part", adds: "m.amount", partIs: "MEANS" }),
  },
  [MetricId.contact_chasing]: {
    shape: "ratio",
    counted: (sql) => ({
      ...sql.of([FactKind.CHASED, FactKind.RESOLUTION], [`(m.kind = 'CHASED' OR ${sql.standing()})`]),
      hit: "m.kind = 'CHASED'",
    }),
  },
} satisfies Partial<Record<MetricId, Plan>>;

/** An earlier resolution of the ticket stood when its own period, an earlier one, ended. */
function handledBefore(sql: QuestionSql): string {
  return `(m.ordinal > 1 AND EXISTS (SELECT 1 FROM metric_fact p
    WHERE p.ticket = m.ticket AND p.kind = 'RESOLUTION' AND p.ordinal < m.ordinal
      AND ${sql.anyBucket("p.at")} < ${sql.anyBucket("m.at")}
      AND ${sql.anyBucket("p.endKnownAt")} > ${sql.anyBucket("p.at")}))`;
}
