import { expect, test } from "vitest";
import { dateIn, dateTimeIn, instantIn, startOfDay } from "./zone";

const iso = (instant: number) => new Date(instant).toISOString();

test("a day starts at the zone's midnight, in winter and in summer", () => {
  expect(iso(startOfDay("Europe/Paris", "2016-01-15"))).toBe("2016-01-14T23:00:00.000Z");
  expect(iso(startOfDay("Europe/Paris", "2016-07-15"))).toBe("2016-07-14T22:00:00.000Z");
  expect(iso(startOfDay("Asia/Kolkata", "2016-07-15"))).toBe("2016-07-14T18:30:00.000Z");
});

test("the days of a change of clocks are 23 and 25 hours long", () => {
  const length = (from: string, to: string) =>
    (startOfDay("Europe/Paris", to) - startOfDay("Europe/Paris", from)) / 3_600_000;
  expect(length("2016-03-27", "2016-03-28")).toBe(23);
  expect(length("2016-10-30", "2016-10-31")).toBe(25);
});

test("where midnight is skipped, the day starts when the clocks jump over it", () => {
  expect(iso(startOfDay("America/Sao_Paulo", "2016-10-16"))).toBe("2016-10-16T03:00:00.000Z");
});

test("where midnight comes twice, the day starts at the first; where the clocks go back before it, at the only one", () => {
  expect(iso(startOfDay("America/Havana", "2016-11-06"))).toBe("2016-11-06T04:00:00.000Z");
  expect(iso(startOfDay("America/Sao_Paulo", "2016-02-21"))).toBe("2016-02-21T03:00:00.000Z");
});

test("an instant is read and written as the zone's clocks show it", () => {
  const instant = instantIn("Europe/Paris", "2016-03-31T18:30");
  expect(iso(instant)).toBe("2016-03-31T16:30:00.000Z");
  expect(dateTimeIn("Europe/Paris", instant)).toBe("2016-03-31T18:30");
  expect(dateIn("Pacific/Auckland", instant)).toBe("2016-04-01");
});
