import { Priority, Scale } from "./ticket.entity.js";

const RANK: Record<Scale, number> = { [Scale.LOW]: 1, [Scale.MEDIUM]: 2, [Scale.HIGH]: 3 };
const BY_SUM = [Priority.P5, Priority.P4, Priority.P3, Priority.P2, Priority.P1] as const;

/** The impact x urgency matrix of ITIL service operation: the two weigh the same, high x high is P1, low x low P5. */
export function priorityOf(impact: Scale, urgency: Scale): Priority {
  return BY_SUM[RANK[impact] + RANK[urgency] - 2]!;
}

/** One step more pressing; null where there is none, or no priority yet. */
export function raised(priority: Priority | null): Priority | null {
  return priority === null ? null : (BY_SUM[BY_SUM.indexOf(priority) + 1] ?? null);
}

/** 1 to 5, for sorting; 0 for a ticket that nobody has qualified yet. */
export function prioritySortOf(priority: Priority | null): number {
  return priority === null ? 0 : Number(priority.slice(1));
}
