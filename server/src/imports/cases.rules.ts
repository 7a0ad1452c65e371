import type { LogRow } from "./log-reader.js";
import type { Mapping } from "./mapping.js";
import type { Observation, Observed, Observer, Remark } from "./observation.rules.js";

/** One incident of the log, its rows in the order in which they happened. */
export interface LogCase {
  id: string;
  observations: Observation[];
  remarks: Remark[];
}

export interface Cases {
  /** In the order in which they were recorded. */
  cases: LogCase[];
  /** Of rows that belong to no incident. */
  strays: Remark[];
}

/** Groups rows by incident and orders them by time, then by the mapping's ties, then as they stand in the file. */
export function casesOf(rows: readonly LogRow[], observe: Observer, order: Mapping["order"]): Cases {
  const strays: Remark[] = [];
  const groups = new Map<string, Observed[]>();
  const remarks = new Map<string, Remark[]>();
  for (const row of rows) {
    const observed = observe(row);
    const own = observed.remarks.map((remark) => ({ ...remark, case: observed.caseId }));
    if (observed.caseId === "") {
      strays.push(...own);
      continue;
    }
    append(remarks, observed.caseId, own);
    append(groups, observed.caseId, [observed]);
  }
  const cases = [...groups].map(([id, group]) => {
    const known = remarks.get(id) ?? [];
    const usable = group.filter(({ observation }) => observation !== null);
    const sorted = [...usable].sort((a, b) => compare(a, b, order));
    const moved = sorted.find((each, index) => each !== usable[index]);
    if (moved) {
      const detail = "the file has the incident's rows in another order than their times";
      known.push({ line: moved.observation!.line, case: id, reason: "OUT_OF_ORDER", detail });
    }
    return { id, observations: sorted.map(({ observation }) => observation!), remarks: known };
  });
  const start = ({ observations }: LogCase) => (observations[0]?.recordedAt ?? observations[0]?.at)?.getTime() ?? 0;
  return { cases: cases.sort((a, b) => start(a) - start(b)), strays };
}

function append<T>(groups: Map<string, T[]>, key: string, values: readonly T[]): void {
  const group = groups.get(key);
  if (group) group.push(...values);
  else groups.set(key, [...values]);
}

function compare(a: Observed, b: Observed, order: Mapping["order"]): number {
  const byTime = a.observation!.at.getTime() - b.observation!.at.getTime();
  if (byTime !== 0) return byTime;
  for (const [index, { direction }] of order.entries()) {
    const [x, y] = [a.ties[index]!, b.ties[index]!];
    if (x !== y) return (x < y ? -1 : 1) * (direction === "ascending" ? 1 : -1);
  }
  return a.observation!.line - b.observation!.line;
}
