import { expect, test } from "vitest";
import { isoWeek } from "./civil-date";
import { beside, between, comparable, keyOf, pointsOf, presets, readPeriod } from "./period";

const today = "2016-03-31";
const read = (text: string) => readPeriod(text, today);

test.each([
  ["this-week", "2016-03-28", "2016-04-04"],
  ["last-week", "2016-03-21", "2016-03-28"],
  ["this-month", "2016-03-01", "2016-04-01"],
  ["last-month", "2016-02-01", "2016-03-01"],
  ["this-quarter", "2016-01-01", "2016-04-01"],
  ["last-quarter", "2015-10-01", "2016-01-01"],
  ["this-year", "2016-01-01", "2017-01-01"],
  ["last-year", "2015-01-01", "2016-01-01"],
  ["2016-W13", "2016-03-28", "2016-04-04"],
  ["2015-W53", "2015-12-28", "2016-01-04"],
  ["2016-02", "2016-02-01", "2016-03-01"],
  ["2016-Q4", "2016-10-01", "2017-01-01"],
  ["2016", "2016-01-01", "2017-01-01"],
  ["2016-03-05..2016-03-07", "2016-03-05", "2016-03-08"],
])("%s is the days from %s to before %s", (text, from, to) => {
  expect(read(text)).toMatchObject({ from, to });
});

test.each([
  "",
  "2016-W54",
  "2014-W53",
  "2016-13",
  "2016-Q5",
  "2016-02-30..2016-03-01",
  "2016-03-07..2016-03-05",
  "soon",
])("%j is no period", (text) => {
  expect(read(text)).toBeNull();
});

test("a period's own name leads back to it", () => {
  for (const text of [...presets, "2015-W53", "2016-03-05..2016-03-07"]) {
    const period = read(text);
    expect(period && read(keyOf(period))).toEqual(period);
  }
});

test("the period before is as long as the calendar makes it, or as many days", () => {
  const before = (text: string) => {
    const period = read(text);
    return period && keyOf(beside(period, -1));
  };
  expect(before("2016-03")).toBe("2016-02");
  expect(before("2016-W01")).toBe("2015-W53");
  expect(before("2016-Q1")).toBe("2015-Q4");
  expect(before("2016-03-05..2016-03-07")).toBe("2016-03-02..2016-03-04");
});

test("ISO weeks belong to the year of their Thursday", () => {
  expect(isoWeek("2016-01-03")).toEqual({ year: 2015, week: 53 });
  expect(isoWeek("2018-12-31")).toEqual({ year: 2019, week: 1 });
});

test("a month is looked at by days, a quarter by weeks, a year by months", () => {
  const points = (text: string) => {
    const period = read(text);
    return period && pointsOf(period);
  };
  expect(["2016-W13", "2016-03", "2016-Q1", "2016", "2010-01-01..2016-12-31"].map(points)).toEqual([
    "DAY",
    "DAY",
    "WEEK",
    "MONTH",
    "QUARTER",
  ]);
});

test.each([
  // The period is over: all of the one before.
  ["2016-03", "2016-05-02", "2016-02-01", "2016-03-01"],
  // Ten days of it have begun.
  ["2016-03", "2016-03-10", "2016-02-01", "2016-02-11"],
  // The month before is shorter than what there is of this one.
  ["2016-03", "2016-03-31", "2016-02-01", "2016-03-01"],
  ["2016-03", "2016-03-01", "2016-02-01", "2016-02-02"],
  ["2016-03-01..2016-03-10", "2016-03-04", "2016-02-20", "2016-02-24"],
])("%s is compared, on %s, with what lies from %s to %s", (text, today, from, to) => {
  const period = readPeriod(text, today);
  expect(period && comparable(period, today)).toMatchObject({ from, to });
});

test.each([
  ["2016-03-01", "2016-04-01", "month"],
  ["2016-03-28", "2016-04-04", "week"],
  ["2016-01-01", "2016-04-01", "quarter"],
  ["2016-01-01", "2017-01-01", "year"],
  ["2016-03-02", "2016-04-01", "days"],
])("from %s to %s lies a %s", (from, to, unit) => {
  expect(between(from, to)).toEqual({ unit, from, to });
});
