import type { MetricId } from "./metric.definitions.js";
import type { Bucket } from "./metric-period.rules.js";

/** One ticket event, as far as metrics read it. */
export interface LoggedEvent {
  position: number;
  subjectId: number;
  type: string;
  recordedAt: Date;
  takesCharge: number;
  skipsLevel: boolean;
  channel: string;
  resolutionCode: string | null;
  articleId: number | null;
  stateBefore: string | null;
  stateAfter: string;
  levelBefore: number | null;
  levelAfter: number;
  teamIdBefore: number | null;
  teamIdAfter: number;
  applicationIdAfter: number | null;
  natureAfter: string | null;
  kindAfter: string;
}

export interface ReferenceQuestion {
  from: Date;
  to: Date;
  asOf: Date;
  buckets: readonly Bucket[];
  groupBy: readonly string[];
  level: number | null;
  thresholdMs: number | null;
  applicationIds: readonly number[] | null;
  /** Tickets that the viewer may not see. */
  hidden: ReadonlySet<number>;
  /** The ticket that an article was drafted from. */
  draftedFrom: ReadonlyMap<number, number>;
}

export type ReferenceValue = Record<string, number | boolean | null | Record<string, number>>;

interface Hit {
  ticket: number;
  bucket: number;
  level: number | null;
  teamId: number | null;
  value?: number | null;
  part?: string;
  apart?: boolean;
  hit?: boolean;
}

const OPEN = new Set(["NEW", "OPEN", "IN_PROGRESS", "WAITING"]);
const DAY = 86_400_000;

/**
 * The metrics once more, slowly and from their definitions: each ticket's events in a list, read one by one. The
 * database's figures are compared with these.
 */
export function slowly(
  id: MetricId,
  events: readonly LoggedEvent[],
  question: ReferenceQuestion,
): Map<string, ReferenceValue> {
  const histories = new Map<number, LoggedEvent[]>();
  for (const event of events) {
    if (event.recordedAt > question.asOf) continue;
    histories.set(event.subjectId, [...(histories.get(event.subjectId) ?? []), event]);
  }
  const groups = new Map<string, Hit[]>();
  for (const [ticket, history] of histories) {
    history.sort((a, b) => a.position - b.position);
    const known = history.at(-1)!;
    if (question.hidden.has(ticket)) continue;
    if (question.applicationIds && !question.applicationIds.includes(known.applicationIdAfter ?? 0)) continue;
    const isDiscarded = known.stateAfter === "CANCELLED" || known.stateAfter === "MERGED";
    for (const hit of HITS[id](history, question)) {
      if (isDiscarded && hit.part !== "DISCARDED") continue;
      const key = JSON.stringify(question.groupBy.map((by) => groupOf(by, hit, known)));
      groups.set(key, [...(groups.get(key) ?? []), hit]);
    }
  }
  return new Map([...groups].map(([key, hits]) => [key, VALUES[id](hits, question)]));
}

function groupOf(by: string, hit: Hit, known: LoggedEvent): string | number | null {
  if (by === "APPLICATION") return known.applicationIdAfter;
  if (by === "NATURE") return known.natureAfter;
  if (by === "KIND") return known.kindAfter;
  if (by === "CHANNEL") return known.channel;
  if (by === "LEVEL") return hit.level;
  if (by === "TEAM") return hit.teamId;
  return hit.bucket;
}

const HITS: Record<MetricId, (history: LoggedEvent[], question: ReferenceQuestion) => Hit[]> = {
  intake_received: (history, question) => inPeriod(history, question, "RECORDED"),
  time_takeCharge: (history, question) =>
    inPeriod(history, question, "RECORDED").map((hit) => {
      const taken = history.find(({ takesCharge }) => (takesCharge & 1) === 1);
      return { ...hit, value: taken ? since(history[0]!, taken) : null };
    }),
  time_takeCharge_level: (history, question) =>
    history.flatMap((event, index) => {
      const arrives = event.levelBefore === null || event.levelBefore !== event.levelAfter;
      const bucket = bucketOf(event, question);
      if (!arrives || bucket === null || (question.level ?? event.levelAfter) !== event.levelAfter) return [];
      return [{ ...at(event, bucket), value: untilTaken(history, index) }];
    }),
  handled_resolved: (history, question) =>
    standing(history, question).map(([hit, event]) => ({ ...hit, part: event.resolutionCode! })),
  time_resolve: (history, question) =>
    standing(history, question).map(([hit, event]) => ({ ...hit, value: since(history[0]!, event) })),
  escalation_rate: (history, question) =>
    history.flatMap((event) => {
      const bucket = bucketOf(event, question);
      const part = END_OF_STAY[event.type];
      if (bucket === null || !part || (question.level ?? event.levelBefore) !== event.levelBefore) return [];
      const stay = { ticket: event.subjectId, bucket, level: event.levelBefore, teamId: event.teamIdBefore };
      return [{ ...stay, part, apart: event.type === "ESCALATED" && event.skipsLevel }];
    }),
  backlog_open: (history, question) =>
    question.buckets.flatMap((bucket, index) => {
      if (bucket.startsAt > question.asOf) return [];
      const then = history.findLast(({ recordedAt }) => recordedAt < bucket.endsAt);
      return then && OPEN.has(then.stateAfter) ? [{ ...at(then, index), part: then.stateAfter }] : [];
    }),
  reopen_rate: (history, question) =>
    history.flatMap((event, index) => {
      const bucket = bucketOf(event, question);
      if (event.type !== "RESOLVED" || bucket === null) return [];
      const reopened = history.slice(index).find(({ type }) => type === "REOPENED");
      return [{ ...at(event, bucket), hit: reopened !== undefined && since(event, reopened) <= 14 * DAY }];
    }),
  knowledge_reuse: (history, question) =>
    history.flatMap((event) => {
      const bucket = bucketOf(event, question);
      if (event.type !== "RESOLVED" || bucket === null) return [];
      const own = event.articleId !== null && question.draftedFrom.get(event.articleId) === event.subjectId;
      return [{ ...at(event, bucket), hit: event.articleId !== null && !own }];
    }),
};

