import { FactKind, type MetricFact, type MetricTicket } from "./metric-fact.entity.js";
import { magnitudeOf } from "./spell-magnitude.rules.js";
import {
  arrivesAtLevel,
  countedBetween,
  type HistoryEvent,
  isDiscarded,
  isOpen,
  isPublicWord,
  isSpoken,
  personOf,
  takesAtLevel,
  takesTicket,
} from "./ticket-history.rules.js";
import { timesUntil } from "./time-spent.rules.js";

/** Who writes is answered at the first contact within this much business time. */
const FIRST_CONTACT_MS = 3_600_000;

/** A fact before it is known which one of its ticket's it is. */
type Fact = Omit<MetricFact, "n">;

/** What metrics count of one ticket: the rows that its history leads to. */
export function factsOf(events: readonly HistoryEvent[]): MetricFact[] {
  return [
    entry(events),
    firstReply(events),
    ...arrivals(events),
    ...stays(events),
    ...resolutions(events),
    ...spells(events),
    ...verdicts(events),
    ...events.flatMap(deed),
  ].map((fact, n) => ({ ...fact, n }));
}

/** What the ticket was about, from one change of it to the next. */
export function versionsOf(events: readonly HistoryEvent[]): MetricTicket[] {
  const compartmentId = events.at(-1)!.compartmentIdAfter;
  const versions: MetricTicket[] = [];
  for (const event of events) {
    const about = {
      applicationId: event.applicationIdAfter,
      nature: event.natureAfter,
      kind: event.kindAfter,
      priority: event.priorityAfter,
      requesterSiteId: event.requesterSiteId,
      channel: event.channel,
      discarded: isDiscarded(event),
    };
    const last = versions.at(-1);
    if (last && Object.entries(about).every(([fact, value]) => last[fact as keyof MetricTicket] === value)) continue;
    if (last) Object.assign(last, end(event));
    const { subjectId: ticket, position, knownAt } = event;
    versions.push({ ticket, position, knownAt, ...end(undefined), ...about, compartmentId });
  }
  return versions;
}

function fact(kind: FactKind, event: HistoryEvent, more: Partial<Fact> = {}): Fact {
  return {
    kind,
    magnitude: 0,
    at: event.recordedAt,
    ticket: event.subjectId,
    position: event.position,
    knownAt: event.knownAt,
    ...end(undefined),
    level: event.levelAfter,
    queueId: event.queueIdAfter,
    teamId: event.teamIdAfter,
    personId: personOf(event),
    policyId: null,
    part: null,
    code: null,
    flag: false,
    calendarMs: null,
    businessMs: null,
    amount: null,
    ordinal: null,
    articleId: null,
    followedUpAt: null,
    followedUpPosition: null,
    ...more,
  };
}

function end(event: HistoryEvent | undefined): Pick<Fact, "endKnownAt" | "endPosition"> {
  return { endKnownAt: event?.knownAt ?? null, endPosition: event?.position ?? null };
}

/** From one event to another, on both clocks; it is whose act the other one is. */
function span(from: HistoryEvent, to: HistoryEvent | undefined): Partial<Fact> {
  if (!to) return { personId: null };
  // What begins with the ticket is what its clock says at the end, whatever was counted otherwise before.
  const businessMs = from.type === "RECORDED" ? to.businessMs : countedBetween(from, to);
  return {
    ...end(to),
    personId: personOf(to),
    // A clock set back gives no negative duration.
    calendarMs: Math.max(0, to.occurredAt - from.occurredAt),
    businessMs: businessMs === null ? null : Math.max(0, businessMs),
  };
}

function entry(events: readonly HistoryEvent[]): Fact {
  const recorded = events[0]!;
  return fact(FactKind.ENTRY, recorded, span(recorded, events.find(takesTicket)));
}

function firstReply(events: readonly HistoryEvent[]): Fact {
  const recorded = events[0]!;
  return fact(FactKind.FIRST_REPLY, recorded, span(recorded, events.find(isPublicWord)));
}

function arrivals(events: readonly HistoryEvent[]): Fact[] {
  return events.flatMap((event, index) =>
    arrivesAtLevel(event) ? [fact(FactKind.ARRIVAL, event, span(event, takenThere(events, index)))] : [],
  );
}

/** The first act of taking charge at the level: leaving it ends the search, and may itself be that act. */
function takenThere(events: readonly HistoryEvent[], arrival: number): HistoryEvent | undefined {
  const arrived = events[arrival]!;
  if (arrival === 0 && takesAtLevel(arrived)) return arrived;
  for (const event of events.slice(arrival + 1)) {
    if (takesAtLevel(event)) return event;
    if (arrivesAtLevel(event)) return undefined;
  }
  return undefined;
}

const ENDS: Record<string, string> = {
  ESCALATED: "UP",
  HANDED_BACK: "DOWN",
  TRANSFERRED: "SIDEWAYS",
  RESOLVED: "RESOLVED",
  CANCELLED: "DISCARDED",
  MERGED: "DISCARDED",
};

