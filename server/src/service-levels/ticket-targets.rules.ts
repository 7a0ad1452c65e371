import type { Ticket, WaitingFor } from "../tickets/ticket.entity.js";
import { instantAfter } from "./calendar.rules.js";
import { termsAt } from "./policy-match.rules.js";
import { type ServiceLevelRules, TargetKind, TargetState } from "./service-level.model.js";
import { clockOf, factsOf } from "./ticket-clock.js";

/** How a target stands, with what belongs to that state and to no other. */
export type TargetStanding =
  | { state: TargetState.PENDING; dueAt: Date | null; warnsAt: Date | null }
  | { state: TargetState.IMMINENT; dueAt: Date | null }
  | { state: TargetState.PAUSED; waitingFor: WaitingFor | null }
  | { state: TargetState.MET; at: Date }
  | { state: TargetState.MISSED; at: Date; reachedAt: Date | null }
  | { state: TargetState.CANCELLED; at: Date };

export interface TicketTarget {
  kind: TargetKind;
  targetMs: number | null;
  dueAt: Date | null;
  standing: TargetStanding;
}

/** What the ticket's row says of its targets; none where no policy gives one. */
export function targetsOf(ticket: Ticket, rules: ServiceLevelRules): TicketTarget[] {
  if (ticket.clockAt === null) return [];
  const clock = clockOf(ticket);
  return [
    { kind: TargetKind.TAKE_CHARGE, ...clock.takeCharge, judgedAt: ticket.takeChargeJudgedAt },
    { kind: TargetKind.RESOLVE, ...clock.resolve, judgedAt: ticket.resolveJudgedAt },
  ].flatMap(({ kind, targetMs, state, dueAt: due, judgedAt }) => {
    if (state === null) return [];
    const dueAt = due === null ? null : new Date(due);
    const at = judgedAt ?? dueAt ?? new Date(clock.at);
    return [{ kind, targetMs, dueAt, standing: standingOf(state, { ticket, kind, targetMs, dueAt, at, rules }) }];
  });
}

interface Known extends Omit<TicketTarget, "standing"> {
  ticket: Ticket;
  at: Date;
  rules: ServiceLevelRules;
}

function standingOf(state: TargetState, { ticket, kind, targetMs, dueAt, at, rules }: Known): TargetStanding {
  switch (state) {
    case TargetState.PENDING:
      return { state, dueAt, warnsAt: warnsAt(ticket, targetMs ?? 0, rules) };
    case TargetState.IMMINENT:
      return { state, dueAt };
    case TargetState.PAUSED:
      return { state, waitingFor: ticket.waitingFor };
    case TargetState.MISSED:
      return { state, at, reachedAt: kind === TargetKind.TAKE_CHARGE ? ticket.takenInChargeAt : ticket.resolvedAt };
    default:
      return { state, at };
  }
}

/** When a pending target becomes imminent if nothing changes; null where its policy does not warn. */
function warnsAt(ticket: Ticket, targetMs: number, rules: ServiceLevelRules): Date | null {
  const { at, elapsedMs } = clockOf(ticket);
  const { policy, calendar } = termsAt(factsOf(ticket), at, rules);
  const percent = policy?.warningPercent ?? 100;
  if (percent >= 100) return null;
  const instant = instantAfter(calendar, at, (targetMs * percent) / 100 - elapsedMs);
  return instant === null ? null : new Date(instant);
}
