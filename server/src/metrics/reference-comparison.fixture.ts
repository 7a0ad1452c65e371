import { expect } from "vitest";
import type { Log, Period, ReferenceQuestion } from "../../../test/metrics/reference/model.js";
import { reference } from "../../../test/metrics/reference/reference.js";
import { MetricId } from "./metric.definitions.js";
import { MetricGrouping, type MetricsInput } from "./metric.input.js";
import type { Metric, MetricRow } from "./metric.type.js";
import { groupValueOf } from "./metric-names.js";
import { type Bucket, bucketsOf, startsBefore } from "./metric-period.rules.js";
import { isPeriod, periodUnitOf } from "./metric-question.rules.js";

/** What the service's input does not say of itself. */
export interface Circumstances {
  zone: string;
  compartmentIds: readonly number[];
  applicationIds: readonly number[] | null;
  position?: number | null;
}

/** Demands that each metric says what the reference says, in its rows and in those that it always shows as well. */
export function expectReference(metrics: readonly Metric[], log: Log, input: MetricsInput, told: Circumstances): void {
  const buckets = periodsOf(input, told.zone);
  for (const { id, rows, alsoBy } of metrics) {
    const asked = questionFor(input, buckets, told);
    const own = reference(nameOf(id, input.groupBy), log, asked);
    expectRows(`${id} ${JSON.stringify(input)}`, rows, own, buckets);
    const also = alsoBy[0]?.groups.at(-1)!.by;
    if (!also) continue;
    const more = reference(nameOf(id, [also]), log, { ...asked, groupBy: [...asked.groupBy, also] });
    expectRows(`${id} by ${also} too ${JSON.stringify(input)}`, alsoBy, more, buckets);
  }
}

/** The name of the reference's figure: waiting is counted otherwise by what was waited for than all together. */
function nameOf(id: MetricId, groupBy: readonly MetricGrouping[]): string {
  const byReason = id === MetricId.time_waiting && groupBy.includes(MetricGrouping.WAITING_FOR);
  return byReason ? "time_waiting by what was waited for" : id;
}

function periodsOf(input: MetricsInput, zone: string): Bucket[] {
  const unit = periodUnitOf(input.groupBy);
  return unit ? bucketsOf(unit, input, zone, "fr")! : [{ key: "", name: "", startsAt: input.from, endsAt: input.to }];
}

function questionFor(input: MetricsInput, periods: readonly Bucket[], told: Circumstances): ReferenceQuestion {
  const starts = startsBefore(input, periodUnitOf(input.groupBy), told.zone);
  const earlierPeriods = starts.map(
    (startsAt, index): Period => ({ startsAt, endsAt: starts[index + 1] ?? input.from }),
  );
  return {
    asOf: input.asOf!,
    position: told.position ?? null,
    periods,
    earlierPeriods,
    groupBy: input.groupBy.map((by) => (isPeriod(by) ? "PERIOD" : by)),
    level: input.level ?? null,
    thresholdMs: input.thresholdMinutes ? input.thresholdMinutes * 60_000 : null,
    clock: input.clock ?? "CALENDAR",
    applicationIds: told.applicationIds,
    compartmentIds: told.compartmentIds,
  };
}

type Plain = Record<string, unknown>;

function expectRows(
  title: string,
  rows: readonly MetricRow[],
  expected: ReadonlyMap<string, Plain>,
  buckets: readonly Bucket[],
): void {
  const found = rows
    .map((row) => [groupsOf(row, buckets), plain(row)] as const)
    .filter(([, value]) => !isNothing(value));
  const told = [...expected].map(([key, value]) => [key, rounded({ ...value })] as const);
  expect(Object.fromEntries(found), title).toEqual(Object.fromEntries(told.filter(([, value]) => !isNothing(value))));
}

function groupsOf({ groups }: MetricRow, buckets: readonly Bucket[]): string {
  return JSON.stringify(groups.map(({ by, key }) => groupValueOf(by, key, buckets)));
}

/** A row of the report in the reference's form. */
function plain({ value }: MetricRow): Plain {
  const plain: Plain = { ...value };
  if ("parts" in value) {
    plain["parts"] = Object.fromEntries(value.parts.flatMap(({ key, count }) => (count > 0 ? [[key, count]] : [])));
    plain["apart"] = value.apart[0]?.count ?? 0;
  }
  delete plain["ratio"];
  delete plain["immature"];
  return rounded(plain);
}

function rounded(value: Plain): Plain {
  const parts = value["parts"] as Record<string, number> | undefined;
  if (parts) value["parts"] = Object.fromEntries(Object.entries(parts).filter(([, count]) => count > 0));
  if (typeof value["mean"] === "number") value["mean"] = Math.round(value["mean"]);
  return value;
}

function isNothing({ value, whole, part, count, stillOpen }: Plain): boolean {
  return value === 0 || (whole === 0 && !part) || (count === 0 && stillOpen === 0);
}

export const EVERY_METRIC = Object.values(MetricId);
