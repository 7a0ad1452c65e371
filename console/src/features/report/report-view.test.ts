import { expect, test } from "vitest";
import { readView, writeView } from "./report-view";

test("a report survives its address", () => {
  const view = { period: "2016-Q1", by: "TEAM", applications: ["QQ=="], asOf: "2016-04-15T12:00" } as const;
  expect(readView(new URL(writeView(view), "http://desk").searchParams)).toEqual(view);
});

test("without anything said, it is this month's, by application", () => {
  expect(readView(new URLSearchParams("by=MOOD&asof=yesterday"))).toEqual({
    period: "this-month",
    by: "APPLICATION",
    applications: [],
    asOf: null,
  });
  expect(writeView(readView(new URLSearchParams()))).toBe("/reports");
});
