import { expect, test } from "vitest";
import { countColumn } from "./columns";
import { countOf, groupsOf, valueOf } from "./figures";
import { reportOn } from "./own-report";
import { broken, metric, report } from "./report.fixture";
import { tableOf } from "./tables";

const byPerson = report(
  metric(
    "handled_resolved",
    ["APPLICATION", "PERSON"],
    [
      [["Mail", "julie"], broken({ SOLVED: 3 })],
      [["Mail", "marc"], broken({ SOLVED: 9 })],
      [["Payroll", "marc"], broken({ SOLVED: 2 })],
    ],
  ),
);

test("one person's report has that person's figures, and no group that only others have", () => {
  const own = reportOn("julie", byPerson);
  expect(groupsOf(own).map(({ key }) => key)).toEqual(["Mail"]);
  expect(countOf(valueOf(own, "handled_resolved", ["Mail"]))).toBe(3);
});

test("who did nothing has no figures, not those of the others", () => {
  expect(reportOn("sophie", byPerson).metrics[0]?.rows).toEqual([]);
});

test("its figures lead to the tickets of that person", () => {
  const table = tableOf(
    { by: "APPLICATION", grouped: reportOn("julie", byPerson), of: [{ by: "PERSON", key: "julie" }] },
    {
      name: "own",
      rowHead: "Application",
      groups: [{ metric: "handled_resolved", head: "handled", columns: [countColumn("handled_resolved", "")] }],
      words: { whole: "All", missing: "Not given" },
    },
  );
  expect(table.rows[0]?.cells[0]?.drill?.groups).toEqual([
    { by: "PERSON", key: "julie" },
    { by: "APPLICATION", key: "Mail" },
  ]);
});

test("the points of time come in their order, also where each figure knows others of them", () => {
  const grouped = report(
    metric("handled_resolved", ["DAY"], [[["2016-03-09"], broken({ SOLVED: 1 })]]),
    metric("backlog_open", ["DAY"], [[["2016-03-02"], broken({ OPEN: 1 })]]),
  );
  const table = tableOf(
    { by: "DAY", grouped },
    { name: "t", rowHead: "Day", groups: [], words: { whole: "All", missing: "Not given" } },
  );
  expect(table.rows.map(({ key }) => key)).toEqual(["2016-03-02", "2016-03-09"]);
});
