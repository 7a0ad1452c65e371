import { TicketState, WaitingFor } from "../tickets/ticket.entity.js";
import { HORIZON_MS, instantAfter, openBetween } from "./calendar.rules.js";
import type { Terms } from "./policy-match.rules.js";
import {
  type ClockFacts,
  IntervalReason,
  type PolicyVersion,
  type TargetClock,
  TargetKind,
  TargetState,
  type Verdict,
  VerdictKind,
} from "./service-level.model.js";

const { NEW, OPEN, IN_PROGRESS, WAITING, RESOLVED, CLOSED } = TicketState;
const { PENDING, IMMINENT, PAUSED, MET, MISSED, CANCELLED } = TargetState;

/** What holds for a ticket at an instant: what it is like, and what its clock goes by. */
export interface Situation {
  facts: ClockFacts;
  terms: Terms;
}

export const NO_TARGET: TargetClock = { targetMs: null, state: null, dueAt: null };

const WAITING_REASONS: Record<WaitingFor, IntervalReason> = {
  REQUESTER: IntervalReason.WAITING_REQUESTER,
  THIRD_PARTY: IntervalReason.WAITING_THIRD_PARTY,
  DATE: IntervalReason.WAITING_DATE,
};

/** Without a policy there is nothing to be late for; time spent waiting for the requester is not the desk's even so. */
const PAUSES_WITHOUT_POLICY: readonly WaitingFor[] = [WaitingFor.REQUESTER];

/**
 * Why the clock stands still whatever the hour, null when it does not. ITIL 4 (incident and service request
 * management) leaves the choice of what suspends a target to the agreement: hence the policy's `pausesOn`. A solved
 * ticket is in the requester's hands until it is reopened.
 */
export function pauseOf({ facts, terms }: Situation): IntervalReason | null {
  switch (facts.state) {
    case NEW:
    case OPEN:
    case IN_PROGRESS:
      return null;
    case WAITING: {
      const pauses = terms.policy?.pausesOn ?? PAUSES_WITHOUT_POLICY;
      return facts.waitingFor !== null && pauses.includes(facts.waitingFor) ? WAITING_REASONS[facts.waitingFor] : null;
    }
    case RESOLVED:
      return IntervalReason.RESOLVED;
    default:
      return IntervalReason.ENDED;
  }
}

export function isPending({ state }: TargetClock): boolean {
  return state === PENDING || state === IMMINENT || state === PAUSED;
}

function isSolved({ state }: ClockFacts): boolean {
  return state === RESOLVED || state === CLOSED;
}

function isEnded({ state }: ClockFacts): boolean {
  return state === CLOSED || state === TicketState.CANCELLED || state === TicketState.MERGED;
}

function isReached(kind: TargetKind, facts: ClockFacts): boolean {
  return kind === TargetKind.TAKE_CHARGE ? facts.takenInCharge : isSolved(facts);
}

/** Whether versions coming into force could still give this target, change it or take it away. */
export function isOpenToTerms(kind: TargetKind, target: TargetClock, facts: ClockFacts): boolean {
  return target.state !== MET && target.state !== MISSED && !isReached(kind, facts) && !isEnded(facts);
}

function promisedMs(kind: TargetKind, policy: PolicyVersion | null): number | null {
  const minutes = kind === TargetKind.TAKE_CHARGE ? policy?.takeChargeMinutes : policy?.resolveMinutes;
  return minutes == null ? null : minutes * 60_000;
}

/** The counted time at which a target becomes imminent. */
function warnsAtMs(targetMs: number, policy: PolicyVersion | null): number {
  const percent = policy?.warningPercent ?? 100;
  return percent >= 100 ? Number.POSITIVE_INFINITY : (targetMs * percent) / 100;
}

export interface JudgedTarget {
  target: TargetClock;
  verdicts: Verdict[];
}

/** How a target looks while nobody has reached or missed it. */
function pendingTarget(targetMs: number, at: number, elapsedMs: number, situation: Situation): TargetClock {
  const { calendar, policy } = situation.terms;
  const left = targetMs - elapsedMs;
  // Nothing is left: this instant is the last at which it can be met, paused or not.
  if (left > 0 && pauseOf(situation) !== null) return { targetMs, state: PAUSED, dueAt: null };
  const state = elapsedMs >= warnsAtMs(targetMs, policy) ? IMMINENT : PENDING;
  return { targetMs, state, dueAt: instantAfter(calendar, at, left) };
}

/**
 * What an instant does to a target when facts or terms change at it (`before` null: the ticket comes into being). The
 * time counted so far is kept; only the target and what counts from now on change.
 */
