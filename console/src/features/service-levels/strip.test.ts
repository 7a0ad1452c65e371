import { describe, expect, test } from "vitest";
import { lengthsByReason, placeOf, type Segment, type Stretch, segmentsOf, ticksOf } from "./strip";

const hour = 3_600_000;
const day = 24 * hour;
const open = (from: number, to: number): Stretch => ({ from, to, counted: true, reason: "OPEN_HOURS" });
const closed = (from: number, to: number): Stretch => ({ from, to, counted: false, reason: "CLOSED_HOURS" });

/** Days of ten open hours and fourteen closed ones. */
const days = (count: number): Stretch[] =>
  Array.from({ length: count }, (_, i) => [
    open(i * day, i * day + 10 * hour),
    closed(i * day + 10 * hour, (i + 1) * day),
  ]).flat();

const isWhole = (segments: readonly Segment[]) =>
  segments.every(({ left, from }, i) => i === 0 || (left === end(segments[i - 1]!) && from === segments[i - 1]!.to));
const end = ({ left, width }: Segment) => left + width;

describe("a strip", () => {
  test("shows each stretch where it lies", () => {
    const [first, second] = segmentsOf([open(0, 10), closed(10, 40)], { from: 0, to: 40 });
    expect(first).toMatchObject({ left: 0, width: 0.25, counted: true, several: false });
    expect(second).toMatchObject({ left: 0.25, width: 0.75, counted: false, reason: "CLOSED_HOURS" });
  });

  test("ends where its stretches end, not where its range does", () => {
    const segments = segmentsOf([open(0, 10)], { from: 0, to: 100 });
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({ left: 0, width: 0.1 });
  });

  test("of a year of days has few enough pieces to be seen, and none missing", () => {
    const segments = segmentsOf(days(365), { from: 0, to: 365 * day });
    expect(segments.length).toBeLessThanOrEqual(301);
    expect(isWhole(segments)).toBe(true);
    expect(end(segments[segments.length - 1]!)).toBeCloseTo(1);
    expect(segments[0]).toMatchObject({ several: true, reason: "CLOSED_HOURS" });
  });

  test("keeps a long stretch apart from the short ones around it", () => {
    const segments = segmentsOf([open(0, 1), closed(1, 500), open(500, 501)], { from: 0, to: 501 });
    expect(segments.map(({ several, counted }) => [several, counted])).toEqual([
      [false, true],
      [false, false],
      [false, true],
    ]);
  });

  test("of nothing is empty", () => {
    expect(segmentsOf([], { from: 0, to: 0 })).toEqual([]);
    expect(placeOf(5, { from: 5, to: 5 })).toBe(0);
  });
});

test("reasons are summed, the longest first", () => {
  expect(lengthsByReason(days(2))).toEqual([
    { reason: "CLOSED_HOURS", counted: false, ms: 28 * hour },
    { reason: "OPEN_HOURS", counted: true, ms: 20 * hour },
  ]);
});

test("hours that an exception opens and hours that it closes are two things", () => {
  const exception = (from: number, to: number, counted: boolean): Stretch => ({
    from: from * hour,
    to: to * hour,
    counted,
    reason: "EXCEPTION",
  });
  expect(lengthsByReason([exception(0, 8, true), exception(24, 48, false), exception(48, 49, true)])).toEqual([
    { reason: "EXCEPTION", counted: false, ms: 24 * hour },
    { reason: "EXCEPTION", counted: true, ms: 9 * hour },
  ]);
});

describe("the axis", () => {
  test.each([1, 6, 24, 72, 24 * 20, 24 * 400])("of %d hours has few ticks, evenly over it", (hours) => {
    const from = new Date(2026, 10, 22, 9, 41).getTime();
    const range = { from, to: from + hours * hour };
    const ticks = ticksOf(range);
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.every(({ at }) => at >= range.from && at <= range.to)).toBe(true);
  });

  test("of several days is marked at midnights", () => {
    const from = new Date(2026, 10, 22, 9, 41).getTime();
    expect(ticksOf({ from, to: from + 5 * day }).every(({ isDay }) => isDay)).toBe(true);
  });
});
