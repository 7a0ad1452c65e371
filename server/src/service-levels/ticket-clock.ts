import { OPEN_STATES, ServiceLevelState, type Ticket } from "../tickets/ticket.entity.js";
import { advance, change, nextBreachAt, start, worstState } from "./ledger.rules.js";
import {
  BreachAct,
  type Clock,
  type ClockFacts,
  type Judged,
  TargetKind,
  TargetState,
  type Verdict,
  VerdictKind,
} from "./service-level.model.js";
import type { RulesInForce } from "./service-level.settings.js";

/** The columns of a ticket's row that its clock is kept in. */
export type ClockColumns = Pick<
  Ticket,
  | "clockMs"
  | "clockAt"
  | "clockRules"
  | "takeChargeTargetMs"
  | "takeChargeDueAt"
  | "takeChargeState"
  | "takeChargeJudgedAt"
  | "resolveTargetMs"
  | "resolveDueAt"
  | "resolveState"
  | "resolveJudgedAt"
  | "nextBreachAt"
  | "serviceLevelState"
  | "nextAlarmAt"
  | "breachesToAnswer"
  | "clockAsleep"
>;

/** The columns that the clock goes by. */
export type ClockedFacts = Pick<
  Ticket,
  | "state"
  | "waitingFor"
  | "queueId"
  | "level"
  | "assigneeId"
  | "applicationId"
  | "kind"
  | "priority"
  | "requesterSiteId"
  | "takenInChargeAt"
>;

type Clocked = ClockedFacts & ClockColumns;

/** A ticket with its clock set on, and what that has brought to light. */
export interface Ticked<Row> {
  ticket: Row;
  verdicts: readonly Verdict[];
}

/** A ticket at its recording. */
export function started<Row extends Clocked>(ticket: Row, at: Date, rules: RulesInForce): Ticked<Row> {
  return ticked(ticket, start(factsOf(ticket), at.getTime(), rules), rules);
}

/** Time has passed, and nothing else has happened. */
export function passed<Row extends Clocked>(ticket: Row, until: Date, rules: RulesInForce): Ticked<Row> {
  return ticked(ticket, advance(clockOf(ticket), factsOf(ticket), until.getTime(), rules), rules);
}

/** The facts have changed, at an instant that the clock has not passed yet. `after` has the clock of `before` still. */
export function changed<Row extends Clocked>(before: Row, after: Row, at: Date, rules: RulesInForce): Ticked<Row> {
  const judged = change(clockOf(before), factsOf(before), factsOf(after), at.getTime(), rules);
  return ticked(after, judged, rules);
}

/** Whether the clock stands on rules that are no longer those in force, or has never been computed. */
export function isOutdated({ clockAt, clockRules }: ClockColumns, { version }: RulesInForce): boolean {
  return clockAt === null || clockRules !== version;
}

/** Whether something of what people see of the targets differs, beyond the time that has passed. */
export function targetsDiffer(a: ClockColumns, b: ClockColumns): boolean {
  return SEEN.some((column) => instantOr(a[column]) !== instantOr(b[column]));
}

const SEEN = [
  "takeChargeTargetMs",
  "takeChargeDueAt",
  "takeChargeState",
  "resolveTargetMs",
  "resolveDueAt",
  "resolveState",
  "serviceLevelState",
] as const satisfies readonly (keyof ClockColumns)[];

function instantOr(value: Date | number | string | null): number | string | null {
  return value instanceof Date ? value.getTime() : value;
}

/** The row with the clock's state in its columns. */
export function ticked<Row extends Clocked>(
  ticket: Row,
  { clock, verdicts }: Judged,
  { version }: RulesInForce,
): Ticked<Row> {
  const { takeCharge, resolve } = clock;
  const columns: Omit<ClockColumns, "breachesToAnswer" | "clockAsleep"> = {
    clockMs: clock.elapsedMs,
    clockAt: new Date(clock.at),
    clockRules: version,
    takeChargeTargetMs: takeCharge.targetMs,
    takeChargeDueAt: dateOf(takeCharge.dueAt),
    takeChargeState: takeCharge.state,
    takeChargeJudgedAt: judgedAt(TargetKind.TAKE_CHARGE, takeCharge.state, verdicts, ticket.takeChargeJudgedAt),
    resolveTargetMs: resolve.targetMs,
    resolveDueAt: dateOf(resolve.dueAt),
    resolveState: resolve.state,
    resolveJudgedAt: judgedAt(TargetKind.RESOLVE, resolve.state, verdicts, ticket.resolveJudgedAt),
    nextBreachAt: dateOf(nextBreachAt(clock)),
    serviceLevelState: stateOf(clock),
    nextAlarmAt: ticket.clockAsleep ? null : ticket.breachesToAnswer ? new Date(clock.at) : dateOf(clock.nextAlarmAt),
  };
  return { ticket: { ...ticket, ...columns }, verdicts };
}

