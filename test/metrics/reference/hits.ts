import {
  before,
  countedUntil,
  handledIn,
  hitAt,
  isOpen,
  isPublicWord,
  isSpoken,
  periodOf,
  personOf,
  placeAfter,
  timeBetween,
  timeWithin,
  untilEvent,
} from "./history.js";
import type { Hit, Log, ReferenceQuestion, Ticket, TicketEvent } from "./model.js";

type Count = (ticket: Ticket, question: ReferenceQuestion, log: Log) => Hit[];

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What each metric counts of one ticket, straight from its definition. */
export const HITS: Record<string, Count> = {
  intake_received: ({ history }, question) => {
    const { personId } = until(history, history[0]!, history.find(takesCharge), question);
    return hitAt(history[0]!, question, { personId });
  },

  intake_discarded: ({ history }, question) =>
    history
      .filter(({ type }) => type === "CANCELLED" || type === "MERGED")
      .flatMap((event) => hitAt(event, question, { part: event.stateAfter })),

  handled_resolved: ({ history }, question) =>
    handled(history, question, (event, period) => {
      const sooner = [...question.earlierPeriods, ...question.periods.slice(0, period)];
      return { part: event.resolutionCode, apart: handledIn(history, sooner).some((found) => found !== null) };
    }),

  time_takeCharge: ({ history }, question) => {
    const taken = history.find(takesCharge);
    return hitAt(history[0]!, question, until(history, history[0]!, taken, question));
  },

  time_takeCharge_level: ({ history }, question) =>
    history
      .filter(({ levelBefore, levelAfter }) => levelBefore !== levelAfter)
      .filter(({ levelAfter }) => question.level === null || levelAfter === question.level)
      .flatMap((arrival) => {
        const taken = takenThere(history, arrival);
        return hitAt(arrival, question, until(history, arrival, taken, question));
      }),

  time_firstReply: ({ history }, question) => {
    const word = history.find(isPublicWord);
    return hitAt(history[0]!, question, until(history, history[0]!, word, question));
  },

  time_resolve: ({ history }, question) =>
    handled(history, question, (event) => ({ value: timeBetween(history[0]!, event, question.clock) })),

  time_inLevel: ({ history }, question) =>
    [0, 1, 2, 3]
      .filter((level) => question.level === null || question.level === level)
      .flatMap((level) =>
        handled(history, question, (event) => {
          const value = timeSpent(untilEvent(history, event), question, (at) => isOpen(at) && at.levelAfter === level);
          return value === undefined ? null : { value, level };
        }),
      ),

  time_waiting: ({ history }, question) =>
    handled(history, question, (event) => {
      const value = timeSpent(untilEvent(history, event), question, ({ waitingForAfter }) => waitingForAfter !== null);
      return value === undefined ? null : { value };
    }),

  "time_waiting by what was waited for": ({ history }, question) =>
    ["REQUESTER", "THIRD_PARTY", "DATE"].flatMap((part) =>
      handled(history, question, (event) => {
        const value = timeSpent(untilEvent(history, event), question, (at) => at.waitingForAfter === part);
        return value === undefined ? null : { value, part };
      }),
    ),

  share_levelZero: ({ history }, question) =>
    handled(history, question, (event) => ({ hit: highestLevel(untilEvent(history, event)) === 0 })),

  share_firstLevel: ({ history }, question) =>
    handled(history, question, (event) => ({ hit: highestLevel(untilEvent(history, event)) <= 1 })),

  share_firstContact: ({ history }, question) =>
    handled(history, question, (event) => {
      const lasted =
        !followedWithin14Days(history, event, "REOPENED") && !followedWithin14Days(history, event, "FOLLOWED_UP");
      return { hit: atFirstContact(untilEvent(history, event)) && lasted };
    }),

  escalation_rate: ({ history }, question) =>
    history.flatMap((event) => {
      const part = END_OF_STAY[event.type];
      if (!part || event.levelBefore === null) return [];
      if (question.level !== null && event.levelBefore !== question.level) return [];
      const place = { level: event.levelBefore, queueId: event.queueIdBefore, teamId: event.teamIdBefore, code: null };
      return hitAt(event, question, { ...place, part, apart: part === "UP" && event.skipsLevel });
    }),

  backlog_open: ({ history }, question) => openAtEnds(history, question, ({ stateAfter }) => ({ part: stateAfter })),

  backlog_age: ({ history }, question) =>
    openAtEnds(history, question, (_, end) => ({ value: end.getTime() - history[0]!.occurredAt.getTime() })),

  reopen_rate: ({ history }, question) =>
    history
      .filter(({ type }) => type === "RESOLVED")
      .flatMap((event) => hitAt(event, question, { hit: followedWithin14Days(history, event, "REOPENED") })),

  followup_rate: ({ history }, question) =>
    history
      .filter(({ type }) => type === "RESOLVED")
      .flatMap((event) => hitAt(event, question, { hit: followedWithin14Days(history, event, "FOLLOWED_UP") })),

  sla_attainment: ({ history }, question) =>
    ["TAKE_CHARGE", "RESOLVE"].flatMap((target) => {
      const verdict = history.findLast(
        (event) => event.target === target && ["TARGET_MET", "TARGET_MISSED", "TARGET_CANCELLED"].includes(event.type),
      );
      if (!verdict || verdict.type === "TARGET_CANCELLED") return [];
      const period = periodOf(verdict.occurredAt, question.periods);
      if (period === null) return [];
      const { occurredAt: at, relatedId: policyId } = verdict;
      return [{ ...placeAfter(verdict), at, period, part: target, policyId, hit: verdict.type === "TARGET_MET" }];
    }),

  knowledge_reuse: ({ history }, question, { writtenFrom }) =>
    history
      .filter(({ type }) => type === "RESOLVED")
      .flatMap((event) => {
        const existed = event.articleId !== null && writtenFrom.get(event.articleId) !== event.subjectId;
        return hitAt(event, question, { hit: existed });
      }),

  knowledge_duplicates: ({ number, history }, question, { articles }) =>
    articles
      .filter(
        ({ ticket, position }) => ticket === number && position <= (question.position ?? Number.POSITIVE_INFINITY),
      )
      .flatMap(({ type, recordedAt }) => {
        const resolved = history.find(
          (event) => event.type === "RESOLVED" && sameInstant(event.recordedAt, recordedAt),
        );
        return resolved ? hitAt(resolved, question, { hit: type === "ARTICLE_MERGED" }) : [];
      }),

  effort_minutes: ({ history }, question) =>
    history
      .filter(({ type }) => type === "INTERVENED")
      .flatMap((event) => hitAt(event, question, { part: event.means, adds: event.minutes ?? 0 })),

  contact_chasing: ({ history }, question) => [
    ...history.filter(({ type }) => type === "CHASED").flatMap((event) => hitAt(event, question, { hit: true })),
    ...handled(history, question, () => ({ hit: false })),
  ],
};

