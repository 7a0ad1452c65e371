import type { TicketView } from "../tickets/ticket-view.service.js";

/** The facts of a ticket that choose who is told of it. A ticket's row has them, and so has each side of an event. */
export interface TicketFacts {
  number: number;
  state: string;
  queueId: number;
  teamId: number;
  level: number;
  assigneeId: number | null;
  applicationId: number | null;
  compartmentId: number;
  kind: string;
  nature: string | null;
  priority: string | null;
  channel: string;
  requesterId: number;
  beneficiaryId: number | null;
  serviceLevelState: string | null;
}

/** A filter on tickets by routing facts alone: all conditions hold. Null holds for every ticket. */
export type View = Pick<
  TicketView,
  | "queueIds"
  | "teamIds"
  | "levels"
  | "states"
  | "assigneeIds"
  | "unassigned"
  | "applicationIds"
  | "kinds"
  | "natures"
  | "channels"
  | "priorities"
  | "requesterIds"
  | "serviceLevels"
>;

type Matches = (facts: TicketFacts) => boolean;

/** The view as a function: whether a ticket with these facts is in it. */
export function matcherOf(view: View): Matches {
  const conditions: Matches[] = [];
  const among = <T>(values: readonly T[] | null, fact: (facts: TicketFacts) => string | number | null) => {
    if (values === null) return;
    const set: ReadonlySet<unknown> = new Set(values);
    conditions.push((facts) => set.has(fact(facts)));
  };
  among(view.queueIds, ({ queueId }) => queueId);
  among(view.teamIds, ({ teamId }) => teamId);
  among(view.levels, ({ level }) => level);
  among(view.states, ({ state }) => state);
  among(view.assigneeIds, ({ assigneeId }) => assigneeId);
  among(view.applicationIds, ({ applicationId }) => applicationId);
  among(view.kinds, ({ kind }) => kind);
  among(view.natures, ({ nature }) => nature);
  among(view.channels, ({ channel }) => channel);
  among(view.priorities, ({ priority }) => priority);
  among(view.requesterIds, ({ requesterId }) => requesterId);
  among(view.serviceLevels, ({ serviceLevelState }) => serviceLevelState);
  const { unassigned } = view;
  if (unassigned !== null) conditions.push(({ assigneeId }) => (assigneeId === null) === unassigned);
  return (facts) => conditions.every((holds) => holds(facts));
}

/** Equal for views that say the same in another order. */
export function keyOfView(view: View): string {
  const parts = Object.entries(view).filter(([, value]) => value !== null);
  return JSON.stringify(
    parts.map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value]).sort(),
  );
}

/** The route of every ticket event. */
export const ANY_TICKET = "ticket";

/** Where the hub's index finds a view: by the narrowest of its conditions. */
export function routesOfView(view: View): readonly string[] {
  const { assigneeIds, requesterIds, queueIds, teamIds, applicationIds } = view;
  if (queueIds) return queueIds.map((id) => `queue:${id}`);
  if (requesterIds) return requesterIds.map((id) => `requester:${id}`);
  if (assigneeIds) return assigneeIds.map((id) => `assignee:${id}`);
  if (teamIds) return teamIds.map((id) => `team:${id}`);
  if (applicationIds) return applicationIds.map((id) => `application:${id}`);
  return [ANY_TICKET];
}

/** Where the hub's index finds the tickets that somebody who reads own tickets alone may see, whatever the view. */
export function routesOfOwn(personId: number): readonly string[] {
  return [`requester:${personId}`, `beneficiary:${personId}`];
}

/** The routes on which a ticket with these facts is looked for. */
export function routesOfFacts(facts: TicketFacts): readonly string[] {
  const { number, queueId, requesterId, beneficiaryId, assigneeId, teamId, applicationId } = facts;
  const routes = [ANY_TICKET, `ticket:${number}`, `queue:${queueId}`, `requester:${requesterId}`, `team:${teamId}`];
  if (beneficiaryId !== null) routes.push(`beneficiary:${beneficiaryId}`);
  if (assigneeId !== null) routes.push(`assignee:${assigneeId}`);
  if (applicationId !== null) routes.push(`application:${applicationId}`);
  return routes;
}
