import { describe, expect, it } from "vitest";
import { WORKING_DAY, workingMinutesBefore } from "./working-time.rules.js";

const PARIS = "Europe/Paris";

describe("working minutes before an instant", () => {
  const cases: [string, string, number, string][] = [
    ["within the same morning", "2026-03-04T10:30:00+01:00", 90, "2026-03-04T09:00:00+01:00"],
    ["across a night", "2026-03-04T08:30:00+01:00", 60, "2026-03-03T17:30:00+01:00"],
    ["across a weekend", "2026-03-09T08:10:00+01:00", 20, "2026-03-06T17:50:00+01:00"],
    ["from a Sunday night", "2026-03-08T03:00:00+01:00", 15, "2026-03-06T17:45:00+01:00"],
    ["from before the opening", "2026-03-04T06:00:00+01:00", 0, "2026-03-03T18:00:00+01:00"],
    ["from after the closing", "2026-03-04T21:00:00+01:00", 30, "2026-03-04T17:30:00+01:00"],
    ["five days", "2026-03-06T18:00:00+01:00", 5 * WORKING_DAY, "2026-03-02T08:00:00+01:00"],
    ["across the change to summer time", "2026-03-30T09:00:00+02:00", 120, "2026-03-27T17:00:00+01:00"],
  ];
  it.each(cases)("%s", (_, from, minutes, expected) => {
    expect(workingMinutesBefore(new Date(from), minutes, PARIS).toISOString()).toBe(new Date(expected).toISOString());
  });

  it("elsewhere follow that zone's hours", () => {
    const before = workingMinutesBefore(new Date("2026-03-04T12:30:00Z"), 60, "America/Martinique");
    expect(before.toISOString()).toBe("2026-03-03T21:30:00.000Z");
  });
});
