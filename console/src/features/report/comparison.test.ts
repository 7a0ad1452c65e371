import { expect, test } from "vitest";
import { difference, ratioChange } from "./comparison";

test("a count is compared as a share of what was", () => {
  expect(ratioChange(120, 100)).toEqual({ way: "up", by: expect.closeTo(0.2) });
  expect(ratioChange(75, 100)).toEqual({ way: "down", by: 0.25 });
  expect(ratioChange(0, 100)).toEqual({ way: "down", by: 1 });
});

test("what would be shown as a change of nothing is none", () => {
  expect(ratioChange(1001, 1000)).toEqual({ way: "same" });
  expect(difference(60_400, 60_000, 1000)).toEqual({ way: "same" });
});

test("with nothing before there is nothing to compare", () => {
  expect(ratioChange(5, 0)).toEqual({ way: "none" });
  expect(ratioChange(5, null)).toEqual({ way: "none" });
  expect(difference(null, 60_000, 1000)).toEqual({ way: "none" });
});

test("durations and shares are compared by their difference", () => {
  expect(difference(90_000, 60_000, 1000)).toEqual({ way: "up", by: 30_000 });
  expect(difference(0.91, 0.95, 0.0005)).toEqual({ way: "down", by: expect.closeTo(0.04) });
});
