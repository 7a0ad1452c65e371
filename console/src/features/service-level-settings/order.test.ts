import { expect, test } from "vitest";
import { moved } from "./order";

test.each([
  [0, 2, "bca"],
  [2, 0, "cab"],
  [1, 1, "abc"],
  [1, 9, "acb"],
  [1, -3, "bac"],
  [7, 0, "abc"],
])("of a, b and c the one at %d goes to %d: %s", (from, to, order) => {
  expect(moved(["a", "b", "c"], from, to).join("")).toBe(order);
});
