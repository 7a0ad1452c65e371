import { expect, test } from "vitest";
import { flowsOf, pictureOf } from "./levels-flow";
import { broken, metric, report } from "./report.fixture";

const stays = (ends: Record<string, number>, skipped: number) =>
  broken({ UP: 0, DOWN: 0, SIDEWAYS: 0, RESOLVED: 0, DISCARDED: 0, ...ends }, { SKIPPED: skipped });

const levels = report(
  metric(
    "escalation_rate",
    ["LEVEL"],
    [
      [["0"], stays({ UP: 6, RESOLVED: 3 }, 2)],
      [["1"], stays({ DOWN: 1, RESOLVED: 4, DISCARDED: 1 }, 0)],
    ],
  ),
);

test("escalations over a level are taken apart from those up, and ways that nobody took left out", () => {
  expect(flowsOf(levels)).toEqual([
    { level: "0", way: "resolved", count: 3 },
    { level: "0", way: "up", count: 4 },
    { level: "0", way: "skip", count: 2 },
    { level: "1", way: "resolved", count: 4 },
    { level: "1", way: "down", count: 1 },
    { level: "1", way: "discarded", count: 1 },
  ]);
  expect(flowsOf(undefined)).toEqual([]);
});

test("each flow leads from a level to a way, and both count what goes through them", () => {
  const { nodes, links } = pictureOf(flowsOf(levels));
  expect(nodes).toEqual([
    { level: "0", count: 9 },
    { level: "1", count: 6 },
    { way: "resolved", count: 7 },
    { way: "up", count: 4 },
    { way: "skip", count: 2 },
    { way: "down", count: 1 },
    { way: "discarded", count: 1 },
  ]);
  expect(links.map(({ source, target, value }) => [source, target, value])).toEqual([
    [0, 2, 3],
    [0, 3, 4],
    [0, 4, 2],
    [1, 2, 4],
    [1, 5, 1],
    [1, 6, 1],
  ]);
});
