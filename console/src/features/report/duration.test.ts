import { expect, test } from "vitest";
import { durationWords, largestUnits } from "./duration";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, [["second", 0]]],
  [38_400, [["second", 38]]],
  [5 * minute, [["minute", 5]]],
  [
    2 * hour + 5 * minute + 20_000,
    [
      ["hour", 2],
      ["minute", 5],
    ],
  ],
  [
    3 * day + 4 * hour + 29 * minute,
    [
      ["day", 3],
      ["hour", 4],
    ],
  ],
])("%d ms are told in two units at most", (ms, expected) => {
  expect(largestUnits(ms).map(({ unit, value }) => [unit, value])).toEqual(expected);
});

test("rounding never says sixty minutes or twenty-four hours", () => {
  expect(largestUnits(hour - 200)).toEqual([{ unit: "hour", value: 1 }]);
  expect(largestUnits(day - 10_000)).toEqual([{ unit: "day", value: 1 }]);
  expect(largestUnits(2 * day - minute)).toEqual([{ unit: "day", value: 2 }]);
});

test("units are those of the reader's language, and stay on one line", () => {
  expect(durationWords(3 * day + 4 * hour, "fr")).toMatch(/^3[\u00a0\u202f]j\u00a04[\u00a0\u202f]h$/);
  expect(durationWords(3 * day + 4 * hour, "en")).toBe("3d\u00a04h");
});
