import { BACKLOG_STATES, DISCARDED_STATES, ENDS_OF_STAY, LASTING_DAYS, MEANS, MetricId } from "./metric.definitions.js";
import type { Plan } from "./metric.plan.js";
import {
  type CountRow,
  type DistributionRow,
  endOf,
  type GroupedRow,
  type PartRow,
  type Question,
  type ShareRow,
} from "./metric.question.js";
import { MetricBreakdown, MetricCount, MetricDistribution, MetricShare, type MetricValue } from "./metric.type.js";

export type Value = typeof MetricValue;

const LASTING_MS = LASTING_DAYS * 86_400_000;

/** The parts that are always there, in their order; others follow by name. */
const PARTS: Partial<Record<MetricId, readonly string[]>> = {
  [MetricId.intake_discarded]: DISCARDED_STATES,
  [MetricId.escalation_rate]: ENDS_OF_STAY,
  [MetricId.backlog_open]: BACKLOG_STATES,
  [MetricId.effort_minutes]: MEANS,
};

/** What may still come when a period has just ended. */
const LASTING: readonly MetricId[] = [MetricId.reopen_rate, MetricId.followup_rate, MetricId.share_firstContact];

/** The value of one group. The driver hands sums out as text. */
export function valueOf(
  id: MetricId,
  { shape, apartKey }: Plan,
  rows: readonly GroupedRow[],
  question: Question,
): Value {
  switch (shape) {
    case "count":
      return new MetricCount(Number((rows[0] as CountRow | undefined)?.value ?? 0));
    case "parts":
      return breakdown(rows as PartRow[], PARTS[id] ?? [], apartKey);
    case "distribution":
      return distribution(rows[0] as DistributionRow | undefined, question.thresholdMs);
    default: {
      const row = rows[0] as ShareRow | undefined;
      const mature = endOf(question).getTime() + LASTING_MS < question.until.getTime();
      return new MetricShare(Number(row?.part ?? 0), Number(row?.whole ?? 0), LASTING.includes(id) && !mature);
    }
  }
}

function breakdown(rows: readonly PartRow[], order: readonly string[], apartKey?: string): MetricBreakdown {
  const counts = new Map<string, number>(order.map((key) => [key, 0]));
  for (const { part, value } of [...rows].sort((a, b) => a.part.localeCompare(b.part))) counts.set(part, Number(value));
  const whole = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const partOf = (key: string, count: number) => ({ key, count, share: whole === 0 ? 0 : count / whole });
  const apart = rows.reduce((sum, row) => sum + Number(row.apart), 0);
  return Object.assign(new MetricBreakdown(), {
    parts: [...counts].map(([key, count]) => partOf(key, count)),
    apart: apartKey ? [partOf(apartKey, apart)] : [],
    whole,
  });
}

function distribution(row: DistributionRow | undefined, thresholdMs: number | null): MetricDistribution {
  const whole = Number(row?.whole ?? 0);
  const count = Number(row?.valued ?? 0);
  const number = (value: number | null | undefined) => (value == null ? null : Number(value));
  return Object.assign(new MetricDistribution(), {
    count,
    mean: number(row?.mean),
    p50: number(row?.p50),
    p90: number(row?.p90),
    p99: number(row?.p99),
    underThreshold: thresholdMs === null || whole === 0 ? null : Number(row?.inTime ?? 0) / whole,
    stillOpen: whole - count,
  });
}
