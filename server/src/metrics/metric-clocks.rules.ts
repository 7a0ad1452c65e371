import type { MetricId } from "./metric.definitions.js";
import { MetricClock } from "./metric.input.js";
import { PLANS } from "./metric.queries.js";

/** The clocks on which a metric's durations can be asked for; none where it measures none. */
export function clocksOf(id: MetricId): MetricClock[] {
  const { shape, calendarOnly } = PLANS[id];
  if (shape !== "distribution") return [];
  return calendarOnly ? [MetricClock.CALENDAR] : Object.values(MetricClock);
}