const JUDGED: readonly (TargetState | null)[] = [TargetState.MET, TargetState.MISSED, TargetState.CANCELLED];

function judgedAt(
  target: TargetKind,
  state: TargetState | null,
  verdicts: readonly Verdict[],
  before: Date | null,
): Date | null {
  if (!JUDGED.includes(state)) return null;
  const last = verdicts.filter((verdict) => verdict.target === target && verdict.kind !== VerdictKind.WARNED).at(-1);
  return last ? new Date(last.at) : before;
}

function stateOf(clock: Clock): ServiceLevelState | null {
  const worst = worstState(clock);
  return worst === null || worst === TargetState.CANCELLED ? null : ServiceLevelState[worst];
}

export function clockOf(row: ClockColumns): Clock {
  if (!row.clockAt) throw new Error("The clock of this ticket has not been computed yet");
  return {
    at: row.clockAt.getTime(),
    elapsedMs: Number(row.clockMs),
    takeCharge: {
      targetMs: numberOf(row.takeChargeTargetMs),
      state: row.takeChargeState,
      dueAt: row.takeChargeDueAt?.getTime() ?? null,
    },
    resolve: {
      targetMs: numberOf(row.resolveTargetMs),
      state: row.resolveState,
      dueAt: row.resolveDueAt?.getTime() ?? null,
    },
    // Whoever has slept looks at once; an alarm that is too early does no harm.
    nextAlarmAt: row.clockAsleep ? row.clockAt.getTime() : (row.nextAlarmAt?.getTime() ?? null),
  };
}

export function factsOf(row: ClockedFacts): ClockFacts {
  const { state, waitingFor, queueId, level, assigneeId, applicationId, kind, priority, requesterSiteId } = row;
  return {
    state,
    waitingFor,
    queueId,
    level,
    assigneeId,
    applicationId,
    kind,
    priority,
    requesterSiteId,
    takenInCharge: row.takenInChargeAt !== null,
  };
}

const BREACH_ACTS = [BreachAct.NOTIFY, BreachAct.RAISE_PRIORITY, BreachAct.ESCALATE];
const SHIFT: Record<TargetKind, number> = { [TargetKind.TAKE_CHARGE]: 0, [TargetKind.RESOLVE]: BREACH_ACTS.length };

/**
 * Of the verdicts that have come to light, those that somebody answers for: not what a ticket has missed that is over
 * meanwhile, nor a miss that was known before and is only dated otherwise now.
 */
export function answerable(before: Clocked, verdicts: readonly Verdict[]): Verdict[] {
  if (!OPEN_STATES.includes(before.state)) return [];
  const known = { [TargetKind.TAKE_CHARGE]: before.takeChargeState, [TargetKind.RESOLVE]: before.resolveState };
  return verdicts.filter(({ target }) => known[target] !== TargetState.MISSED);
}

/** The row with what policies do about breaches noted: whoever finds a target missed is not who answers for it. */
export function owing<Row extends Clocked>(ticket: Row, verdicts: readonly Verdict[]): Row {
  let breachesToAnswer = ticket.breachesToAnswer;
  for (const { kind, target, policy } of verdicts) {
    if (kind !== VerdictKind.MISSED) continue;
    for (const act of policy?.onBreach ?? []) breachesToAnswer |= 1 << (SHIFT[target] + BREACH_ACTS.indexOf(act));
  }
  if (breachesToAnswer === ticket.breachesToAnswer) return ticket;
  return { ...ticket, breachesToAnswer, nextAlarmAt: ticket.clockAt };
}

/** What is to be done about which missed target, in the order in which it is done. */
export function owed({ breachesToAnswer }: ClockColumns): { target: TargetKind; act: BreachAct }[] {
  return Object.values(TargetKind).flatMap((target) =>
    BREACH_ACTS.filter((_, index) => breachesToAnswer & (1 << (SHIFT[target] + index))).map((act) => ({ target, act })),
  );
}

function numberOf(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}

function dateOf(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}