const END_OF_STAY: Record<string, string> = {
  ESCALATED: "UP",
  HANDED_BACK: "DOWN",
  TRANSFERRED: "SIDEWAYS",
  RESOLVED: "RESOLVED",
  CANCELLED: "DISCARDED",
  MERGED: "DISCARDED",
};

function takesCharge(event: TicketEvent): boolean {
  return (event.takesCharge & 1) === 1;
}

/** The time up to the act that was waited for, and whose it was. */
function until(
  history: readonly TicketEvent[],
  from: TicketEvent,
  act: TicketEvent | null | undefined,
  { clock }: ReferenceQuestion,
) {
  return { value: act ? timeWithin(history, from, act, clock) : null, personId: act ? personOf(act) : null };
}

/** A hit for each period in which the ticket was handled; `of` says what counts of it, null for nothing. */
function handled(
  history: readonly TicketEvent[],
  question: ReferenceQuestion,
  of: (event: TicketEvent, period: number) => Partial<Hit> | null,
): Hit[] {
  return handledIn(history, question.periods).flatMap((event, period) => {
    const more = event && of(event, period);
    return more ? [{ ...placeAfter(event), period, ...more }] : [];
  });
}

function openAtEnds(
  history: readonly TicketEvent[],
  { periods, asOf }: ReferenceQuestion,
  of: (last: TicketEvent, end: Date) => Partial<Hit>,
): Hit[] {
  return periods.flatMap(({ startsAt, endsAt }, period) => {
    if (startsAt > asOf) return [];
    const end = endsAt <= asOf ? endsAt : new Date(asOf.getTime() + 1);
    const last = before(history, end).at(-1);
    return last && isOpen(last)
      ? [
          {
            ...placeAfter(last),
            personId: last.assigneeIdAfter,
            at: stoodSince(before(history, end)),
            period,
            ...of(last, end),
          },
        ]
      : [];
  });
}

