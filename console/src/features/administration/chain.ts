import type { ChainLinkInput, LinkFactsFragment, Nature } from "@guichet/schema";

/** Which queue serves a level; without a nature, the default of the level. */
export interface Link {
  nature: Nature | null;
  level: number;
  queue: string;
}

export const chainRows: readonly (Nature | null)[] = [null, "TECHNICAL", "FUNCTIONAL", "REGULATORY"];

export function linksOf(chain: readonly LinkFactsFragment[]): Link[] {
  return inOrder(chain.map(({ nature, level, queue }) => ({ nature, level, queue: queue.id })));
}

export function linkAt(links: readonly Link[], nature: Nature | null, level: number): Link | undefined {
  return links.find((link) => link.nature === nature && link.level === level);
}

/** The chain with that queue at that place; null leaves the place to the defaults. */
export function withLink(links: readonly Link[], place: Omit<Link, "queue">, queue: string | null): Link[] {
  const others = links.filter(({ nature, level }) => nature !== place.nature || level !== place.level);
  return inOrder(queue === null ? others : [...others, { ...place, queue }]);
}

/** One chain is written one way, so that two of them can be compared. */
function inOrder(links: readonly Link[]): Link[] {
  return links.toSorted((a, b) => chainRows.indexOf(a.nature) - chainRows.indexOf(b.nature) || a.level - b.level);
}

/**
 * What serves a place that the chain leaves empty: its own default of the level, then the desk's link for the nature,
 * then the desk's default. The server decides by the same order.
 */
export function inherited(
  links: readonly Link[],
  desk: readonly Link[],
  { nature, level }: Omit<Link, "queue">,
): { queue: string; from: "own" | "desk" } | null {
  const own = nature === null ? undefined : linkAt(links, null, level);
  if (own) return { queue: own.queue, from: "own" };
  const ofDesk = (nature === null ? undefined : linkAt(desk, nature, level)) ?? linkAt(desk, null, level);
  return ofDesk ? { queue: ofDesk.queue, from: "desk" } : null;
}

export function toInput(links: readonly Link[]): ChainLinkInput[] {
  return links.map(({ nature, level, queue }) => ({ nature, level, queue }));
}
