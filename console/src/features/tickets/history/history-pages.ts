import { comparePositions } from "@/live/position";

interface Entry {
  id: string;
  position: string;
}

/** What is known of a history: its end, and as far back as has been asked for. */
export interface HistoryPages<E extends Entry = Entry> {
  entries: readonly E[];
  /** Where the page before starts; null when there is none. */
  earlier: string | null;
}

export const noPages: HistoryPages<never> = { entries: [], earlier: null };

interface Page<E extends Entry> {
  edges: readonly { node: E }[];
  pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
}

/**
 * Puts a page in its place, whichever it is. The end of a history is read again and again while it grows: entries that
 * it no longer reaches stay known, and only a page from further back moves the beginning.
 */
export function withPage<E extends Entry>(known: HistoryPages<E>, page: Page<E>): HistoryPages<E> {
  const entries = new Map(known.entries.map((entry) => [entry.id, entry]));
  for (const { node } of page.edges) entries.set(node.id, node);
  const first = page.edges[0]?.node;
  const begins = known.entries[0];
  const reachesFurther = begins === undefined || (first && comparePositions(first.position, begins.position) < 0);
  return {
    entries: [...entries.values()].sort((a, b) => comparePositions(a.position, b.position)),
    earlier: reachesFurther ? (page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null) : known.earlier,
  };
}

/** More has happened than the end that was read: between the two is a hole, and what lies before it is read anew. */
export function isCutOff<E extends Entry>(known: HistoryPages<E>, page: Page<E>): boolean {
  const first = page.edges[0]?.node;
  const last = known.entries[known.entries.length - 1];
  if (first === undefined || last === undefined || !page.pageInfo.hasPreviousPage) return false;
  return comparePositions(first.position, last.position) > 0;
}