function stays(events: readonly HistoryEvent[]): Fact[] {
  return events.flatMap((event) => {
    const part = ENDS[event.type];
    const { levelBefore, queueIdBefore, teamIdBefore, skipsLevel } = event;
    if (!part || levelBefore === null || queueIdBefore === null || teamIdBefore === null) return [];
    const place = { level: levelBefore, queueId: queueIdBefore, teamId: teamIdBefore };
    return [fact(FactKind.STAY, event, { ...place, part, flag: part === "UP" && skipsLevel })];
  });
}

/** Each resolution, with the time spent until it. */
function resolutions(events: readonly HistoryEvent[]): Fact[] {
  let ordinal = 0;
  return events.flatMap((event, index) => {
    if (event.type !== "RESOLVED") return [];
    ordinal++;
    const until = events.slice(0, index + 1);
    const after = events.slice(index + 1);
    const reopened = after.find(({ type }) => type === "REOPENED");
    const followedUp = after.find(
      (each) => each.type === "FOLLOWED_UP" && (!reopened || each.position < reopened.position),
    );
    const { resolutionCode: code, articleId } = event;
    const { calendarMs, businessMs } = span(events[0]!, event);
    const times = timesUntil(until);
    const belongs = { code, ...end(reopened) };
    const resolution = fact(FactKind.RESOLUTION, event, {
      ...belongs,
      calendarMs: calendarMs!,
      businessMs: businessMs!,
      articleId,
      ordinal,
      flag: atFirstContact(until),
      amount: Math.max(...until.map(({ levelAfter }) => levelAfter)),
      followedUpAt: followedUp?.knownAt ?? null,
      followedUpPosition: followedUp?.position ?? null,
    });
    return [
      resolution,
      ...times.inLevel.map(({ level, ...time }) => fact(FactKind.IN_LEVEL, event, { ...belongs, level, ...time })),
      ...times.waiting.map((time) => fact(FactKind.WAITING, event, { ...belongs, ...time })),
      ...times.waited.map(({ part, ...time }) => fact(FactKind.WAITED, event, { ...belongs, part, ...time })),
    ];
  });
}

/**
 * Spoken: resolved in the act of recording. In writing: the solution is the first word the requester gets, within one
 * business hour. Whether it lasted is another question.
 */
function atFirstContact(until: readonly HistoryEvent[]): boolean {
  const recorded = until[0]!;
  const resolved = until.at(-1)!;
  if (isSpoken(recorded)) return resolved.cause === recorded.cause;
  const { businessMs } = span(recorded, resolved);
  return until.find(isPublicWord) === resolved && businessMs != null && businessMs <= FIRST_CONTACT_MS;
}

/** From each change of the open state, the queue or who has it to the next one. */
function spells(events: readonly HistoryEvent[]): Fact[] {
  const entered = events[0]!.occurredAt;
  const spells: Fact[] = [];
  let last: Fact | null = null;
  for (const event of events) {
    const same =
      last !== null &&
      isOpen(event) &&
      last.part === event.stateAfter &&
      last.queueId === event.queueIdAfter &&
      last.personId === event.assigneeIdAfter;
    if (same) continue;
    if (last) Object.assign(last, end(event));
    last = null;
    if (!isOpen(event)) continue;
    const { knownAt: at, stateAfter: part, assigneeIdAfter: personId } = event;
    last = fact(FactKind.SPELL, event, { at, part, personId, calendarMs: Math.max(0, at - entered) });
    spells.push(last);
  }
  // What began and ended at one instant was never to be seen.
  return spells
    .filter(({ at, endKnownAt }) => endKnownAt === null || endKnownAt > at)
    .map((spell) => ({ ...spell, magnitude: magnitudeOf(spell.at, spell.endKnownAt) }));
}

const VERDICTS: Record<string, boolean | null> = { TARGET_MET: true, TARGET_MISSED: false, TARGET_CANCELLED: null };

/** The verdicts on the ticket's targets, each until the next one on the same target. */
function verdicts(events: readonly HistoryEvent[]): Fact[] {
  const judging = events.filter(({ type }) => type in VERDICTS);
  return judging.flatMap((event, index) => {
    const met = VERDICTS[event.type];
    if (met == null) return [];
    const next = judging.slice(index + 1).find(({ target }) => target === event.target);
    const { occurredAt: at, target: part, relatedId: policyId } = event;
    return [fact(FactKind.VERDICT, event, { at, part, policyId, flag: met, ...end(next) })];
  });
}

/** What is counted where it happens. */
function deed(event: HistoryEvent): Fact[] {
  if (event.type === "CHASED") return [fact(FactKind.CHASED, event)];
  if (event.type === "INTERVENED") {
    return [fact(FactKind.INTERVENTION, event, { part: event.means, amount: event.minutes ?? 0 })];
  }
  if (event.type === "CANCELLED" || event.type === "MERGED") {
    return [fact(FactKind.DISCARDED, event, { part: event.stateAfter })];
  }
  return [];
}
