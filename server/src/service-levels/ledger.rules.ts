import { addIntervals } from "./interval.rules.js";
import { nextChangeOfTerms, termsAt } from "./policy-match.rules.js";
import {
  type Clock,
  type ClockFacts,
  type HistoryEntry,
  type Interval,
  type Judged,
  type Ledger,
  type Reckoning,
  type ServiceLevelRules,
  type TargetClock,
  TargetKind,
  TargetState,
  type Verdict,
  VerdictKind,
} from "./service-level.model.js";
import {
  alarmOf,
  countedBetween,
  isOpenToTerms,
  isPending,
  type JudgedTarget,
  judgeChange,
  judgeTime,
  NO_TARGET,
  type Situation,
} from "./target.rules.js";

/*
 * The clock of service levels. Elapsed is the time counted since the ticket's recording, one sum for both targets; a
 * target is a mark on it, and its due time the instant at which the sum will reach the mark. (ITIL 4, service level
 * management: a target is agreed on what the customer experiences, so the sum starts with the request and no change of
 * queue, priority or agreement starts it again.) Nothing is adjusted in place: whatever was counted stays counted, and
 * a clock carried along is always the one that the history gives. Two events of one instant come in the order of the
 * log, versions that come into force at it before both.
 */

/** The clock of a ticket at its entry. */
export function start(facts: ClockFacts, at: number, rules: ServiceLevelRules): Judged {
  return Run.from(facts, at, rules).judged();
}

/** Time passes and nothing else; an `until` before the clock's own instant leaves it as it is. */
export function advance(clock: Clock, facts: ClockFacts, until: number, rules: ServiceLevelRules): Judged {
  const run = new Run(clock, facts, rules);
  run.pass(until);
  return run.judged();
}

/** An event at or after the clock's instant; an earlier one wants `ledgerOf`. */
export function change(
  clock: Clock,
  before: ClockFacts,
  after: ClockFacts,
  at: number,
  rules: ServiceLevelRules,
): Judged {
  if (at < clock.at) throw new RangeError(`The clock is at ${clock.at}: an event at ${at} wants the whole history`);
  const run = new Run(clock, before, rules);
  run.pass(at);
  run.turn(after);
  return run.judged();
}

/**
 * Everything from the history alone, in whatever order it is given: the entries up to `until` by the instant at which
 * they happened, so that one recorded late takes its place. What is dated before the ticket's recording counts at it.
 */
export function ledgerOf(history: readonly HistoryEntry[], rules: ServiceLevelRules, until: number): Ledger {
  const intervals: Interval[] = [];
  return { ...reckoned(history, rules, until, intervals), intervals };
}

/** What the ledger says, for whoever has no use for its intervals: it has some for every day of a life. */
export function reckoned(
  history: readonly HistoryEntry[],
  rules: ServiceLevelRules,
  until: number,
  intervals: Interval[] | null = null,
): Reckoning {
  const recording = history.reduce((first, entry) => (entry.position < first.position ? entry : first));
  const entries = history
    .filter((entry) => entry !== recording && entry.at <= until)
    .sort((a, b) => Math.max(a.at, recording.at) - Math.max(b.at, recording.at) || a.position - b.position);

  const run = Run.from(recording.changes as ClockFacts, recording.at, rules, intervals);
  const elapsedAt = new Map([[recording.position, 0]]);
  for (const { position, at, changes } of entries) {
    run.pass(at);
    run.turn({ ...run.facts, ...changes });
    elapsedAt.set(position, run.elapsedMs);
  }
  run.pass(until);
  return { ...run.judged(), elapsedAt };
}

/** A clock under way: it is carried through time and events, and collects what there is to say about them. */
class Run {
  private readonly verdicts: Verdict[] = [];
  private situation: Situation;

  constructor(
    private clock: Clock,
    facts: ClockFacts,
    private readonly rules: ServiceLevelRules,
    /** Where what it passes through is noted, if anybody wants to know. */
    private readonly intervals: Interval[] | null = null,
  ) {
    this.situation = { facts, terms: termsAt(facts, clock.at, rules) };
  }

  static from(facts: ClockFacts, at: number, rules: ServiceLevelRules, intervals: Interval[] | null = null): Run {
    const run = new Run(
      { at, elapsedMs: 0, takeCharge: NO_TARGET, resolve: NO_TARGET, nextAlarmAt: null },
      facts,
      rules,
      intervals,
    );
    run.judge((kind, target) => judgeChange(kind, target, at, 0, null, run.situation));
    return run;
  }

  get facts(): ClockFacts {
    return this.situation.facts;
  }

  get elapsedMs(): number {
    return this.clock.elapsedMs;
  }

