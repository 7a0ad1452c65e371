import type { Viewer } from "../auth/viewer.js";
import { type FeedRequest, type Note, ResyncReason } from "./feed.js";
import type { Group } from "./group.js";
import { Pending } from "./pending.js";
import type { Sink } from "./sink.js";

/**
 * One subscription. It is live (sent what its group is sent) or behind: joining, resuming or slower than the log.
 * Then its notes wait here, bounded, and are shown from the rows as they are when its turn comes.
 */
export class Subscriber {
  readonly viewer: Viewer;
  readonly pending: Pending<Note>;
  behind = true;
  /** Its replay has been put into `pending`. */
  joined = false;
  /** Has been sent the checkpoint that ends its replay. */
  caughtUp = false;
  ending: ResyncReason | null = null;
  gone = false;
  /** How often in a row its items could not be rendered. */
  failures = 0;
  failed: Error | null = null;
  retryAt = 0;
  /** Events up to here are not shown: they were before it joined, or it has them. */
  floor: number;

  constructor(
    readonly request: FeedRequest,
    readonly group: Group,
    readonly sink: Sink,
  ) {
    this.viewer = request.viewer;
    this.floor = request.after?.n ?? 0;
    this.pending = new Pending((earlier, later) => group.feed.merge(earlier, later));
  }

  /** Whether it can be sent anything now. */
  get open(): boolean {
    return !this.gone && this.ending === null;
  }

  /** Lets a note wait. More of them than there is room for end the stream. */
  wait(notes: readonly Note[]): void {
    if (!this.open) return;
    for (const note of notes) this.pending.add(note);
    if (this.pending.size > this.group.feed.room) this.end(ResyncReason.OVERFLOW);
  }

  end(reason: ResyncReason): void {
    if (!this.open) return;
    this.ending = reason;
    this.pending.clear();
  }
}