/** When the ticket came into the state and queue in which it stands, to whoever has it. */
function stoodSince(history: readonly TicketEvent[]): Date {
  const { stateAfter, queueIdAfter, assigneeIdAfter } = history.at(-1)!;
  const other = history.findLastIndex(
    (event) =>
      event.stateAfter !== stateAfter ||
      event.queueIdAfter !== queueIdAfter ||
      event.assigneeIdAfter !== assigneeIdAfter,
  );
  return history[other + 1]!.recordedAt;
}

function takenThere(history: readonly TicketEvent[], arrival: TicketEvent): TicketEvent | null {
  if (arrival.type === "RECORDED" && (arrival.takesCharge & 2) === 2) return arrival;
  for (const event of history.slice(history.indexOf(arrival) + 1)) {
    if ((event.takesCharge & 2) === 2) return event;
    if (event.levelBefore !== event.levelAfter) return null;
  }
  return null;
}

/** The time between events, summed over those after which a condition holds; undefined when it never held. */
function timeSpent(
  history: readonly TicketEvent[],
  { clock }: ReferenceQuestion,
  holds: (event: TicketEvent) => boolean,
): number | null | undefined {
  let sum: number | null | undefined;
  for (const [index, event] of history.slice(0, -1).entries()) {
    if (!holds(event)) continue;
    const next = history[index + 1]!;
    if (clock === "CALENDAR") sum = (sum ?? 0) + next.occurredAt.getTime() - event.occurredAt.getTime();
    else if (sum === null || event.businessMs === null || next.businessMs === null) sum = null;
    else sum = (sum ?? 0) + countedUntil(history, next) - countedUntil(history, event);
  }
  return sum;
}

function highestLevel(history: readonly TicketEvent[]): number {
  return Math.max(...history.map(({ levelAfter }) => levelAfter));
}

/** Whether something came back after a resolution, before the next one, within 14 days. */
function followedWithin14Days(history: readonly TicketEvent[], resolved: TicketEvent, type: string): boolean {
  const after = history.slice(history.indexOf(resolved) + 1);
  const reopened = after.findIndex((event) => event.type === "REOPENED");
  const meanwhile = reopened < 0 ? after : after.slice(0, reopened + 1);
  const found = meanwhile.find((event) => event.type === type);
  return found !== undefined && found.recordedAt.getTime() - resolved.recordedAt.getTime() <= 14 * DAY;
}

function atFirstContact(history: readonly TicketEvent[]): boolean {
  const recorded = history[0]!;
  const resolved = history.at(-1)!;
  if (isSpoken(recorded)) return recorded.causeId === resolved.causeId;
  const words = history.filter(isPublicWord);
  const time = timeBetween(recorded, resolved, "BUSINESS");
  return words.length === 1 && words[0] === resolved && time !== null && time <= HOUR;
}

function sameInstant(a: Date, b: Date): boolean {
  return a.getTime() === b.getTime();
}
