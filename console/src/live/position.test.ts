import { expect, test } from "vitest";
import { comparePositions, laterOf } from "./position";

test("positions are ordered as numbers, not as text", () => {
  expect(comparePositions("1.9", "1.10")).toBeLessThan(0);
  expect(comparePositions("1.10", "1.10")).toBe(0);
});

test("a later timeline is newer than any position of the one before", () => {
  expect(comparePositions("2.3", "1.900")).toBeGreaterThan(0);
});

test("the later of two positions is kept", () => {
  expect(laterOf(null, "1.4")).toBe("1.4");
  expect(laterOf("1.5", "1.4")).toBe("1.5");
  expect(laterOf("1.4", "1.5")).toBe("1.5");
});
