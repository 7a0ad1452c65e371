import { SubjectType } from "../platform/events/event.entity.js";
import type { LogEvent } from "../platform/live/log-event.js";
import { ANY_TICKET, routesOfFacts, type TicketFacts } from "./view.rules.js";

interface Sides {
  before: TicketFacts | null;
  after: TicketFacts;
}

/** Each event is asked for its facts by every group that it may concern. */
const sides = new WeakMap<LogEvent, Sides>();

function sidesOf(event: LogEvent): Sides {
  let known = sides.get(event);
  if (!known) sides.set(event, (known = { before: readBefore(event), after: readAfter(event) }));
  return known;
}

/** The ticket's facts before the event; null when it did not exist. */
export function factsBefore(event: LogEvent): TicketFacts | null {
  return sidesOf(event).before;
}

/** The ticket's facts after the event. */
export function factsAfter(event: LogEvent): TicketFacts {
  return sidesOf(event).after;
}

function readBefore(event: LogEvent): TicketFacts | null {
  if (event.queueIdBefore === null) return null;
  return {
    ...constantFacts(event),
    state: event.stateBefore!,
    queueId: event.queueIdBefore,
    teamId: event.teamIdBefore!,
    level: event.levelBefore!,
    assigneeId: event.assigneeIdBefore,
    applicationId: event.applicationIdBefore,
    compartmentId: event.compartmentIdBefore!,
    kind: event.kindBefore!,
    nature: event.natureBefore,
    priority: event.priorityBefore,
    serviceLevelState: event.serviceLevelBefore,
  };
}

function readAfter(event: LogEvent): TicketFacts {
  return {
    ...constantFacts(event),
    state: event.stateAfter!,
    queueId: event.queueIdAfter!,
    teamId: event.teamIdAfter!,
    level: event.levelAfter!,
    assigneeId: event.assigneeIdAfter,
    applicationId: event.applicationIdAfter,
    compartmentId: event.compartmentIdAfter!,
    kind: event.kindAfter!,
    nature: event.natureAfter,
    priority: event.priorityAfter,
    serviceLevelState: event.serviceLevelAfter,
  };
}

function constantFacts({ subjectId, channel, requesterId, beneficiaryId }: LogEvent) {
  return { number: subjectId, channel: channel!, requesterId: requesterId!, beneficiaryId };
}

export function isTicketEvent(event: LogEvent): boolean {
  return event.subjectType === SubjectType.TICKET;
}

/** The routes of events about what tickets refer to. */
export const REFERENCES = "reference";
/** The routes of events about outgoing mail. */
export const MAILS = "mail";
/** Whoever shows the whole desk: told of every ticket event. */
export const EVERYTHING_ABOUT_TICKETS = ANY_TICKET;
/** An event that is not understood concerns whoever may be shown its ticket. */
export const NOT_UNDERSTOOD = "not-understood";

/** Where the hub's index looks for the feeds that an event may concern. */
export function routesOfEvent(event: LogEvent): readonly string[] {
  if (event.subjectType === SubjectType.MAIL) return [MAILS, `ticket:${event.relatedId}`];
  if (!isTicketEvent(event)) return [REFERENCES];
  if (!event.understood) return [NOT_UNDERSTOOD, ANY_TICKET, `ticket:${event.subjectId}`];
  const before = factsBefore(event);
  const routes = new Set(routesOfFacts(factsAfter(event)));
  if (before) for (const route of routesOfFacts(before)) routes.add(route);
  return [...routes];
}
