import { expect, test } from "vitest";
import {
  countColumn,
  minutesColumn,
  minutesPartColumn,
  partColumn,
  ratioColumns,
  type SpreadWords,
  shareColumn,
  spreadColumns,
  withinColumn,
} from "./columns";
import { broken, counted, lasting, metric, report, sharing } from "./report.fixture";
import { type TableShape, tableOf } from "./tables";

const words = { whole: "All", missing: "Not given" };
const spread: SpreadWords = {
  number: "n",
  mean: "mean",
  median: "p50",
  p90: "p90",
  p99: "p99",
  stillOpen: () => "open",
  within: null,
};
const shape = (groups: TableShape["groups"]): TableShape => ({ name: "t", rowHead: "Application", groups, words });

test("the busiest rows come first, the one without a name last, everything together below", () => {
  const grouped = report(
    metric(
      "intake_received",
      ["APPLICATION"],
      [
        [[null], counted(9)],
        [["Mail"], counted(2)],
        [["Payroll"], counted(7)],
      ],
    ),
    metric("backlog_open", ["APPLICATION"], [[["Archive"], broken({ OPEN: 1, WAITING: 2 })]]),
  );
  const whole = report(metric("intake_received", [], [[[], counted(18)]]));
  const table = tableOf(
    { by: "APPLICATION", grouped, whole },
    shape([
      { metric: "intake_received", head: "in", columns: [countColumn("intake_received", "")] },
      {
        metric: "backlog_open",
        head: "open",
        columns: [countColumn("backlog_open", "all"), partColumn("backlog_open", "WAITING", "waiting", "count")],
      },
    ]),
  );
  expect(table.rows.map(({ head }) => head)).toEqual(["Payroll", "Mail", "Archive", "Not given"]);
  expect(table.rows[2]?.cells.map(({ figure }) => figure)).toEqual(
    [0, 3, 2].map((value) => ({ kind: "count", value })),
  );
  expect(table.whole?.cells[0]?.figure).toEqual({ kind: "count", value: 18 });
});

test("levels keep their order, however busy", () => {
  const grouped = report(
    metric(
      "intake_received",
      ["LEVEL"],
      [
        [["0"], counted(1)],
        [["1"], counted(9)],
      ],
    ),
  );
  const table = tableOf(
    { by: "LEVEL", grouped },
    shape([{ metric: "intake_received", head: "in", columns: [countColumn("intake_received", "")] }]),
  );
  expect(table.rows.map(({ head }) => head)).toEqual(["0", "1"]);
  expect(table.whole).toBeNull();
});

test("each figure leads to the tickets that it counts, and only where there are any", () => {
  const grouped = report(
    metric(
      "reopen_rate",
      ["TEAM"],
      [
        [["A"], sharing(2, 8)],
        [["B"], sharing(0, 3)],
      ],
    ),
  );
  const table = tableOf(
    { by: "TEAM", grouped, whole: report(metric("reopen_rate", [], [[[], sharing(2, 11)]])) },
    shape([{ metric: "reopen_rate", head: "reopened", columns: [shareColumn("reopen_rate", "")] }]),
  );
  expect(table.rows.map(({ cells }) => cells[0]?.drill)).toEqual([
    { metric: "reopen_rate", groups: [{ by: "TEAM", key: "A" }], part: "PART" },
    null,
  ]);
  expect(table.whole?.cells[0]?.drill).toEqual({ metric: "reopen_rate", groups: [], part: "PART" });
});

test("a share within a second grouping is of what the row counts, and leads to the tickets of both", () => {
  const by = ["APPLICATION", "LEVEL"] as const;
  const grouped = report(metric("handled_resolved", by, [[["Mail"], broken({ SOLVED: 3, REFUSED: 1 })]]));
  const crossed = report(
    metric("handled_resolved", by, [
      [["Mail", "0"], broken({ SOLVED: 3 })],
      [["Mail", "2"], broken({ REFUSED: 1 })],
    ]),
  );
  const table = tableOf(
    { by: "APPLICATION", grouped, crossed },
    shape([{ metric: null, head: "level", columns: [withinColumn("handled_resolved", "LEVEL", "2", "L2")] }]),
  );
  expect(table.rows[0]?.cells[0]).toEqual({
    figure: { kind: "share", part: 1, whole: 4, immature: false },
    drill: {
      metric: "handled_resolved",
      groups: [
        { by: "APPLICATION", key: "Mail" },
        { by: "LEVEL", key: "2" },
      ],
      part: null,
    },
  });
});

test("the share within a threshold is of all, those not over yet included", () => {
  const grouped = report(metric("time_takeCharge", ["LEVEL"], [[["0"], lasting(60_000, 6, 2, 0.75)]]));
  const columns = spreadColumns("time_takeCharge", { ...spread, within: "in 2 min" }, { open: true });
  const table = tableOf({ by: "LEVEL", grouped }, shape([{ metric: "time_takeCharge", head: "time", columns }]));
  expect(table.rows[0]?.cells.map(({ figure, drill }) => [figure.kind, drill?.part])).toEqual([
    ["count", "KNOWN"],
    ["duration", null],
    ["duration", null],
    ["duration", null],
    ["duration", null],
    ["share", "UNDER_THRESHOLD"],
    ["count", "STILL_OPEN"],
  ]);
  expect(table.rows[0]?.cells[5]?.figure).toEqual({ kind: "share", part: 6, whole: 8, immature: false });
});

test("no time worked has no tickets; no time waited has", () => {
  const grouped = report(
    metric("effort_minutes", ["TEAM"], [[["A"], broken({ PHONE: 15 })]]),
    metric("time_resolve", ["TEAM"], [[["A"], lasting(0, 2)]]),
  );
  const columns = [
    minutesColumn("effort_minutes", "all"),
    minutesPartColumn("effort_minutes", "PHONE", "by phone"),
    minutesPartColumn("effort_minutes", "EMAIL", "by mail"),
    ...spreadColumns("time_resolve", spread).slice(1, 2),
  ];
  const table = tableOf({ by: "TEAM", grouped }, shape([{ metric: null, head: "", columns }]));
  expect(table.rows[0]?.cells.map(({ figure }) => figure)).toEqual(
    [900_000, 900_000, 0, 0].map((ms) => ({ kind: "duration", ms })),
  );
  expect(table.rows[0]?.cells.map(({ drill }) => drill?.part)).toEqual([null, "PHONE", undefined, null]);
});

test("how often something happened for each of another thing leads to what happened", () => {
  const grouped = report(metric("contact_chasing", ["TEAM"], [[["A"], sharing(6, 4)]]));
  const columns = ratioColumns("contact_chasing", { acts: "acts", each: "each" });
  const table = tableOf({ by: "TEAM", grouped }, shape([{ metric: "contact_chasing", head: "", columns }]));
  expect(table.rows[0]?.cells.map(({ figure }) => figure)).toEqual([
    { kind: "count", value: 6 },
    { kind: "share", part: 6, whole: 4, immature: false },
  ]);
  expect(table.rows[0]?.cells.map(({ drill }) => drill?.part)).toEqual(["PART", "PART"]);
});

test("of a period that is not over, the tickets are those of the instant that the figure was shown at", () => {
  const early = report(metric("intake_received", ["TEAM"], [[["A"], counted(3)]]));
  const asOf = "2016-03-09T10:15:30.125Z";
  const table = tableOf(
    { by: "TEAM", grouped: { ...early, asOf } },
    shape([{ metric: "intake_received", head: "", columns: [countColumn("intake_received", "")] }]),
  );
  expect(table.rows[0]?.cells[0]?.drill?.asOf).toBe(asOf);
});
