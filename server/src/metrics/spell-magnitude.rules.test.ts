import fc from "fast-check";
import { expect, it } from "vitest";
import { longestOf, magnitudeOf, ONGOING } from "./spell-magnitude.rules.js";

it("no spell is longer than its magnitude says, nor would the one below do", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 20 * 366 * 86_400_000 }), (start, length) => {
      const magnitude = magnitudeOf(start, start + length);
      expect(length).toBeLessThanOrEqual(longestOf(magnitude));
      expect(magnitude === 1 || length > longestOf(magnitude - 1)).toBe(true);
      expect(magnitude).toBeLessThan(ONGOING);
    }),
  );
});

it("what has not ended is longer than anything", () => {
  expect(magnitudeOf(0, null)).toBe(ONGOING);
  expect(longestOf(ONGOING)).toBeGreaterThan(longestOf(ONGOING - 1));
});
