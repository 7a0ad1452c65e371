import { isDeepStrictEqual } from "node:util";
import { advance, change, corrections, ledgerOf, reckoned, start } from "./ledger.rules.js";
import type { Life } from "./ledger-history.fixture.js";
import type { World } from "./ledger-world.fixture.js";
import {
  type Clock,
  type ClockFacts,
  type HistoryEntry,
  type Judged,
  type Ledger,
  type Verdict,
  VerdictKind,
} from "./service-level.model.js";

/** What a desk has that learns a life step by step: the clock in the ticket's row, and the verdicts in its log. */
interface Carried {
  clock: Clock;
  recorded: Verdict[];
  /** Some event was recorded late: the log has words in it that were corrected. */
  corrected: boolean;
  complaints: string[];
}

/** Where the clock that is carried along and the one that the history gives differ; nothing, if all is well. */
export function disagreements(life: Life): string[] {
  const { clock, recorded, corrected, complaints } = carry(life);
  const history = life.steps.flatMap((step) => ("entry" in step ? [step.entry] : []));
  const ledger = ledgerOf(shuffled(history), life.world.knownAt(life.until), life.until);
  const inHindsight = ledgerOf(history, life.world.rules, life.until);
  const found = [...complaints];
  const compare = (what: string, ours: unknown, theirs: unknown) => {
    if (!isDeepStrictEqual(ours, theirs)) found.push(`${what}: ${JSON.stringify(ours)} but ${JSON.stringify(theirs)}`);
  };
  compare("clock", clock, ledger.clock);
  compare("in hindsight", { ...clock, nextAlarmAt: null }, { ...inHindsight.clock, nextAlarmAt: null });
  if (!corrected) compare("verdicts", recorded, ledger.verdicts);
  compare(
    "last words",
    corrections(recorded, ledger).filter(({ kind }) => kind !== VerdictKind.WARNED),
    [],
  );
  const { intervals } = ledger;
  compare("reckoned", { ...reckoned(history, life.world.knownAt(life.until), life.until), intervals }, ledger);
  return [...found, ...flaws(ledger, history, life.until)];
}

/** As the desk does: O(1) from the clock for what comes in order, from the history for what comes late. */
function carry({ world, steps, until, watched }: Life): Carried {
  const [first, ...others] = steps;
  if (!first || !("entry" in first)) throw new Error("A life begins with the recording of its ticket");
  const history: HistoryEntry[] = [first.entry];
  let facts = first.entry.changes as ClockFacts;
  const begun = start(facts, first.entry.at, world.knownAt(first.recordedAt));
  const carried: Carried = { clock: begun.clock, recorded: begun.verdicts, corrected: false, complaints: [] };

  for (const step of [...others, { recordedAt: until, look: true as const }]) {
    if (watched) watch(carried, facts, step.recordedAt, world);
    const rules = world.knownAt(step.recordedAt);
    if (!("entry" in step)) {
      take(carried, advance(carried.clock, facts, step.recordedAt, rules));
      continue;
    }
    history.push(step.entry);
    const after = { ...facts, ...step.entry.changes };
    if (step.entry.at >= carried.clock.at) {
      take(carried, change(carried.clock, facts, after, step.entry.at, rules));
    } else {
      const ledger = ledgerOf(history, rules, carried.clock.at);
      take(carried, { clock: ledger.clock, verdicts: corrections(carried.recorded, ledger) });
      carried.corrected = true;
    }
    facts = after;
  }
  return carried;
}

function take(carried: Carried, { clock, verdicts }: Judged): void {
  carried.clock = clock;
  carried.recorded.push(...verdicts);
}

/** The watch looks when the alarm says so, and when rules become known; between two looks there is nothing to see. */
function watch(carried: Carried, facts: ClockFacts, until: number, world: World): void {
  for (;;) {
    const { at, nextAlarmAt } = carried.clock;
    const next = Math.min(
      nextAlarmAt ?? Number.POSITIVE_INFINITY,
      world.news.find((instant) => instant > at) ?? Number.POSITIVE_INFINITY,
    );
    if (next <= at) {
      carried.complaints.push(`alarm of ${at} at ${next}`);
      return;
    }
    const quiet = Math.min(next - 1, until);
    if (quiet > at) expectNothing(carried, advance(carried.clock, facts, quiet, world.knownAt(at)));
    if (next > until) return;
    take(carried, advance(carried.clock, facts, next, world.knownAt(next)));
  }
}

/** Time alone moves no target before the alarm; only what lies beyond the horizon may come into sight. */
function expectNothing({ clock, complaints }: Carried, { clock: later, verdicts }: Judged): void {
  const { takeCharge, resolve } = clock;
  if (verdicts.length > 0) complaints.push(`before the alarm: ${JSON.stringify(verdicts)}`);
  for (const [before, after] of [
    [takeCharge, later.takeCharge],
    [resolve, later.resolve],
  ] as const) {
    const isOutOfSight = before.dueAt === null && before.state === after.state && before.targetMs === after.targetMs;
    if (!isOutOfSight && !isDeepStrictEqual(before, after))
      complaints.push(`before the alarm: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  }
}

/** What must be true of every ledger. */
function flaws({ clock, intervals, elapsedAt }: Ledger, history: readonly HistoryEntry[], until: number): string[] {
  const found: string[] = [];
  const entry = history[0]!.at;
  const starts = intervals.map(({ from }) => from);
  const ends = intervals.map(({ to }) => to);
  if (until > entry && !isDeepStrictEqual([...starts, until], [entry, ...ends])) found.push("intervals leave gaps");
  const counted = intervals.reduce((sum, { counted: counts, from, to }) => sum + (counts ? to - from : 0), 0);
  if (counted !== clock.elapsedMs) found.push(`intervals count ${counted}, the clock ${clock.elapsedMs}`);
  for (const { position, at } of history) {
    const happened = Math.max(at, entry);
    const sum = intervals.reduce(
      (all, { counted: counts, from, to }) => all + (counts ? Math.max(Math.min(to, happened) - from, 0) : 0),
      0,
    );
    if (elapsedAt.get(position) !== sum) found.push(`at ${position} ${elapsedAt.get(position)} but ${sum}`);
  }
  return found;
}

/** The same history in another order, always the same one. */
function shuffled(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history
    .map((entry, i) => ({ entry, key: (i * 7_919) % 13 }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}
