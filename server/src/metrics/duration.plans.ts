import { MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import type { Plan } from "./metric.plan.js";
import { FactKind } from "./metric-fact.entity.js";

/** How long things took. */
export const DURATION_PLANS = {
  [MetricId.time_takeCharge]: {
    shape: "distribution",
    counted: (sql) => ({ ...sql.of(FactKind.ENTRY), value: sql.duration() }),
    alsoBy: { grouping: MetricGrouping.CHANNEL },
  },
  [MetricId.time_takeCharge_level]: {
    shape: "distribution",
    counted: (sql) => ({ ...sql.of(FactKind.ARRIVAL, sql.atLevel()), value: sql.duration() }),
    alsoBy: { grouping: MetricGrouping.CHANNEL },
  },
  [MetricId.time_firstReply]: {
    shape: "distribution",
    counted: (sql) => ({ ...sql.of(FactKind.FIRST_REPLY), value: sql.duration() }),
  },
  [MetricId.time_resolve]: {
    shape: "distribution",
    counted: (sql) => ({ ...sql.of(FactKind.RESOLUTION, [sql.standing()]), value: sql.clockColumn() }),
  },
  [MetricId.time_inLevel]: {
    shape: "distribution",
    counted: (sql) => ({ ...sql.of(FactKind.IN_LEVEL, [sql.standing(), ...sql.atLevel()]), value: sql.clockColumn() }),
  },
  [MetricId.time_waiting]: {
    shape: "distribution",
    counted: (sql) => ({ ...sql.of(FactKind.WAITING, [sql.standing()]), value: sql.clockColumn() }),
    alsoBy: {
      grouping: MetricGrouping.WAITING_FOR,
      counted: (sql) => ({
        ...sql.of(FactKind.WAITED, [sql.standing()]),
        value: sql.clockColumn(),
        partIs: "WAITING_FOR",
      }),
    },
  },
} satisfies Partial<Record<MetricId, Plan>>;
