/** One event of a ticket, as far as metrics read it; instants in milliseconds since 1970. */
export interface HistoryEvent {
  position: number;
  subjectId: number;
  type: string;
  actorKind: string;
  actorId: number | null;
  /** Shared by the events of one act. */
  cause: string;
  occurredAt: number;
  recordedAt: number;
  /** When it, and with it every earlier one of the ticket, had been recorded: a clock may have been set back between. */
  knownAt: number;
  /** Elapsed business time at `occurredAt`, by the rules that held when it was recorded. */
  businessMs: number | null;
  /** How much of the business time that had been counted changes of the past have taken off again, up to this event. */
  restatedMs: number;
  target: string | null;
  takesCharge: number;
  skipsLevel: boolean;
  minutes: number | null;
  means: string | null;
  channel: string;
  audience: string | null;
  resolutionCode: string | null;
  articleId: number | null;
  /** Of a verdict: the policy. */
  relatedId: number | null;
  requesterId: number | null;
  beneficiaryId: number | null;
  requesterSiteId: number | null;
  stateAfter: string;
  waitingForAfter: string | null;
  levelBefore: number | null;
  levelAfter: number;
  queueIdBefore: number | null;
  queueIdAfter: number;
  teamIdBefore: number | null;
  teamIdAfter: number;
  assigneeIdAfter: number | null;
  applicationIdAfter: number | null;
  compartmentIdAfter: number;
  kindAfter: string;
  natureAfter: string | null;
  priorityAfter: string | null;
}

/** The bits of `takesCharge`. */
const OF_TICKET = 1;
const AT_LEVEL = 2;

const OPEN: ReadonlySet<string> = new Set(["NEW", "OPEN", "IN_PROGRESS", "WAITING"]);
const SPOKEN: ReadonlySet<string> = new Set(["PHONE", "ON_SITE"]);

/** What the state after an event says: the desk still owes something. */
export function isOpen({ stateAfter }: HistoryEvent): boolean {
  return OPEN.has(stateAfter);
}

export function isDiscarded({ stateAfter }: HistoryEvent): boolean {
  return stateAfter === "CANCELLED" || stateAfter === "MERGED";
}

export function isSpoken({ channel }: HistoryEvent): boolean {
  return SPOKEN.has(channel);
}

export function takesTicket({ takesCharge }: HistoryEvent): boolean {
  return (takesCharge & OF_TICKET) !== 0;
}

export function takesAtLevel({ takesCharge }: HistoryEvent): boolean {
  return (takesCharge & AT_LEVEL) !== 0;
}

export function arrivesAtLevel({ levelBefore, levelAfter }: HistoryEvent): boolean {
  return levelBefore !== levelAfter;
}

/** What the clock itself records: nobody has done anything. */
const OF_THE_CLOCK: ReadonlySet<string> = new Set([
  "TARGET_WARNED",
  "TARGET_MISSED",
  "TARGET_MET",
  "TARGET_CANCELLED",
  "TARGETS_CHANGED",
]);

/**
 * What an event takes off the business time counted before it: a change of the past says the elapsed time of the last
 * act anew, at that act's instant.
 */
export function restatedBy(
  event: Pick<HistoryEvent, "type" | "occurredAt" | "businessMs">,
  sooner: readonly HistoryEvent[],
): number {
  if (event.type !== "TARGETS_CHANGED" || event.businessMs === null) return 0;
  const last = sooner.findLastIndex(({ type }) => !OF_THE_CLOCK.has(type));
  if (sooner[last]?.occurredAt !== event.occurredAt) return 0;
  const said = sooner.findLast(
    ({ type, occurredAt }, index) =>
      index === last || (index > last && type === "TARGETS_CHANGED" && occurredAt === event.occurredAt),
  );
  return said?.businessMs == null ? 0 : said.businessMs - event.businessMs;
}

/**
 * Business time between two events as it was counted when they were recorded: a change of the past takes nothing from
 * it, and adds nothing. Null where it is not known.
 */
export function countedBetween(from: HistoryEvent, to: HistoryEvent): number | null {
  if (from.businessMs === null || to.businessMs === null) return null;
  return to.businessMs + to.restatedMs - (from.businessMs + from.restatedMs);
}

/** A person of the desk, or an import in the place of one: neither a program nor whoever the request is for. */
export function isByTheDesk({ actorKind, actorId, requesterId, beneficiaryId }: HistoryEvent): boolean {
  if (actorKind === "IMPORT") return true;
  return actorKind === "PERSON" && actorId !== requesterId && actorId !== beneficiaryId;
}

/** The person of the desk who did it; null for what programs and imports did, and what its requester did. */
export function personOf(event: HistoryEvent): number | null {
  return event.actorKind === "PERSON" && isByTheDesk(event) ? event.actorId : null;
}

/** A person's public word to the requester: a reply, a solution (it is mailed), or the call itself. */
export function isPublicWord(event: HistoryEvent): boolean {
  if (!isByTheDesk(event)) return false;
  if (event.type === "RECORDED") return isSpoken(event);
  return event.type === "RESOLVED" || (event.type === "REPLIED" && event.audience === "PUBLIC");
}
