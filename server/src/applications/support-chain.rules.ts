import type { Nature } from "../tickets/ticket.entity.js";
import type { ChainLinkRow } from "./application.type.js";

/** A queue as the chain's rules see it. */
export interface Place {
  queueId: number;
  teamId: number;
  level: number;
}

/** Where a ticket may go. */
export interface Target extends Place {
  /** The support chain names this queue for its level. */
  byChain: boolean;
  /** Going there passes over a level. */
  skipsLevel: boolean;
}

/**
 * Each list starts with the chain's own queues, the nearest level first, then come those a person may choose instead.
 * `up[0]` is the default of an escalation when it is `byChain`; else the chain ends here.
 */
export interface Targets {
  up: Target[];
  down: Target[];
  sideways: Target[];
}

/**
 * The queue that serves each level of a request: the application's link for its nature, else the application's
 * default, else the desk's link for the nature, else the desk's default. Level by level, so that an application names
 * only what differs from the desk.
 */
export function chainFor(links: readonly ChainLinkRow[], nature: Nature | null): Map<number, number> {
  const chosen = new Map<number, ChainLinkRow>();
  for (const link of links) {
    if (link.nature !== null && link.nature !== nature) continue;
    const rival = chosen.get(link.level);
    if (!rival || precedence(link) > precedence(rival)) chosen.set(link.level, link);
  }
  return new Map([...chosen].map(([level, link]) => [level, link.queueId]));
}

function precedence(link: ChainLinkRow): number {
  return (link.applicationId !== null ? 2 : 0) + (link.nature !== null ? 1 : 0);
}

/** The queue of the chain's lowest level, where a request arrives; null when no link leads to a queue in service. */
export function firstOf(chain: ReadonlyMap<number, number>, queues: readonly Place[]): Place | null {
  const served = queues.filter((queue) => chain.get(queue.level) === queue.queueId);
  return served.reduce<Place | null>((first, queue) => (!first || queue.level < first.level ? queue : first), null);
}

/** Where a ticket standing `here` may go, of the queues in service, given in the order in which to offer them. */
export function targetsFrom(chain: ReadonlyMap<number, number>, queues: readonly Place[], here: Place): Targets {
  const others = queues.filter(({ queueId }) => queueId !== here.queueId);
  const above = others.filter(({ level }) => level > here.level);
  const aboveByChain = above.filter((queue) => isByChain(chain, queue));
  const next = Math.min(...(aboveByChain.length > 0 ? aboveByChain : above).map(({ level }) => level));
  const target = (queue: Place): Target => ({
    queueId: queue.queueId,
    teamId: queue.teamId,
    level: queue.level,
    byChain: isByChain(chain, queue),
    skipsLevel: queue.level > here.level && queue.level > next,
  });
  return {
    up: chainFirst(above.map(target)),
    down: chainFirst(others.filter(({ level }) => level < here.level).map(target)),
    sideways: chainFirst(others.filter(({ level }) => level === here.level).map(target)),
  };

  function chainFirst(targets: Target[]): Target[] {
    return targets.sort(
      (a, b) =>
        Number(b.byChain) - Number(a.byChain) || Math.abs(a.level - here.level) - Math.abs(b.level - here.level),
    );
  }
}

function isByChain(chain: ReadonlyMap<number, number>, queue: Place): boolean {
  return chain.get(queue.level) === queue.queueId;
}
