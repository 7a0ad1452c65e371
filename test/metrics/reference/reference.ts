import { isDiscarded, ticketsOf } from "./history.js";
import { HITS } from "./hits.js";
import type { Hit, Log, ReferenceQuestion, ReferenceValue, TicketEvent } from "./model.js";

/**
 * The metrics once more, slowly and from their definitions: each ticket's events in a list, read one by one. Whatever
 * computes figures otherwise is compared with these. Answers values by the JSON of their groups.
 */
export function reference(id: string, log: Log, question: ReferenceQuestion): Map<string, ReferenceValue> {
  const count = HITS[id];
  if (!count) throw new Error(`No such metric: ${id}`);
  const groups = new Map<string, Hit[]>();
  for (const ticket of ticketsOf(log, question)) {
    const known = ticket.history.at(-1)!;
    if (question.applicationIds && !question.applicationIds.includes(known.applicationIdAfter ?? 0)) continue;
    for (const hit of count(ticket, question, log)) {
      if (isDiscarded(known) && !countsDiscarded(id, hit)) continue;
      const key = JSON.stringify(question.groupBy.map((by) => groupOf(by, id, hit, known, log)));
      groups.set(key, [...(groups.get(key) ?? []), hit]);
    }
  }
  return new Map([...groups].map(([key, hits]) => [key, valueOf(id, hits, question)]));
}

/** Cancelled and merged tickets have their own line, and end their stays; they count nowhere else. */
function countsDiscarded(id: string, { part }: Hit): boolean {
  return id === "intake_discarded" || (id === "escalation_rate" && part === "DISCARDED");
}

function groupOf(by: string, id: string, hit: Hit, known: TicketEvent, log: Log): string | number | null {
  switch (by) {
    case "APPLICATION":
      return known.applicationIdAfter;
    case "NATURE":
      return known.natureAfter;
    case "KIND":
      return known.kindAfter;
    case "PRIORITY":
      return known.priorityAfter;
    case "REQUESTER_SITE":
      return known.requesterSiteId;
    case "CHANNEL":
      return known.channel;
    case "LEVEL":
      return hit.level;
    case "QUEUE":
      return hit.queueId;
    case "TEAM":
      return hit.teamId;
    case "TEAM_SITE":
      return siteOf(hit, log);
    case "RESOLUTION_CODE":
      return hit.code ?? null;
    case "POLICY":
      return hit.policyId ?? null;
    case "PERSON":
      return hit.personId;
    case "PERIOD":
      return hit.period;
    default:
      return SHOWN_BY[id] === by ? (hit.part ?? null) : null;
  }
}

const SHOWN_BY: Record<string, string> = {
  "time_waiting by what was waited for": "WAITING_FOR",
  sla_attainment: "TARGET",
  effort_minutes: "MEANS",
};

function siteOf({ teamId, at }: Hit, { teamPlaces }: Log): number | null {
  const place = teamPlaces.find((each) => each.teamId === teamId && (each.until === null || at < each.until));
  return place?.siteId ?? null;
}

const BREAKDOWNS = ["intake_discarded", "handled_resolved", "escalation_rate", "backlog_open", "effort_minutes"];
const SHARES = [
  "share_levelZero",
  "share_firstLevel",
  "share_firstContact",
  "sla_attainment",
  "knowledge_reuse",
  "knowledge_duplicates",
];

function valueOf(id: string, hits: readonly Hit[], question: ReferenceQuestion): ReferenceValue {
  if (id === "intake_received") return { value: hits.length };
  if (BREAKDOWNS.includes(id)) return breakdown(hits);
  const part = hits.filter(({ hit }) => hit);
  if (SHARES.includes(id)) return { part: part.length, whole: hits.length };
  if (id === "contact_chasing") return { part: part.length, whole: hits.length - part.length };
  // A ticket resolved twice in a period is one ticket of those resolved.
  if (id === "reopen_rate" || id === "followup_rate") return { part: ticketsIn(part), whole: ticketsIn(hits) };
  return distribution(hits, question);
}

function ticketsIn(hits: readonly Hit[]): number {
  return new Set(hits.map(({ ticket }) => ticket)).size;
}

function breakdown(hits: readonly Hit[]): ReferenceValue {
  const parts: Record<string, number> = {};
  for (const { part, adds = 1 } of hits) parts[part!] = (parts[part!] ?? 0) + adds;
  const whole = hits.reduce((sum, { adds = 1 }) => sum + adds, 0);
  return { parts, whole, apart: hits.filter(({ apart }) => apart).length };
}

function distribution(hits: readonly Hit[], { thresholdMs }: ReferenceQuestion): ReferenceValue {
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
