import { MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import type { Plan } from "./metric.plan.js";
import { FactKind } from "./metric-fact.entity.js";

/** Whether promises were kept: by the last verdict on each target, at the instant it fell. */
export const SERVICE_LEVEL_PLANS = {
  [MetricId.sla_attainment]: {
    shape: "share",
    counted: (sql) => ({
      ...sql.of(FactKind.VERDICT, [`NOT COALESCE(${sql.ended("m")}, FALSE)`]),
      hit: "m.flag",
      partIs: "TARGET",
    }),
    alsoBy: { grouping: MetricGrouping.TARGET },
  },
} satisfies Partial<Record<MetricId, Plan>>;
