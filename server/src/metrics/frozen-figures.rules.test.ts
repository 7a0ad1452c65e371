import { describe, expect, it } from "vitest";
import { differences, frozen, hashOf, type ReportTable } from "./frozen-figures.rules.js";
import { MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import { MetricBreakdown, MetricCount, MetricDistribution, MetricShare } from "./metric.type.js";

const row = (key: string | null, name: string, value: ReportTable["metrics"][number]["rows"][number]["value"]) => ({
  groups: [{ by: MetricGrouping.NATURE, key, name }],
  value,
});

const breakdown = (...parts: [string, number][]) => {
  const whole = parts.reduce((sum, [, count]) => sum + count, 0);
  const shown = parts.map(([key, count]) => ({ key, count, share: count / whole }));
  return Object.assign(new MetricBreakdown(), { parts: shown, apart: [], whole });
};

const times = (p50: number) =>
  Object.assign(new MetricDistribution(), {
    count: 3,
    mean: 2.3333,
    p50,
    p90: 4,
    p99: 4,
    underThreshold: null,
    stillOpen: 1,
  });

type Rows = ReportTable["metrics"][number]["rows"];

function table(rows: Rows, id = MetricId.handled_resolved, alsoBy: Rows = []): ReportTable[] {
  return [{ groupBy: ["NATURE"], clock: "CALENDAR", metrics: [{ id, rows, alsoBy }] }];
}

describe("frozen figures", () => {
  it("are the same whatever their rows are called and in whichever order they stand", () => {
    const english = frozen(
      table([row("TECHNICAL", "technical", breakdown(["SOLVED", 2], ["REFUSED", 1])), row(null, "", breakdown())]),
    );
    const french = frozen(
      table([row(null, "-", breakdown()), row("TECHNICAL", "technique", breakdown(["REFUSED", 1], ["SOLVED", 2]))]),
    );
    expect(hashOf(french)).toEqual(hashOf(english));
    expect(differences(english, french)).toEqual([]);
  });

  it("survive being stored as JSON", () => {
    const figures = frozen([
      ...table([row("TECHNICAL", "", new MetricShare(1, 3, true))], MetricId.reopen_rate),
      ...table([row("TECHNICAL", "", times(2))], MetricId.time_resolve),
    ]);
    expect(hashOf(JSON.parse(JSON.stringify(figures)))).toEqual(hashOf(figures));
  });

  it("that differ by one unit have another hash and say where", () => {
    const then = frozen(
      table([row("TECHNICAL", "", times(2)), row("FUNCTIONAL", "", times(2))], MetricId.time_resolve),
    );
    const now = frozen(table([row("TECHNICAL", "", times(3)), row("FUNCTIONAL", "", times(2))], MetricId.time_resolve));
    expect(hashOf(now)).not.toEqual(hashOf(then));
    expect(differences(then, now)).toEqual([
      {
        metric: "time_resolve",
        clock: "CALENDAR",
        groupBy: ["NATURE"],
        keys: ["TECHNICAL"],
        then: times(2),
        now: times(3),
      },
    ]);
  });

  it("say which rows have come and gone", () => {
    const then = frozen(table([row("TECHNICAL", "", new MetricCount(4))], MetricId.intake_received));
    const now = frozen(table([row("REGULATORY", "", new MetricCount(4))], MetricId.intake_received));
    expect(differences(then, now).map(({ keys, then, now }) => [keys, then, now])).toEqual([
      [["TECHNICAL"], new MetricCount(4), null],
      [["REGULATORY"], null, new MetricCount(4)],
    ]);
  });

  describe("with the rows that a definition always shows once more", () => {
    const byPhone = (p50: number): Rows => [
      {
        groups: [
          { by: MetricGrouping.NATURE, key: "TECHNICAL", name: "" },
          { by: MetricGrouping.CHANNEL, key: "PHONE", name: "" },
        ],
        value: times(p50),
      },
    ];
    const whole = [row("TECHNICAL", "", times(2))];
    const then = frozen(table(whole, MetricId.time_takeCharge, byPhone(2)));
    const now = frozen(table(whole, MetricId.time_takeCharge, byPhone(3)));
    const gone = frozen(table(whole, MetricId.time_takeCharge));

    it("differ when one of these does, and say which", () => {
      expect(new Set([then, now, gone].map((figures) => hashOf(figures).toString("hex"))).size).toBe(3);
      const where = {
        metric: "time_takeCharge",
        clock: "CALENDAR",
        groupBy: ["NATURE", "CHANNEL"],
        keys: ["TECHNICAL", "PHONE"],
      };
      expect(differences(then, now)).toEqual([{ ...where, then: times(2), now: times(3) }]);
      expect(differences(then, gone)).toEqual([{ ...where, then: times(2), now: null }]);
      expect(differences(gone, then)).toEqual([{ ...where, then: null, now: times(2) }]);
    });

    it("are not said to differ in these from a report that did not keep them", () => {
      const before = then.map(({ metrics, ...rest }) => ({
        ...rest,
        metrics: metrics.map(({ id, rows }) => ({ id, rows })),
      }));
      expect(differences(before, now)).toEqual([]);
    });
  });
});
