import type { MetricId } from "@guichet/schema";
import { expect, test } from "vitest";
import type { Metric, MetricValue, Report } from "./figures";
import { activityTable, levelsTable, resolutionTable, type TableWords } from "./tables";

const words: TableWords = {
  rowHead: "Application",
  whole: "All",
  missing: "Not given",
  waiting: "waiting",
  total: "all",
  number: "n",
  mean: "mean",
  median: "median",
  p90: "p90",
  p99: "p99",
  stillOpen: "still open",
  skipped: "skipped",
  resolvingLevel: "level",
  resolutionCode: "code",
  level: (rank) => `L${rank}`,
  code: (code) => code,
  end: (end) => end,
  metric: (id) => id,
};

const counted = (value: number): MetricValue => ({ __typename: "MetricCount", value });
const broken = (parts: Record<string, number>, apart: Record<string, number> = {}): MetricValue => {
  const whole = Object.values(parts).reduce((sum, each) => sum + each, 0);
  const list = (of: Record<string, number>) =>
    Object.entries(of).map(([key, count]) => ({
      __typename: "MetricPart" as const,
      key,
      count,
      share: whole === 0 ? 0 : count / whole,
    }));
  return { __typename: "MetricBreakdown", whole, parts: list(parts), apart: list(apart) };
};

function metric(id: MetricId, by: "APPLICATION" | "LEVEL", rows: [(string | null)[], MetricValue][]): Metric {
  return {
    __typename: "Metric",
    id,
    name: id,
    definition: "",
    unit: "tickets",
    rows: rows.map(([keys, value]) => ({
      __typename: "MetricRow",
      value,
      groups: keys.map((key, index) => ({
        __typename: "MetricGroup",
        by: index === 0 ? by : "LEVEL",
        key,
        name: key,
      })),
    })),
  };
}

function report(...metrics: Metric[]): Report {
  return {
    __typename: "Metrics",
    from: "2016-03-01T00:00:00.000Z",
    to: "2016-04-01T00:00:00.000Z",
    asOf: "2016-04-01T00:00:00.000Z",
    timeZone: "UTC",
    metrics,
  };
}

test("the busiest comes first, what is missing last, and who received nothing is not forgotten", () => {
  const grouped = report(
    metric("intake_received", "APPLICATION", [
      [["Mail"], counted(2)],
      [["Payroll"], counted(9)],
      [[null], counted(5)],
    ]),
    metric("backlog_open", "APPLICATION", [[["Archive"], broken({ OPEN: 1, WAITING: 2 })]]),
  );
  const { rows } = activityTable({ grouped, whole: undefined, isOrdered: false }, words);
  expect(rows.map(({ head }) => head)).toEqual(["Payroll", "Mail", "Archive", "Not given"]);
  expect(rows[2]?.cells.slice(0, 4)).toEqual([0, 0, 3, 2].map((value) => ({ kind: "count", value })));
});

test("the level that resolved is a share of what the row resolved", () => {
  const grouped = report(metric("handled_resolved", "APPLICATION", [[["Mail"], broken({ SOLVED: 3, REFUSED: 1 })]]));
  const byLevel = report(
    metric("handled_resolved", "APPLICATION", [
      [["Mail", "0"], broken({ SOLVED: 3 })],
      [["Mail", "2"], broken({ REFUSED: 1 })],
    ]),
  );
  const levels = report(
    metric("handled_resolved", "LEVEL", [
      [["0"], broken({ SOLVED: 3 })],
      [["2"], broken({ REFUSED: 1 })],
    ]),
  );
  const whole = report(metric("handled_resolved", "APPLICATION", [[[], broken({ SOLVED: 3, REFUSED: 1 })]]));
  const table = resolutionTable({ grouped, whole, isOrdered: false }, { byLevel, levels }, words);
  expect(table.groups.map(({ head, columns }) => [head, ...columns.map((column) => column.head)])).toEqual([
    ["handled_resolved", ""],
    ["level", "L0", "L2"],
    ["code", "SOLVED", "REFUSED"],
  ]);
  expect(table.rows[0]?.cells).toMatchObject([
    { value: 4 },
    { part: 3, whole: 4 },
    { part: 1 },
    { part: 3 },
    { part: 1 },
  ]);
  expect(table.whole?.cells).toMatchObject([{ value: 4 }, { part: 3 }, { part: 1 }, { part: 3 }, { part: 1 }]);
});

test("each row of the levels has a cell for each column, skips beside the ends", () => {
  const stays = broken({ UP: 6, DOWN: 1, SIDEWAYS: 0, RESOLVED: 3, DISCARDED: 0 }, { SKIPPED: 2 });
  const table = levelsTable(report(metric("escalation_rate", "LEVEL", [[["0"], stays]])), words, "Level");
  const columns = table.groups.flatMap((group) => group.columns);
  expect(table.rows[0]?.cells.map(({ kind }) => kind)).toEqual(columns.map(({ kind }) => kind));
  expect(table.rows[0]?.cells.slice(0, 7)).toMatchObject([
    { value: 10 },
    { part: 6, whole: 10 },
    { part: 1 },
    { part: 0 },
    { part: 3 },
    { part: 0 },
    { value: 2 },
  ]);
});
