import type { ResyncReason } from "@guichet/schema";
import { type FeedLine, type Line, type LineReport, reportLine, unusedLine } from "./connection";
import { pauseBefore } from "./pause-before";

type Listener = () => void;

/** The tab's one account of its line to the desk. React reads it with useSyncExternalStore. */
export class LineStore {
  #line: Line = unusedLine;
  readonly #listeners = new Set<Listener>();

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Line => this.#line;

  report(now = Date.now()): LineReport {
    return reportLine(this.#line, now);
  }

  socket(state: Line["socket"]): void {
    if (this.#line.socket === state) return;
    this.#set({ socket: state, socketSince: Date.now() });
  }

  feedOpened(id: string): void {
    this.#feed(id, { provenAt: null, openedAt: Date.now(), replaying: true });
  }

  feedBroken(id: string): void {
    const feed = this.#line.feeds.get(id);
    if (feed && !feed.replaying) this.#feed(id, { ...feed, replaying: true });
  }

  feedProven(id: string, replayed: number): void {
    const before = this.#line.feeds.get(id);
    if (!before) return;
    const now = Date.now();
    this.#feed(id, { ...before, provenAt: now, replaying: false });
    if (before.replaying && before.provenAt !== null) this.#caughtUp(replayed, now - before.provenAt);
  }

  feedClosed(id: string): void {
    const feeds = new Map(this.#line.feeds);
    feeds.delete(id);
    this.#set({ feeds });
  }

  /**
   * A screen reads everything again because the feed could not replay; as often as it takes, for as long as the screen
   * is there. After a change of the viewer's own rights nothing was missed, so nothing is said.
   */
  async reread(reason: ResyncReason, read: () => Promise<boolean>, screen: AbortSignal): Promise<void> {
    const began = Date.now();
    this.#rereading(1, began);
    try {
      for (let attempt = 1; !(await read().catch(() => false)); attempt++) {
        await pause(pauseBefore(attempt), screen);
        if (screen.aborted) return;
      }
      if (reason !== "RIGHTS_CHANGED") this.#caughtUp(null, Date.now() - began);
    } finally {
      this.#rereading(-1, began);
    }
  }

  #rereading(more: 1 | -1, at: number): void {
    const rereading = this.#line.rereading + more;
    this.#set({ rereading, rereadingSince: rereading === 0 ? null : (this.#line.rereadingSince ?? at) });
  }

  /** Several feeds catch up together: their changes are told as one. */
  #caughtUp(changes: number | null, awayFor: number): void {
    const at = Date.now();
    const recent = this.#line.caughtUp;
    const together = recent !== null && at - recent.at < 1500;
    this.#set({
      caughtUp: {
        at,
        changes: changes === null ? null : changes + (together ? (recent.changes ?? 0) : 0),
        awayFor: together ? Math.max(recent.awayFor, awayFor) : awayFor,
      },
    });
  }

  #feed(id: string, feed: FeedLine): void {
    this.#set({ feeds: new Map(this.#line.feeds).set(id, feed) });
  }

  #set(changes: Partial<Line>): void {
    this.#line = { ...this.#line, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

function pause(ms: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    until.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
