import { expect, test } from "vitest";
import { countdownTo, spanOf, workingSpanOf } from "./span";

const s = 1000;
const min = 60 * s;
const h = 60 * min;

test.each([
  [0, { unit: "seconds", seconds: 0 }],
  [59 * s, { unit: "seconds", seconds: 59 }],
  [60 * s, { unit: "minutesAndSeconds", minutes: 1, seconds: 0 }],
  [10 * min - s, { unit: "minutesAndSeconds", minutes: 9, seconds: 59 }],
  [10 * min, { unit: "minutes", minutes: 10 }],
  [h - 1, { unit: "minutes", minutes: 59 }],
  [h, { unit: "hours", hours: 1, minutes: 0 }],
  [24 * h - 1, { unit: "hours", hours: 23, minutes: 59 }],
  [49 * h, { unit: "days", days: 2, hours: 1 }],
])("%d ms are said in the units of their size", (ms, span) => {
  expect(spanOf(ms)).toEqual(span);
});

test("working time is said in hours, however many", () => {
  expect(workingSpanOf(40 * h)).toEqual({ unit: "hours", hours: 40, minutes: 0 });
  expect(workingSpanOf(90 * min)).toEqual({ unit: "hours", hours: 1, minutes: 30 });
  expect(workingSpanOf(20 * min + 20 * s)).toEqual({ unit: "minutes", minutes: 20 });
});

test("a countdown reaches zero when the instant comes, and is late from then on", () => {
  expect(countdownTo(10_000, 9_999)).toEqual({ late: false, span: { unit: "seconds", seconds: 1 } });
  expect(countdownTo(10_000, 10_000)).toEqual({ late: true, span: { unit: "minutes", minutes: 0 } });
  expect(countdownTo(10_000, 11_500)).toEqual({ late: true, span: { unit: "minutes", minutes: 0 } });
});

test("lateness is told by its largest unit alone", () => {
  expect(countdownTo(0, 59 * min)).toMatchObject({ late: true, span: { unit: "minutes", minutes: 59 } });
  expect(countdownTo(0, 3 * h + 40 * min)).toMatchObject({ span: { unit: "hours", hours: 3, minutes: 0 } });
  expect(countdownTo(0, 50 * h)).toMatchObject({ span: { unit: "days", days: 2, hours: 0 } });
});

test("a countdown never grows while time passes", () => {
  const lengths = Array.from({ length: 20_000 }, (_, i) => countdownTo(3_700_000, i * 250).span).map((span) =>
    "days" in span
      ? Number.NaN
      : ("hours" in span ? span.hours * 3600 : 0) +
        ("minutes" in span ? span.minutes * 60 : 0) +
        ("seconds" in span ? span.seconds : 0),
  );
  const untilDue = lengths.slice(0, 14_800);
  expect(untilDue.every((length, i) => i === 0 || length <= untilDue[i - 1]!)).toBe(true);
});
