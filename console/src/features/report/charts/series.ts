import type { Drill } from "../drill-down/drill";
import { groupsOf, type Report } from "../figures";
import { pointName } from "./point-name";

/** One line, or one colour of bars, of a chart over time. */
export interface Series {
  id: string;
  label: string;
  color: string;
  /** Lines are told apart by their strokes too. */
  dash?: string;
  /** Null where there is nothing to show, which is not zero. */
  value(report: Report, key: string): number | null;
  /** The tickets behind a point. */
  drill?(key: string): Drill;
}

export type Point = Record<string, number | string | null> & { key: string; at: string };

/** The points of a chart, in the order of time. */
export function pointsIn(report: Report, series: readonly Series[], locale: string): Point[] {
  return groupsOf(report).flatMap(({ key }) => {
    if (key === null) return [];
    const values = Object.fromEntries(series.map((each) => [each.id, each.value(report, key)]));
    return [{ ...values, key, at: pointName(key, locale) }];
  });
}

export function longestOf(points: readonly Point[], series: readonly Series[]): number {
  return Math.max(0, ...points.flatMap((point) => series.map(({ id }) => Number(point[id] ?? 0))));
}
