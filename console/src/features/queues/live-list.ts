import { comparePositions } from "@/live/position";

/** One row's place; what the row says is read from the cache. */
export interface Entry {
  number: number;
  sortKey: string;
}

export type Before = (a: Entry, b: Entry) => number;

/**
 * A list in the order it was painted, and what has happened since. Nothing moves until `settle`, so that no row slips
 * away under a pointer or the keyboard's focus.
 */
export interface LiveList {
  shown: readonly Entry[];
  /** Tickets that belong here and are not shown yet. */
  arrived: ReadonlyMap<number, Entry>;
  /** Shown tickets whose place has changed. */
  moved: ReadonlyMap<number, Entry>;
  /** Shown tickets that have left. */
  gone: ReadonlySet<number>;
  /** When tickets left, so that a page read before does not bring them back. */
  leftAt: ReadonlyMap<number, string>;
  /** Where the next page starts; null when all are here. */
  next: string | null;
}

export const emptyList: LiveList = {
  shown: [],
  arrived: new Map(),
  moved: new Map(),
  gone: new Set(),
  leftAt: new Map(),
  next: null,
};

function without<Value>(map: ReadonlyMap<number, Value>, number: number): ReadonlyMap<number, Value> {
  if (!map.has(number)) return map;
  const rest = new Map(map);
  rest.delete(number);
  return rest;
}

function withoutMember(set: ReadonlySet<number>, number: number): ReadonlySet<number> {
  if (!set.has(number)) return set;
  const rest = new Set(set);
  rest.delete(number);
  return rest;
}

export interface PageOfEntries {
  entries: readonly (Entry & { position: string })[];
  next: string | null;
}

/** The next page goes below what is shown: it moves nothing. */
export function append(list: LiveList, page: PageOfEntries): LiveList {
  const known = new Set(list.shown.map((entry) => entry.number));
  const added = page.entries.filter(({ number, position }) => {
    const left = list.leftAt.get(number);
    return !known.has(number) && (left === undefined || comparePositions(position, left) > 0);
  });
  let { arrived } = list;
  for (const { number } of added) arrived = without(arrived, number);
  const entries = added.map(({ number, sortKey }) => ({ number, sortKey }));
  return { ...list, shown: [...list.shown, ...entries], arrived, next: page.next };
}

/** The feed says that a ticket belongs to the view, at this place. */
export function belongs(list: LiveList, entry: Entry, before: Before): LiveList {
  const leftAt = without(list.leftAt, entry.number);
  const gone = withoutMember(list.gone, entry.number);
  const shown = list.shown.find((each) => each.number === entry.number);
  if (shown !== undefined) {
    const moved =
      before(shown, entry) === 0 ? without(list.moved, entry.number) : new Map(list.moved).set(entry.number, entry);
    return { ...list, moved, gone, leftAt };
  }
  const arrived = isWithin(list, entry, before)
    ? new Map(list.arrived).set(entry.number, entry)
    : without(list.arrived, entry.number);
  return { ...list, arrived, gone, leftAt };
}

export function leaves(list: LiveList, number: number, position: string): LiveList {
  const isShown = list.shown.some((entry) => entry.number === number);
  return {
    ...list,
    arrived: without(list.arrived, number),
    moved: without(list.moved, number),
    gone: isShown ? new Set(list.gone).add(number) : list.gone,
    leftAt: new Map(list.leftAt).set(number, position),
  };
}

/** Below the last loaded row, a ticket will come with its page. */
function isWithin(list: LiveList, entry: Entry, before: Before): boolean {
  const last = list.shown[list.shown.length - 1];
  return list.next === null || (last !== undefined && before(entry, last) <= 0);
}

export function hasWaiting(list: LiveList): boolean {
  return list.arrived.size + list.moved.size + list.gone.size > 0;
}

/** Everything takes its place. */
export function settle(list: LiveList, before: Before): LiveList {
  if (!hasWaiting(list)) return list;
  const staying = list.shown.filter(({ number }) => !list.gone.has(number) && !list.moved.has(number));
  const last = list.shown[list.shown.length - 1];
  const placed = [...list.moved.values(), ...list.arrived.values()].filter(
    (entry) => list.next === null || (last !== undefined && before(entry, last) <= 0),
  );
  const shown = placed.length === 0 ? staying : [...staying, ...placed].sort(before);
  return { ...list, shown, arrived: new Map(), moved: new Map(), gone: new Set() };
}
