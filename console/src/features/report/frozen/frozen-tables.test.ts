import { expect, test } from "vitest";
import { broken, counted, lasting, metric, sharing } from "../report.fixture";
import { countedColumns, timeColumns } from "./frozen-columns";
import { differenceRows } from "./frozen-differences";
import { frozenTable, groupedTables } from "./frozen-tables";

const words = {
  number: "n",
  mean: "mean",
  median: "p50",
  p90: "p90",
  p99: "p99",
  stillOpen: () => "open",
  within: null,
};

const byApplication = [
  metric("intake_received", ["APPLICATION"], [[["Mail"], counted(3)]]),
  metric("handled_resolved", ["APPLICATION"], [[["Mail"], broken({ SOLVED: 2 })]]),
  metric("reopen_rate", ["APPLICATION"], [[["Mail"], sharing(1, 2)]]),
  metric("time_resolve", ["APPLICATION"], [[["Mail"], lasting(60_000, 2)]]),
];
const whole = [metric("intake_received", [], [[[], counted(5)]])];

const frozen: Parameters<typeof frozenTable>[0] = {
  __typename: "ReproducedReport",
  outcome: "REPRODUCED",
  hash: "00",
  differences: [],
  report: {
    __typename: "FrozenReport",
    id: "1",
    name: "March",
    frozenAt: "2016-04-01T09:00:00Z",
    frozenBy: null,
    from: "2016-03-01T00:00:00Z",
    to: "2016-04-01T00:00:00Z",
    asOf: "2016-04-01T00:00:00Z",
    timeZone: "Europe/Paris",
    hash: "00",
    position: "1.7",
    definitionsVersion: 1,
    question: { __typename: "FrozenQuestion", applications: null, thresholdMinutes: null },
  },
  tables: [
    { __typename: "ReportTable", groupBy: [], clock: "CALENDAR", metrics: whole },
    { __typename: "ReportTable", groupBy: ["APPLICATION"], clock: "CALENDAR", metrics: byApplication },
  ],
};

test("what is counted has a column each, times apart with their middle and slow end", () => {
  expect(countedColumns(byApplication).map(({ metric: id }) => id)).toEqual([
    "intake_received",
    "handled_resolved",
    "reopen_rate",
  ]);
  expect(timeColumns(byApplication, words).map(({ columns }) => columns.map(({ head }) => head))).toEqual([
    ["p50", "p90"],
  ]);
});

test("a grouped table has the whole of its clock below, and opens no tickets: they are of another day", () => {
  const tables = groupedTables(frozen);
  expect(tables.map(({ groupBy }) => groupBy)).toEqual([["APPLICATION"]]);
  const table = frozenTable(frozen, tables[0]!, {
    name: "t",
    rowHead: "Application",
    groups: countedColumns(byApplication),
    words: { whole: "All", missing: "-" },
  });
  expect(table.rows[0]?.cells.map(({ figure }) => figure.kind)).toEqual(["count", "count", "share"]);
  expect(table.whole?.cells[0]?.figure).toEqual({ kind: "count", value: 5 });
  expect([...table.rows, table.whole!].flatMap(({ cells }) => cells.filter(({ drill }) => drill !== null))).toEqual([]);
});

test("frozen as a whole only, it is one line", () => {
  const only = { ...frozen, tables: frozen.tables.slice(0, 1) };
  const [table] = groupedTables(only);
  const shape = { name: "t", rowHead: "", groups: countedColumns(whole), words: { whole: "All", missing: "-" } };
  expect(frozenTable(only, table!, shape)).toMatchObject({ rows: [], whole: { head: "All" } });
});

test("a table of two groupings has a row for each pair, with its figures", () => {
  const pairs = [
    metric(
      "intake_received",
      ["TEAM", "MONTH"],
      [
        [["Network", "March"], counted(5)],
        [[null, "April"], counted(4)],
      ],
    ),
  ];
  const report: typeof frozen = {
    ...frozen,
    tables: [{ __typename: "ReportTable", groupBy: ["TEAM", "MONTH"], clock: "CALENDAR", metrics: pairs }],
  };
  const [table] = groupedTables(report);
  const { rows } = frozenTable(report, table!, {
    name: "x",
    rowHead: "",
    groups: countedColumns(pairs),
    words: { whole: "all", missing: "none" },
  });
  expect(rows.map(({ head, cells }) => [head, cells.map(({ figure }) => figure)])).toEqual([
    ["Network · March", [{ kind: "count", value: 5 }]],
    ["none · April", [{ kind: "count", value: 4 }]],
  ]);
});

test("what differs is told by the names of figures and rows", () => {
  const difference = {
    __typename: "FrozenDifference" as const,
    metric: "intake_received",
    clock: "CALENDAR",
    groupBy: ["APPLICATION"],
    keys: ["Mail"],
    then: counted(3),
    now: null,
  };
  const whole = { ...difference, groupBy: [], keys: [], now: counted(4) };
  const rows = differenceRows({ ...frozen, differences: [difference, whole] }, "none");
  expect(rows.map(({ metric: figure, of, then, now }) => [figure, of, then, now])).toEqual([
    [byApplication[0]!.name, "Mail", counted(3), null],
    [byApplication[0]!.name, null, counted(3), counted(4)],
  ]);
});
