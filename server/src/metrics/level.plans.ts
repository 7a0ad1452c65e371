import { MetricId, SKIPPED } from "./metric.definitions.js";
import type { Plan } from "./metric.plan.js";
import { FactKind } from "./metric-fact.entity.js";

/** How far up requests go, and how they leave a level. */
export const LEVEL_PLANS = {
  [MetricId.share_levelZero]: {
    shape: "share",
    counted: (sql) => ({ ...sql.of(FactKind.RESOLUTION, [sql.standing()]), hit: "m.amount = 0" }),
  },
  [MetricId.share_firstLevel]: {
    shape: "share",
    counted: (sql) => ({ ...sql.of(FactKind.RESOLUTION, [sql.standing()]), hit: "m.amount <= 1" }),
  },
  [MetricId.escalation_rate]: {
    shape: "parts",
    counted: (sql) => ({
      ...sql.of(FactKind.STAY, sql.atLevel()),
      part: "m.part",
      apart: "m.flag",
      discardedToo: "m.part = 'DISCARDED'",
    }),
    apartKey: SKIPPED,
  },
} satisfies Partial<Record<MetricId, Plan>>;
