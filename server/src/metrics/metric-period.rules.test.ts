import { describe, expect, it } from "vitest";
import { bucketsOf, MOST_BUCKETS, type PeriodUnit } from "./metric-period.rules.js";

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
