import { expect, test } from "vitest";
import { pauseBefore } from "./pause-before";

test("pauses grow, stay bounded, and never shrink to nothing", () => {
  expect(pauseBefore(0, 0)).toBe(200);
  expect(pauseBefore(0, 1)).toBe(400);
  expect(pauseBefore(3, 0)).toBe(1600);
  expect(pauseBefore(50, 1)).toBe(15_000);
});

test("two tabs do not wait equally long", () => {
  expect(pauseBefore(4, 0.1)).not.toBe(pauseBefore(4, 0.9));
});
