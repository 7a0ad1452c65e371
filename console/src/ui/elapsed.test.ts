import { expect, test } from "vitest";
import { elapsed } from "./elapsed";

const now = Date.UTC(2026, 5, 15, 12);
test.each([
  [30, { value: 0, unit: "second" }],
  [90, { value: -1, unit: "minute" }],
  [3 * 3600, { value: -3, unit: "hour" }],
  [26 * 3600, { value: -1, unit: "day" }],
  [-7200, { value: 2, unit: "hour" }],
])("%d seconds ago", (seconds, expected) => {
  expect(elapsed(now - seconds * 1000, now)).toEqual(expected);
});
