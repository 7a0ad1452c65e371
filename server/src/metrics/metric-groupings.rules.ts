import { MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";

/** What only some metrics have: grouped by it, the others have one group, of the missing value. */
const OWN: Partial<Record<MetricGrouping, readonly MetricId[]>> = {
  [MetricGrouping.RESOLUTION_CODE]: [
    MetricId.handled_resolved,
    MetricId.time_resolve,
    MetricId.time_inLevel,
    MetricId.time_waiting,
    MetricId.share_levelZero,
    MetricId.share_firstLevel,
    MetricId.share_firstContact,
    MetricId.reopen_rate,
    MetricId.followup_rate,
    MetricId.knowledge_reuse,
    MetricId.knowledge_duplicates,
  ],
  [MetricGrouping.WAITING_FOR]: [MetricId.time_waiting],
  [MetricGrouping.TARGET]: [MetricId.sla_attainment],
  [MetricGrouping.POLICY]: [MetricId.sla_attainment],
  [MetricGrouping.MEANS]: [MetricId.effort_minutes],
};

/** What is nobody's doing. */
const IMPERSONAL: readonly MetricId[] = [MetricId.intake_received, MetricId.sla_attainment, MetricId.contact_chasing];

/** The groupings that tell something about a metric. */
export function groupingsOf(id: MetricId): MetricGrouping[] {
  return Object.values(MetricGrouping).filter((grouping) =>
    grouping === MetricGrouping.PERSON ? !IMPERSONAL.includes(id) : (OWN[grouping]?.includes(id) ?? true),
  );
}
