import {
  countColumn,
  type FigureColumns,
  middleColumns,
  minutesColumn,
  type SpreadWords,
  shareColumn,
} from "../columns";
import type { Metric } from "../figures";

/** What is counted in a frozen report: a column for each figure that is no time. */
export function countedColumns(metrics: readonly Metric[]): FigureColumns[] {
  return metrics.flatMap((metric): FigureColumns[] => {
    const { id, name, unit, rows } = metric;
    const kind = rows[0]?.value.__typename;
    if (kind === undefined || kind === "MetricDistribution") return [];
    if (unit === "minutes") return [{ metric: id, head: name, columns: [minutesColumn(id, "")] }];
    const column = kind === "MetricShare" ? shareColumn(id, "") : countColumn(id, "");
    return [{ metric: id, head: name, columns: [column] }];
  });
}

/** The times of a frozen report: the middle and the slow end of each. */
export function timeColumns(metrics: readonly Metric[], words: SpreadWords): FigureColumns[] {
  return metrics
    .filter(({ rows }) => rows[0]?.value.__typename === "MetricDistribution")
    .map(({ id, name }) => ({ metric: id, head: name, columns: middleColumns(id, words) }));
}
