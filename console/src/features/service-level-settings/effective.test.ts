import { expect, test } from "vitest";
import { atOnce, effectiveFromOf, isUndated } from "./effective";

const at = "2099-01-01T08:00:00.000Z";

test("a change from a date to come or past on wants its date; one that holds at once has none", () => {
  expect(isUndated({ when: "later", at: null })).toBe(true);
  expect(isUndated({ when: "past", at: null })).toBe(true);
  expect(isUndated({ when: "later", at })).toBe(false);
  expect(isUndated(atOnce)).toBe(false);
  expect([effectiveFromOf({ when: "later", at }), effectiveFromOf(atOnce)]).toEqual([at, null]);
});