export function judgeChange(
  kind: TargetKind,
  target: TargetClock,
  at: number,
  elapsedMs: number,
  before: Situation | null,
  after: Situation,
): JudgedTarget {
  const { facts, terms } = after;
  const says = (verdict: VerdictKind): Verdict => ({
    kind: verdict,
    target: kind,
    at,
    elapsedMs,
    policy: terms.policy,
  });
  const verdicts: Verdict[] = [];

  const reopened = kind === TargetKind.RESOLVE && target.state === MET && !isSolved(facts) && !isEnded(facts);
  if (!reopened && (target.state === MET || target.state === MISSED)) return { target, verdicts };
  const wasPending = isPending(target);
  const takenBack = (): JudgedTarget => ({
    target: { targetMs: null, state: CANCELLED, dueAt: null },
    verdicts: [says(VerdictKind.CANCELLED)],
  });
  if (reopened) verdicts.push(says(VerdictKind.CANCELLED));

  const targetMs = promisedMs(kind, terms.policy);
  if (targetMs === null) return wasPending || reopened ? takenBack() : { target, verdicts };
  if (isReached(kind, facts)) {
    // What was reached before anything was promised for it is not judged afterwards.
    if (before !== null && isReached(kind, before.facts)) return { target, verdicts };
    const met = elapsedMs <= targetMs;
    verdicts.push(says(met ? VerdictKind.MET : VerdictKind.MISSED));
    return { target: { targetMs, state: met ? MET : MISSED, dueAt: met ? null : at }, verdicts };
  }
  if (isEnded(facts)) return wasPending ? takenBack() : { target, verdicts };
  if (elapsedMs > targetMs) {
    verdicts.push(says(VerdictKind.MISSED));
    return { target: { targetMs, state: MISSED, dueAt: at }, verdicts };
  }
  const warnedBefore =
    wasPending && before !== null && elapsedMs >= warnsAtMs(target.targetMs ?? targetMs, before.terms.policy);
  if (!warnedBefore && elapsedMs >= warnsAtMs(targetMs, terms.policy)) verdicts.push(says(VerdictKind.WARNED));
  return { target: pendingTarget(targetMs, at, elapsedMs, after), verdicts };
}

/** What the passing of time alone, from `at` to `until`, does to a target. */
export function judgeTime(
  kind: TargetKind,
  target: TargetClock,
  from: { at: number; elapsedMs: number },
  until: { at: number; elapsedMs: number },
  situation: Situation,
): JudgedTarget {
  const { targetMs } = target;
  if (!isPending(target) || targetMs === null) return { target, verdicts: [] };
  const { calendar, policy } = situation.terms;
  const verdicts: Verdict[] = [];
  const says = (verdict: VerdictKind, at: number, elapsedMs: number) =>
    verdicts.push({ kind: verdict, target: kind, at, elapsedMs, policy });
  const reach = (elapsedMs: number) => instantAfter(calendar, from.at, elapsedMs - from.elapsedMs, until.at) as number;

  const warnsAt = warnsAtMs(targetMs, policy);
  if (from.elapsedMs < warnsAt && until.elapsedMs >= warnsAt) says(VerdictKind.WARNED, reach(warnsAt), warnsAt);

  const dueAt = until.elapsedMs >= targetMs ? reach(targetMs) : null;
  // The due instant itself still meets the target: only what comes after it is late.
  if (dueAt === null || dueAt >= until.at)
    return { target: pendingTarget(targetMs, until.at, until.elapsedMs, situation), verdicts };
  says(VerdictKind.MISSED, dueAt, targetMs);
  return { target: { targetMs, state: MISSED, dueAt }, verdicts };
}

/** The next instant at which the passing of time alone would have something to say of a target; null when it never will. */
export function alarmOf(target: TargetClock, at: number, elapsedMs: number, situation: Situation): number | null {
  const { targetMs, dueAt } = target;
  if (!isPending(target) || targetMs === null || target.state === PAUSED) return null;
  const warnsAt = warnsAtMs(targetMs, situation.terms.policy);
  const warning =
    elapsedMs < warnsAt && warnsAt < targetMs ? instantAfter(situation.terms.calendar, at, warnsAt - elapsedMs) : null;
  // A target is missed once its due instant has passed; one that is due beyond the horizon is looked at again there.
  return warning ?? (dueAt === null ? at + HORIZON_MS : dueAt + 1);
}

/** Time counted between two instants in which nothing changes. */
export function countedBetween(situation: Situation, from: number, to: number): number {
  return pauseOf(situation) === null ? openBetween(situation.terms.calendar, from, to) : 0;
}