  /** Time passes, up to and including an instant and the versions that come into force on the way. */
  pass(until: number): void {
    for (;;) {
      const turn = nextChangeOfTerms(this.facts, this.clock.at, this.rules, until);
      if (turn === null) break;
      this.stand(turn);
      this.turn(this.facts);
    }
    this.stand(until);
  }

  /** Time passes in which nothing changes. */
  private stand(until: number): void {
    const { at, elapsedMs } = this.clock;
    if (until <= at) return;
    const counted = countedBetween(this.situation, at, until);
    const to = { at: until, elapsedMs: elapsedMs + counted };
    this.judge((kind, target) => judgeTime(kind, target, { at, elapsedMs }, to, this.situation));
    this.clock = { ...this.clock, ...to };
    if (this.intervals) addIntervals(this.intervals, at, until, this.situation);
  }

  /** At this instant the facts, or the terms for them, become others. */
  turn(facts: ClockFacts): void {
    const { at, elapsedMs } = this.clock;
    const before = this.situation;
    const after = { facts, terms: termsAt(facts, at, this.rules) };
    this.situation = after;
    this.judge((kind, target) => judgeChange(kind, target, at, elapsedMs, before, after));
  }

  private judge(decide: (kind: TargetKind, target: TargetClock) => JudgedTarget): void {
    const takeCharge = decide(TargetKind.TAKE_CHARGE, this.clock.takeCharge);
    const resolve = decide(TargetKind.RESOLVE, this.clock.resolve);
    this.clock = { ...this.clock, takeCharge: takeCharge.target, resolve: resolve.target };
    this.verdicts.push(...[...takeCharge.verdicts, ...resolve.verdicts].sort((a, b) => a.at - b.at));
  }

  judged(): Judged {
    return { clock: { ...this.clock, nextAlarmAt: this.nextAlarmAt() }, verdicts: this.verdicts };
  }

  private nextAlarmAt(): number | null {
    const { at, elapsedMs, takeCharge, resolve } = this.clock;
    const openToTerms =
      isOpenToTerms(TargetKind.TAKE_CHARGE, takeCharge, this.facts) ||
      isOpenToTerms(TargetKind.RESOLVE, resolve, this.facts);
    return earliest(
      alarmOf(takeCharge, at, elapsedMs, this.situation),
      alarmOf(resolve, at, elapsedMs, this.situation),
      openToTerms ? nextChangeOfTerms(this.facts, at, this.rules) : null,
    );
  }
}

/**
 * What has to be recorded after a recomputation so that the verdicts of the log, whose last word on a target counts,
 * say what the ledger says. `recorded` is in the order of the log. Warnings are never unsaid, and given once.
 */
export function corrections(recorded: readonly Verdict[], { clock, verdicts }: Judged): Verdict[] {
  const found: Verdict[] = [];
  for (const target of Object.values(TargetKind)) {
    const isWarning = (verdict: Verdict) => verdict.target === target && verdict.kind === VerdictKind.WARNED;
    const isWord = (verdict: Verdict) => verdict.target === target && verdict.kind !== VerdictKind.WARNED;
    found.push(...verdicts.filter(isWarning).slice(recorded.filter(isWarning).length));
    const said = recorded.findLast(isWord);
    const says = verdicts.findLast(isWord);
    if (isSame(said, says)) continue;
    if (says) found.push(says);
    else found.push({ kind: VerdictKind.CANCELLED, target, at: clock.at, elapsedMs: clock.elapsedMs, policy: null });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** That nothing was ever judged and that a judgement was taken back come to the same. */
function isSame(said: Verdict | undefined, says: Verdict | undefined): boolean {
  const standing = (verdict: Verdict | undefined) =>
    verdict === undefined || verdict.kind === VerdictKind.CANCELLED ? null : verdict;
  const [a, b] = [standing(said), standing(says)];
  return a === null || b === null ? a === b : a.kind === b.kind && a.at === b.at;
}

/** The earliest due instant among the targets still pending. */
export function nextBreachAt({ takeCharge, resolve }: Clock): number | null {
  return earliest(...[takeCharge, resolve].filter(isPending).map(({ dueAt }) => dueAt));
}

const WORST_FIRST: readonly TargetState[] = [
  TargetState.MISSED,
  TargetState.IMMINENT,
  TargetState.PENDING,
  TargetState.PAUSED,
  TargetState.MET,
];

/** The worst over both targets: missed, imminent, pending, paused, met; null where there is none. */
export function worstState({ takeCharge, resolve }: Clock): TargetState | null {
  return WORST_FIRST.find((state) => takeCharge.state === state || resolve.state === state) ?? null;
}

function earliest(...instants: (number | null)[]): number | null {
  return instants.reduce(
    (first, instant) => (first === null || (instant !== null && instant < first) ? instant : first),
    null,
  );
}
