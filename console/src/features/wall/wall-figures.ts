import type { QueueFactsFragment } from "@guichet/schema";

type Queue = Pick<QueueFactsFragment, "id" | "team" | "level" | "counts">;

export interface WallFigures {
  open: number;
  unassigned: number;
  imminent: number;
  missed: number;
  received: number;
  resolved: number;
}

/** The whole room's figures. */
export function figuresOf(queues: readonly Queue[]): WallFigures {
  const figures = { open: 0, unassigned: 0, imminent: 0, missed: 0, received: 0, resolved: 0 };
  for (const { counts } of queues) {
    figures.open += counts.total;
    figures.unassigned += counts.new + counts.open;
    figures.imminent += counts.imminent;
    figures.missed += counts.missed;
    figures.received += counts.today.received;
    figures.resolved += counts.today.resolved;
  }
  return figures;
}

export interface WallLevel {
  rank: number;
  name: string;
  queues: readonly Queue[];
  open: number;
}

/** The queues under their levels, the lowest first; within a level those with the most to worry about first. */
export function levelsOf(queues: readonly Queue[]): WallLevel[] {
  const levels = new Map<number, Queue[]>();
  for (const queue of queues) levels.set(queue.level.rank, [...(levels.get(queue.level.rank) ?? []), queue]);
  return [...levels]
    .sort(([a], [b]) => a - b)
    .map(([rank, own]) => ({
      rank,
      name: own[0]?.level.name ?? "",
      queues: own.toSorted(byWorry),
      open: own.reduce((sum, { counts }) => sum + counts.total, 0),
    }));
}

function byWorry({ counts: a, team: x }: Queue, { counts: b, team: y }: Queue): number {
  return b.missed - a.missed || b.imminent - a.imminent || b.total - a.total || x.name.localeCompare(y.name);
}

/** A room's screen has no scroll bar: what does not fit is said to be more, beginning with what worries least. */
export function fitting(levels: readonly WallLevel[], rows: number): { levels: WallLevel[]; left: number } {
  const all = levels.flatMap(({ queues }) => queues);
  if (all.length <= rows) return { levels: [...levels], left: 0 };
  const kept = new Set(all.toSorted(byWorry).slice(0, rows));
  const fitted = levels
    .map((level) => ({ ...level, queues: level.queues.filter((queue) => kept.has(queue)) }))
    .filter(({ queues }) => queues.length > 0);
  return { levels: fitted, left: all.length - kept.size };
}
