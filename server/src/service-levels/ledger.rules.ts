import type {
  Clock,
  ClockFacts,
  HistoryEntry,
  Judged,
  Ledger,
  ServiceLevelRules,
  TargetState,
  Verdict,
} from "./service-level.model.js";

/** The clock of a ticket at its entry. */
export declare function start(facts: ClockFacts, at: number, rules: ServiceLevelRules): Judged;

/** Time passes and nothing else; `until` before the clock's own instant leaves it as it is. */
export declare function advance(clock: Clock, facts: ClockFacts, until: number, rules: ServiceLevelRules): Judged;

/** An event at or after the clock's instant. An earlier one wants `ledgerOf`. */
export declare function change(
  clock: Clock,
  before: ClockFacts,
  after: ClockFacts,
  at: number,
  rules: ServiceLevelRules,
): Judged;

/** Everything from the history alone, whatever order it is given in. */
export declare function ledgerOf(history: readonly HistoryEntry[], rules: ServiceLevelRules, until: number): Ledger;

/** What has to be recorded for the verdicts recorded so far (in their order) to say what the judged ones say. */
export declare function corrections(recorded: readonly Verdict[], judged: Judged): Verdict[];

/** The earliest due instant among the targets still pending. */
export declare function nextBreachAt(clock: Clock): number | null;

/** The worst over both targets: MISSED, IMMINENT, PENDING, PAUSED, MET; null where there is none. */
export declare function worstState(clock: Clock): TargetState | null;
