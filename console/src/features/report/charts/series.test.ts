import { expect, test } from "vitest";
import { countOf, distributionOf, valueOf } from "../figures";
import { counted, lasting, metric, report } from "../report.fixture";
import { longestOf, pointsIn, type Series } from "./series";

const series: Series[] = [
  { id: "in", label: "In", color: "red", value: (from, key) => countOf(valueOf(from, "intake_received", [key])) },
  {
    id: "time",
    label: "Time",
    color: "blue",
    value: (from, key) => distributionOf(valueOf(from, "time_resolve", [key]))?.p50 ?? null,
  },
];

const trend = report(
  metric(
    "intake_received",
    ["DAY"],
    [
      [["2016-03-30"], counted(4)],
      [["2016-03-31"], counted(0)],
    ],
  ),
  metric("time_resolve", ["DAY"], [[["2016-03-30"], lasting(90_000, 3)]]),
);

test("each point has the figures of its day, nothing where there is none, which is not zero", () => {
  expect(pointsIn(trend, series, "en")).toEqual([
    { key: "2016-03-30", at: "Mar 30", in: 4, time: 90_000 },
    { key: "2016-03-31", at: "Mar 31", in: 0, time: null },
  ]);
});

test("an axis reaches as far as the longest figure", () => {
  expect(longestOf(pointsIn(trend, series, "en"), series)).toBe(90_000);
  expect(longestOf([], series)).toBe(0);
});
