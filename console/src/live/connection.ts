/** What is known about the line between this tab and the desk, and what may be said of it on screen. */
export interface FeedLine {
  /** When this tab last had proof that the feed follows the log: a checkpoint. */
  provenAt: number | null;
  openedAt: number;
  /** Between a (re)connection and the first checkpoint after it. */
  replaying: boolean;
}

export interface Line {
  socket: "unused" | "connecting" | "open" | "closed" | "refused";
  socketSince: number;
  feeds: ReadonlyMap<string, FeedLine>;
  rereading: number;
  /** Since when a screen reads everything again, because its feed could not go on. */
  rereadingSince: number | null;
  caughtUp: { at: number; changes: number | null; awayFor: number } | null;
}

export type LineState = "starting" | "live" | "catching-up" | "silent" | "offline" | "refused";

export interface LineReport {
  state: LineState;
  /** Since when the screen may be wrong; null while it is live. */
  notLiveSince: number | null;
}

/** A checkpoint comes every 5 s; without one for this long the screen says that it is not live. */
export const silenceLimit = 12_000;

/** How long a new feed may take to its first checkpoint before a word is said. */
const openingTime = 1500;

export const unusedLine: Line = {
  socket: "unused",
  socketSince: 0,
  feeds: new Map(),
  rereading: 0,
  rereadingSince: null,
  caughtUp: null,
};

function lastProof(feeds: Iterable<FeedLine>): number | null {
  let oldest: number | null = null;
  for (const feed of feeds) {
    const proof = feed.provenAt ?? feed.openedAt;
    oldest = oldest === null ? proof : Math.min(oldest, proof);
  }
  return oldest;
}

export function reportLine(line: Line, now: number): LineReport {
  const feeds = [...line.feeds.values()];
  const since = lastProof(feeds);
  if (line.socket === "refused") return { state: "refused", notLiveSince: since ?? line.socketSince };
  const everProven = feeds.some((feed) => feed.provenAt !== null);
  const tooLong = since !== null && now - since > silenceLimit;
  const gone = line.socket === "closed" || (line.socket === "connecting" && (everProven || tooLong));
  if (gone) return { state: "offline", notLiveSince: since ?? line.socketSince };
  if (line.socket !== "open") return { state: "starting", notLiveSince: null };
  if (tooLong) return { state: "silent", notLiveSince: since };
  const { rereadingSince } = line;
  // Its feed has ended: nothing else tells that what is on that screen grows old.
  if (rereadingSince !== null && now - rereadingSince > silenceLimit) {
    return { state: "silent", notLiveSince: rereadingSince };
  }
  if (feeds.length === 0) return { state: "starting", notLiveSince: null };
  if (!everProven) return { state: "starting", notLiveSince: null };
  if (line.rereading > 0 || feeds.some((feed) => feed.replaying && feed.provenAt !== null)) {
    return { state: "catching-up", notLiveSince: since };
  }
  // A feed that a new page has just opened is no news while the others are live, unless it takes its time.
  const late = feeds.some((feed) => feed.provenAt === null && now - feed.openedAt > openingTime);
  if (late) return { state: "starting", notLiveSince: null };
  return { state: "live", notLiveSince: null };
}
