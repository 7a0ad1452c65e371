import { expect, test } from "vitest";
import { type Alarm, defaultAlarmSetting, grouped, isTold } from "./alarms";

const alarm = (number: number, state: Alarm["state"], dueAt: string | null = null): Alarm => ({
  number,
  subject: `Ticket ${number}`,
  target: "RESOLVE",
  state,
  dueAt,
});

test("a target that came near and then passed its due is told once, as passed", () => {
  expect(grouped([alarm(1, "IMMINENT"), alarm(1, "MISSED")])).toEqual([alarm(1, "MISSED")]);
});

test("two targets of one ticket are told apart", () => {
  const other: Alarm = { ...alarm(1, "IMMINENT"), target: "TAKE_CHARGE" };
  expect(grouped([alarm(1, "MISSED"), other])).toHaveLength(2);
});

test("what was missed comes first, then what is due soonest", () => {
  const alarms = [
    alarm(1, "IMMINENT", "2026-11-22T12:00Z"),
    alarm(2, "IMMINENT", "2026-11-22T11:00Z"),
    alarm(3, "MISSED"),
  ];
  expect(grouped(alarms).map(({ number }) => number)).toEqual([3, 2, 1]);
});

test("alarms are told unless switched off or muted for a while", () => {
  expect(isTold(defaultAlarmSetting, 1000)).toBe(true);
  expect(isTold({ on: false, mutedUntil: 0 }, 1000)).toBe(false);
  expect(isTold({ on: true, mutedUntil: 1001 }, 1000)).toBe(false);
  expect(isTold({ on: true, mutedUntil: 1000 }, 1000)).toBe(true);
});
