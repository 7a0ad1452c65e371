import type { TicketServiceLevelQuery } from "@guichet/schema";
import type { Stretch, TimeRange } from "./strip";

export type TicketLedger = NonNullable<NonNullable<TicketServiceLevelQuery["ticket"]>["serviceLevel"]>;
export type LedgerInterval = TicketLedger["intervals"][number];
export type LedgerTarget = TicketLedger["targets"][number];

export function stretchesOf(intervals: readonly LedgerInterval[]): (Stretch & { interval: LedgerInterval })[] {
  return intervals.map((interval) => {
    const { from, to, counted, reason } = interval;
    return { from: Date.parse(from), to: Date.parse(to), counted, reason, interval };
  });
}

/** What the ticket was promised by at an instant; null where the ledger has nothing of so long ago. */
export function policyAt(
  intervals: readonly Pick<LedgerInterval, "from" | "policy">[],
  instant: string,
): LedgerInterval["policy"] {
  const at = Date.parse(instant);
  return intervals.findLast(({ from }) => Date.parse(from) <= at)?.policy ?? null;
}

/** From the ticket's entry to now, or to the last due that is still to come. */
export function rangeOf({ intervals, asOf, targets }: TicketLedger): TimeRange {
  const now = Date.parse(asOf);
  const dues = targets.flatMap(({ dueAt }) => (dueAt === null ? [] : [Date.parse(dueAt)]));
  const from = intervals[0] ? Date.parse(intervals[0].from) : now;
  const to = Math.max(now, ...dues);
  // A little air, so that a mark at the very end can be read.
  return { from, to: to + Math.max(60_000, (to - from) * 0.03) };
}

/** Who had the ticket, and where: stretches of one level and one person. */
export interface Holding {
  from: number;
  to: number;
  level: number;
  assignee: string | null;
}

export function holdingsOf(intervals: readonly LedgerInterval[]): Holding[] {
  const holdings: Holding[] = [];
  for (const { from, to, level, assignee } of intervals) {
    const last = holdings[holdings.length - 1];
    const name = assignee?.displayName ?? null;
    if (last && last.level === level.rank && last.assignee === name) last.to = Date.parse(to);
    else holdings.push({ from: Date.parse(from), to: Date.parse(to), level: level.rank, assignee: name });
  }
  return holdings;
}

const stops = ["WAITING_REQUESTER", "WAITING_THIRD_PARTY", "WAITING_DATE", "RESOLVED"] as const;
export type Stop = (typeof stops)[number];

/** How long the ticket's state stopped the clock, by why; closed hours are no stop. */
export function stopsOf(stretches: readonly Stretch[]): { reason: Stop; ms: number }[] {
  return stops.flatMap((reason) => {
    const ms = stretches.reduce(
      (sum, each) => (each.reason === reason && !each.counted ? sum + each.to - each.from : sum),
      0,
    );
    return ms === 0 ? [] : [{ reason, ms }];
  });
}
