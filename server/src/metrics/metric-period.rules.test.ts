import { describe, expect, it } from "vitest";
import { bucketsOf, MOST_BUCKETS, type PeriodUnit, periodBefore, startsBefore } from "./metric-period.rules.js";

const paris = (unit: PeriodUnit, from: string, to: string) =>
  bucketsOf(unit, { from: new Date(from), to: new Date(to) }, "Europe/Paris", "fr");

describe("periods of a report", () => {
  it("are the desk's days, also those of 23 and 25 hours", () => {
    const days = paris("day", "2016-03-25T23:00:00Z", "2016-03-27T22:00:00Z")!;
    expect(days.map(({ key, startsAt, endsAt }) => [key, (endsAt.getTime() - startsAt.getTime()) / 3_600_000])).toEqual(
      [
        ["2016-03-26", 24],
        ["2016-03-27", 23],
      ],
    );
    const autumn = paris("day", "2016-10-29T22:00:00Z", "2016-10-30T23:00:00Z")!;
    expect(autumn.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 3_600_000)).toEqual([25]);
  });

  it("are ISO weeks: the first days of a year may belong to the last week of the one before", () => {
    const weeks = paris("week", "2015-12-31T23:00:00Z", "2016-01-04T23:00:00Z")!;
    expect(weeks.map(({ key }) => key)).toEqual(["2015-W53", "2016-W01"]);
    expect(weeks[0]!.startsAt).toEqual(new Date("2015-12-31T23:00:00Z"));
  });

  it.each([
    ["month", ["2016-02", "2016-03", "2016-04"], "février 2016"],
    ["quarter", ["2016-Q1", "2016-Q2"], "T1 2016"],
    ["year", ["2016"], "2016"],
  ] as const)("are named: %s", (unit, keys, name) => {
    const buckets = paris(unit, "2016-02-10T00:00:00Z", "2016-04-02T00:00:00Z")!;
    expect(buckets.map(({ key }) => key)).toEqual(keys);
    expect(buckets[0]!.name).toBe(name);
  });

  it("cover what was asked for without gap or overlap", () => {
    const buckets = paris("month", "2016-02-10T10:00:00Z", "2017-01-05T00:00:00Z")!;
    expect(buckets[0]!.startsAt).toEqual(new Date("2016-02-10T10:00:00Z"));
    expect(buckets.at(-1)!.endsAt).toEqual(new Date("2017-01-05T00:00:00Z"));
    expect(buckets.slice(1).map(({ startsAt }) => startsAt)).toEqual(buckets.slice(0, -1).map(({ endsAt }) => endsAt));
  });

  it("are refused when they are too many", () => {
    expect(paris("day", "2015-01-01T00:00:00Z", "2016-02-04T12:00:00Z")).toHaveLength(MOST_BUCKETS);
    expect(paris("day", "2015-01-01T00:00:00Z", "2016-02-05T12:00:00Z")).toBeNull();
  });
});

const period = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });
const before = (from: string, to: string) => periodBefore(period(from, to), "Europe/Paris");

describe("the period before", () => {
  it.each([
    // March is followed by the change of clocks, and is longer than February.
    ["2016-02-29T23:00:00Z", "2016-03-31T22:00:00Z", "2016-01-31T23:00:00Z"],
    ["2016-03-31T22:00:00Z", "2016-06-30T22:00:00Z", "2015-12-31T23:00:00Z"],
    ["2015-12-31T23:00:00Z", "2016-12-31T23:00:00Z", "2014-12-31T23:00:00Z"],
    ["2016-03-27T22:00:00Z", "2016-04-03T22:00:00Z", "2016-03-20T23:00:00Z"],
    ["2016-03-26T23:00:00Z", "2016-03-29T22:00:00Z", "2016-03-23T23:00:00Z"],
    ["2016-03-27T08:00:00Z", "2016-03-27T10:30:00Z", "2016-03-27T05:30:00Z"],
  ])("of [%s, %s) starts at %s", (from, to, expected) => {
    expect(before(from, to)).toEqual(period(expected, from));
  });

  it("is followed by those before it, by the unit of the report or the length of the period", () => {
    const march = period("2016-02-29T23:00:00Z", "2016-03-31T22:00:00Z");
    const months = startsBefore(march, null, "Europe/Paris");
    expect(months).toHaveLength(MOST_BUCKETS - 1);
    expect(months.slice(-2)).toEqual([new Date("2015-12-31T23:00:00Z"), new Date("2016-01-31T23:00:00Z")]);
    expect(startsBefore(march, "day", "Europe/Paris").at(-1)).toEqual(new Date("2016-02-28T23:00:00Z"));
    const fromTheMiddle = period("2016-03-14T23:00:00Z", "2016-05-31T22:00:00Z");
    expect(startsBefore(fromTheMiddle, "month", "Europe/Paris").at(-1)).toEqual(new Date("2016-02-29T23:00:00Z"));
  });
});
