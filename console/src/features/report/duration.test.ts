import { expect, test } from "vitest";
import { durationTicks, durationWords, largestUnits } from "./duration";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const told = (ms: number) =>
  largestUnits(ms)
    .map(({ unit, value }) => `${value} ${unit}`)
    .join(" ");

test.each([
  [0, "0 second"],
  [38_400, "38 second"],
  [5 * minute, "5 minute"],
  [9 * minute + 20_000, "9 minute 20 second"],
  [31 * minute + 58_000, "32 minute"],
  [2 * hour + 5 * minute + 20_000, "2 hour 5 minute"],
  [18 * hour + 25 * minute, "18 hour 25 minute"],
  [3 * day + 4 * hour + 29 * minute, "3 day 4 hour"],
  [14 * day + 9 * hour, "14 day"],
])("%d ms are told in the units that say something: %s", (ms, expected) => {
  expect(told(ms)).toBe(expected);
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

test("on the business clock hours are the largest unit", () => {
  expect(largestUnits(26 * hour + 30 * minute, "hour")).toEqual([
    { unit: "hour", value: 26 },
    { unit: "minute", value: 30 },
  ]);
  expect(largestUnits(140 * hour + 20 * minute, "hour")).toEqual([{ unit: "hour", value: 140 }]);
});

test.each([
  [0, [0, minute]],
  [50_000, [0, minute]],
  [25 * minute, [0, 5, 10, 15, 20, 25].map((each) => each * minute)],
  [7 * hour, [0, 2, 4, 6, 8].map((each) => each * hour)],
  [4 * day, [0, 1, 2, 3, 4].map((each) => each * day)],
])("an axis up to %d ms is marked at round values", (longest, marks) => {
  expect(durationTicks(longest)).toEqual(marks);
});
