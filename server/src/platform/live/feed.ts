import type { Viewer } from "../auth/viewer.js";
import type { Position } from "../events/position.js";
import type { LogEvent } from "./log-event.js";
import type { Reads } from "./reads.js";

/**
 * What an event means to a feed before anything is read: which subject is to be shown again, at which position.
 * Cheap and without content, so it can wait for a slow reader.
 */
export interface Note {
  /** The first and the last event that it stands for. */
  readonly since: number;
  readonly position: number;
  /** Notes about one subject can be merged. */
  readonly subject: string;
}

/** What a subscriber is shown: the root value of one execution. Equal keys and viewers alike: equal bytes. */
export interface Item {
  readonly key: string;
  readonly root: { readonly __typename: string };
}

/** What one subscription asks for, independent of its document and of the wire. */
export interface Feed<N extends Note = Note> {
  /** Feeds with equal keys, for viewers of one rights class, are shown the same items. */
  readonly key: string;
  /** Where the hub's index finds it: it is asked about an event only when one of these is among the event's routes. */
  readonly routes: readonly string[];
  /**
   * Whether what is shown depends on who the viewer is, not only on their rights. If not, items are judged and
   * executed for a viewer without identity: somebody's own tickets must not reach all who have the same rights.
   */
  readonly personal: boolean;
  /** How many notes may wait for a slow reader. */
  readonly room: number;

  /** What the event means to it, in the order in which it is to be shown. */
  notes(event: LogEvent): readonly N[];

  /** Both notes as one, at the later position; null when each is to be shown. */
  merge(earlier: N, later: N): N | null;

  /** What is shown at the beginning of a subscription, whatever it resumes from. */
  initial(position: number): readonly N[];

  /**
   * Reads what the notes are about and judges it, as read, by the viewer's rights. In the notes' order, null where
   * there is nothing to show. `at` formats positions.
   */
  show(notes: readonly N[], viewer: Viewer, reads: Reads, at: (position: number) => string): Promise<(Item | null)[]>;

  /** Where the subscriber stands. */
  checkpoint(position: string, time: Date): Item;

  /** The last item of a stream that cannot go on. */
  resync(position: string, reason: ResyncReason): Item;
}

export enum ResyncReason {
  TOO_FAR_BEHIND = "TOO_FAR_BEHIND",
  RIGHTS_CHANGED = "RIGHTS_CHANGED",
  TIMELINE_CHANGED = "TIMELINE_CHANGED",
  OVERFLOW = "OVERFLOW",
}

/** A feed asked for by a viewer, from a position on or from now on. */
export interface FeedRequest {
  readonly feed: Feed;
  readonly viewer: Viewer;
  /** The log's position when the viewer's rights were looked up. */
  readonly rightsAt: number;
  readonly after: Position | null;
}
