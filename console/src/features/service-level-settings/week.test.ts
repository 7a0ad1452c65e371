import { describe, expect, test } from "vitest";
import {
  daysAlike,
  endForField,
  endFromField,
  isOvernight,
  minutesOf,
  minutesOfWeek,
  type Period,
  piecesOfDay,
  withAnother,
  withCopied,
} from "./week";

const on = (weekday: number, from: string, to: string): Period => ({ weekday, from, to });
const office = [1, 2, 3, 4, 5].flatMap((day) => [on(day, "08:30", "12:30"), on(day, "13:30", "17:30")]);

test.each([
  ["08:30", 510],
  ["24:00", 1440],
  ["24:01", null],
  ["8h30", null],
  ["08:60", null],
  ["", null],
])("%s is %s minutes after midnight", (time, minutes) => {
  expect(minutesOf(time)).toBe(minutes);
});

describe("a day is open", () => {
  test("in its own hours", () => {
    expect(piecesOfDay(office, 1)).toEqual([
      { from: 510, to: 750 },
      { from: 810, to: 1050 },
    ]);
    expect(piecesOfDay(office, 6)).toEqual([]);
  });

  test("in the early hours that the night before leaves it, also from Sunday to Monday", () => {
    const night = [on(7, "22:00", "02:00")];
    expect(piecesOfDay(night, 7)).toEqual([{ from: 1320, to: 1440 }]);
    expect(piecesOfDay(night, 1)).toEqual([{ from: 0, to: 120 }]);
  });

  test("all day from midnight to midnight, however its end is written", () => {
    for (const to of ["24:00", "00:00"]) {
      expect(piecesOfDay([on(3, "00:00", to)], 3)).toEqual([{ from: 0, to: 1440 }]);
      expect(piecesOfDay([on(3, "00:00", to)], 4)).toEqual([]);
    }
  });
});

test("a week's length counts nights once", () => {
  expect(minutesOfWeek(office)).toBe(40 * 60);
  expect(minutesOfWeek([on(7, "22:00", "02:00")])).toBe(240);
});

test("only what ends after midnight is overnight", () => {
  expect(isOvernight({ from: "22:00", to: "02:00" })).toBe(true);
  expect(isOvernight({ from: "22:00", to: "24:00" })).toBe(false);
  expect(isOvernight({ from: "22:00", to: "00:00" })).toBe(false);
  expect(endFromField(endForField("24:00"))).toBe("24:00");
});

test("a day copied to the working days replaces their hours and leaves the weekend", () => {
  const copied = withCopied([on(1, "09:00", "10:00"), on(2, "08:00", "20:00"), on(6, "08:00", "12:00")], 1, "workdays");
  expect(daysAlike(copied)).toEqual([
    { first: 1, last: 5, hours: [{ from: "09:00", to: "10:00" }] },
    { first: 6, last: 6, hours: [{ from: "08:00", to: "12:00" }] },
  ]);
});

test("another stretch comes after the last one of its day", () => {
  expect(withAnother([], 2)).toEqual([on(2, "09:00", "12:00")]);
  expect(withAnother([on(2, "09:00", "12:00")], 2)).toEqual([on(2, "09:00", "12:00"), on(2, "13:00", "17:00")]);
  expect(withAnother([on(2, "09:00", "23:30")], 2)[1]).toEqual(on(2, "", ""));
});

test("days that follow each other with the same hours are told together", () => {
  expect(daysAlike(office)).toHaveLength(1);
  expect(daysAlike([on(1, "09:00", "10:00"), on(3, "09:00", "10:00")]).map(({ first, last }) => [first, last])).toEqual(
    [
      [1, 1],
      [3, 3],
    ],
  );
});
