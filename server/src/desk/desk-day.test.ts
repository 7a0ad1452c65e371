import { expect, it } from "vitest";
import { deskDayAt } from "./desk-day.js";

it.each([
  ["an ordinary day", "2026-11-22T22:59:59.999Z", "2026-11-22", "2026-11-21T23:00:00.000Z", 24],
  ["just after midnight", "2026-11-22T23:00:00.000Z", "2026-11-23", "2026-11-22T23:00:00.000Z", 24],
  ["the short day of spring", "2026-03-29T12:00:00.000Z", "2026-03-29", "2026-03-28T23:00:00.000Z", 23],
  ["the long day of autumn", "2026-10-25T12:00:00.000Z", "2026-10-25", "2026-10-24T22:00:00.000Z", 25],
])("the desk's day, %s", (_, instant, day, startsAt, hours) => {
  const found = deskDayAt(new Date(instant), "Europe/Paris");
  expect(found).toMatchObject({ day, startsAt: new Date(startsAt) });
  expect((found.endsAt.getTime() - found.startsAt.getTime()) / 3_600_000).toBe(hours);
});
