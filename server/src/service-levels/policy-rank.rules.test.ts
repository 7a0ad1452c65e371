import { expect, it } from "vitest";
import { ranksFrom } from "./policy-rank.rules.js";

const at = (day: number) => new Date(Date.UTC(2026, 2, day));
const NOW = at(20);

const version = (id: number, day: number, rank: number, withdrawnAt: Date | null = null) => ({
  id,
  effectiveFrom: at(day),
  withdrawnAt,
  rank,
});

/** Put further down on the 8th and up again on the 12th, and to be put first on the 25th. */
const VERSIONS = [
  version(1, 2, 10),
  version(2, 5, 99, at(4)),
  version(3, 8, 40),
  version(4, 12, 20),
  version(5, 15, 20),
  version(6, 25, 5),
];
const TODAY = 20;

it.each<[what: string, day: number, wanted: number, ranks: [day: number, rank: number][]]>([
  ["now: the one that it has", 20, TODAY, [[20, 20]]],
  [
    "in the past: those that it had then and since",
    3,
    TODAY,
    [
      [3, 10],
      [8, 40],
      [12, 20],
    ],
  ],
  [
    "from the instant of a version that takes its place",
    8,
    TODAY,
    [
      [8, 40],
      [12, 20],
    ],
  ],
  [
    "before its beginning: the first",
    1,
    TODAY,
    [
      [1, 10],
      [8, 40],
      [12, 20],
    ],
  ],
  ["before it is put elsewhere: the one of now", 22, TODAY, [[22, 20]]],
  ["when it is put elsewhere, or after: the one that it will have", 25, TODAY, [[25, 5]]],
  ["after it is put elsewhere", 28, TODAY, [[28, 5]]],
  ["with another rank than that of now: the wanted one", 3, 30, [[3, 30]]],
])("a policy that is changed keeps its place: %s", (_, day, wanted, ranks) => {
  expect(ranksFrom(at(day), wanted, VERSIONS, NOW)).toEqual(ranks.map(([from, rank]) => ({ from: at(from), rank })));
});

it("a policy that is still to begin keeps the place that it will have", () => {
  const coming = [version(1, 25, 10), version(2, 28, 30)];
  expect(ranksFrom(NOW, 10, coming, NOW)).toEqual([{ from: NOW, rank: 10 }]);
  expect(ranksFrom(at(29), 10, coming, NOW)).toEqual([{ from: at(29), rank: 30 }]);
});

it("a policy all of whose versions were withdrawn has the rank that is wanted", () => {
  expect(ranksFrom(NOW, 10, [version(1, 25, 30, NOW)], NOW)).toEqual([{ from: NOW, rank: 10 }]);
});
