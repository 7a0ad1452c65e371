import { expect, test } from "vitest";
import { pointName } from "./point-name";

test.each([
  ["2016-03-31", "en", "Mar 31"],
  ["2016-03-31", "fr", "31 mars"],
  ["2016-W07", "fr", "S7"],
  ["2016-W07", "en", "W7"],
  ["2016-Q2", "fr", "T2 2016"],
  ["2016", "fr", "2016"],
])("%s stands as that in %s under a chart: %s", (key, locale, name) => {
  expect(pointName(key, locale)).toBe(name);
});
