import fc from "fast-check";
import { IANAZone } from "luxon";
import { expect, it } from "vitest";
import { ledgerOf } from "./ledger.rules.js";
import { disagreements } from "./ledger-agreement.fixture.js";
import { type Life, lives } from "./ledger-history.fixture.js";
import { isBeyondWitness, testify } from "./ledger-witness.fixture.js";
import { IntervalReason, TargetKind, TargetState, VerdictKind } from "./service-level.model.js";

function ledger({ world, steps, until }: Life) {
  return ledgerOf(
    steps.flatMap((step) => ("entry" in step ? [step.entry] : [])),
    world.rules,
    until,
  );
}

it("a clock carried along and the ledger of the history agree on 2,000 tickets' lives", () => {
  fc.assert(
    fc.property(lives("milliseconds"), (life) => {
      expect(disagreements(life)).toEqual([]);
    }),
    { numRuns: 2_000, seed: 20_261_025 },
  );
}, 120_000);

it("a witness that watches the clock on the wall by the quarter of an hour testifies to 100 lives", () => {
  fc.assert(
    fc.property(lives("quarters"), (life) => {
      expect(disagreements(life)).toEqual([]);
      const { clock, verdicts } = ledger(life);
      const testimony = testify(life);
      expect({
        elapsedMs: clock.elapsedMs,
        verdicts,
        states: { TAKE_CHARGE: clock.takeCharge.state, RESOLVE: clock.resolve.state },
      }).toEqual({
        elapsedMs: testimony.elapsedMs,
        verdicts: testimony.verdicts,
        states: testimony.states,
      });
      for (const [kind, target] of [
        [TargetKind.TAKE_CHARGE, clock.takeCharge],
        [TargetKind.RESOLVE, clock.resolve],
      ] as const) {
        const due = testimony.due[kind];
        if (due === "LATER") expect(isBeyondWitness(target.dueAt, life.until)).toBe(true);
        else if (target.state !== "MISSED") expect(target.dueAt).toBe(due);
      }
    }),
    { numRuns: 100, seed: 20_260_329 },
  );
}, 120_000);

it("the lives hold what a clock has to bear", () => {
  const paris = IANAZone.create("Europe/Paris");
  const held = new Map<string, number>();
  const some = [
    ...fc.sample(lives("milliseconds"), { numRuns: 500, seed: 20_261_025 }),
    ...fc.sample(lives("quarters"), { numRuns: 150, seed: 20_260_329 }),
  ];
  for (const life of some) {
    const { clock, verdicts, intervals } = ledger(life);
    const entry = life.steps[0]!.recordedAt;
    const offset = paris.offset(life.until) - paris.offset(entry);
    const several = (values: readonly unknown[]) => new Set(values).size > 1;
    const pauses = intervals.filter(({ reason }) => reason.startsWith("WAITING")).length;
    const resolutions = verdicts.filter(
      ({ kind, target }) => kind === VerdictKind.MET && target === TargetKind.RESOLVE,
    );
    const bears: Record<string, boolean> = {
      "the clocks forward": offset > 0,
      "the clocks back": offset < 0,
      "a holiday": intervals.some(({ reason }) => reason === IntervalReason.HOLIDAY),
      "an exception": intervals.some(({ reason }) => reason === IntervalReason.EXCEPTION),
      "several pauses": pauses > 1,
      "a resolution, then a reopening days later": intervals.some(
        ({ reason, from, to }, i) =>
          reason === IntervalReason.RESOLVED && to - from > 86_400_000 && i < intervals.length - 1,
      ),
      "a target met twice": resolutions.length > 1,
      "a target met at its very due time": [clock.takeCharge, clock.resolve].some(
        ({ state, targetMs }) =>
          state === TargetState.MET &&
          verdicts.some(({ kind, elapsedMs }) => kind === VerdictKind.MET && elapsedMs === targetMs),
      ),
      "several levels": several(intervals.map(({ level }) => level)),
      "several policies in flight": several(intervals.map(({ policyVersionId }) => policyVersionId)),
      "several calendars in flight": several(intervals.map(({ calendarId }) => calendarId)),
      "an event recorded late": life.steps.some((step) => "entry" in step && step.entry.at < step.recordedAt),
      "a due time without end": clock.resolve.dueAt === null && clock.resolve.state === TargetState.PENDING,
    };
    for (const kind of Object.values(VerdictKind)) bears[kind] = verdicts.some((verdict) => verdict.kind === kind);
    for (const [what, is] of Object.entries(bears)) held.set(what, (held.get(what) ?? 0) + Number(is));
  }
  expect([...held].filter(([, count]) => count < 5)).toEqual([]);
});