const END_OF_STAY: Record<string, string> = {
  ESCALATED: "UP",
  HANDED_BACK: "DOWN",
  TRANSFERRED: "SIDEWAYS",
  RESOLVED: "RESOLVED",
  CANCELLED: "DISCARDED",
};

function inPeriod(history: LoggedEvent[], question: ReferenceQuestion, type: string): Hit[] {
  return history.flatMap((event) => {
    const bucket = bucketOf(event, question);
    return event.type === type && bucket !== null ? [at(event, bucket)] : [];
  });
}

/** The resolution with which the ticket stood resolved when each period ended, if it lies in that period. */
function standing(history: LoggedEvent[], question: ReferenceQuestion): [Hit, LoggedEvent][] {
  return question.buckets.flatMap((bucket, index) => {
    const before = history.filter(({ recordedAt }) => recordedAt < bucket.endsAt);
    const last = before.findLast(({ type }) => type === "RESOLVED");
    if (!last || last.recordedAt < bucket.startsAt || OPEN.has(before.at(-1)!.stateAfter)) return [];
    return [[at(last, index), last] as [Hit, LoggedEvent]];
  });
}

function untilTaken(history: LoggedEvent[], arrival: number): number | null {
  const start = history[arrival]!;
  if (start.type === "RECORDED" && (start.takesCharge & 2) === 2) return 0;
  for (const event of history.slice(arrival + 1)) {
    if ((event.takesCharge & 2) === 2) return since(start, event);
    if (event.levelBefore !== event.levelAfter) return null;
  }
  return null;
}

function at(event: LoggedEvent, bucket: number): Hit {
  return { ticket: event.subjectId, bucket, level: event.levelAfter, teamId: event.teamIdAfter };
}

function bucketOf({ recordedAt }: LoggedEvent, { buckets }: ReferenceQuestion): number | null {
  const index = buckets.findIndex(({ startsAt, endsAt }) => recordedAt >= startsAt && recordedAt < endsAt);
  return index < 0 ? null : index;
}

function since(from: LoggedEvent, to: LoggedEvent): number {
  return to.recordedAt.getTime() - from.recordedAt.getTime();
}

const VALUES: Record<MetricId, (hits: Hit[], question: ReferenceQuestion) => ReferenceValue> = {
  intake_received: (hits) => ({ value: hits.length }),
  handled_resolved: breakdown,
  backlog_open: breakdown,
  escalation_rate: breakdown,
  time_takeCharge: distribution,
  time_takeCharge_level: distribution,
  time_resolve: distribution,
  reopen_rate: (hits) => ({
    part: new Set(hits.filter(({ hit }) => hit).map(({ ticket }) => ticket)).size,
    whole: new Set(hits.map(({ ticket }) => ticket)).size,
  }),
  knowledge_reuse: (hits) => ({ part: hits.filter(({ hit }) => hit).length, whole: hits.length }),
};

function breakdown(hits: Hit[]): ReferenceValue {
  const parts: Record<string, number> = {};
  for (const { part } of hits) parts[part!] = (parts[part!] ?? 0) + 1;
  return { parts, whole: hits.length, apart: hits.filter(({ apart }) => apart).length };
}

function distribution(hits: Hit[], { thresholdMs }: ReferenceQuestion): ReferenceValue {
  const values = hits.flatMap(({ value }) => (value == null ? [] : [value])).sort((a, b) => a - b);
  const rank = (percent: number) => values[Math.ceil((percent * values.length) / 100) - 1] ?? null;
  return {
    count: values.length,
    stillOpen: hits.length - values.length,
    mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    p50: rank(50),
    p90: rank(90),
    p99: rank(99),
    underThreshold: thresholdMs === null ? null : values.filter((value) => value <= thresholdMs).length / hits.length,
  };
}
