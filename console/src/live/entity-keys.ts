import type { KeyingConfig } from "@urql/exchange-graphcache";

function text(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function idOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "id" in value ? text(value.id) : null;
}

/** Parts of something else, with no identity of their own. */
const embedded = [
  "Me",
  "Membership",
  "ChainLink",
  "Resolution",
  "OfferedAct",
  "ActTarget",
  "HistoryChange",
  "BoundedCount",
  "PageInfo",
  "TicketConnection",
  "TicketEdge",
  "MessageConnection",
  "MessageEdge",
  "HistoryConnection",
  "HistoryEdge",
  "PersonConnection",
  "PersonEdge",
  "ArticleConnection",
  "ArticleEdge",
  "OutboxConnection",
  "OutboxEdge",
  "SearchResult",
  "SearchHitEdge",
  "Suggestions",
  "Metrics",
  "Metric",
  "MetricRow",
  "MetricGroup",
  "MetricCount",
  "MetricShare",
  "MetricDistribution",
  "MetricBreakdown",
  "MetricPart",
  "MetricTicketConnection",
  "MetricTicketEdge",
  "MetricTicket",
  "FrozenReportConnection",
  "FrozenReportEdge",
  "FrozenQuestion",
  "FrozenDifference",
  "ReproducedReport",
  "ReportTable",
  "TicketPresence",
  "PresentPerson",
  "InvalidField",
  "ImportPeopleReport",
  "RefusedRow",
] as const;

/** How the cache recognises one thing in two answers; whatever is not named here has an `id`. */
export const entityKeys: KeyingConfig = {
  ...Object.fromEntries(embedded.map((typename) => [typename, () => null])),
  Ticket: (ticket) => text(ticket["number"]),
  Level: (level) => text(level["rank"]),
  QueueCounts: (counts) => idOf(counts["queue"]),
};
