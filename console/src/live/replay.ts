import { comparePositions, laterOf } from "./position";

/** What every item of every feed has in common, as far as the line is concerned. */
export interface FeedItem {
  __typename: string;
  position?: string;
}

export interface Delivery<Result> {
  deliver: Result[];
  /** What this item says about the feed itself. */
  ending: "checkpoint" | "resync" | null;
  /** How many changes of tickets a checkpoint or a resync set free. */
  replayed: number;
}

const nothing: Delivery<never> = { deliver: [], ending: null, replayed: 0 };

/**
 * One feed's memory of where it stands. After each connection the first checkpoint ends the replay: until then the
 * items are kept back, so that they reach the screen as one batch; afterwards each passes at once.
 */
export class Replay<Result> {
  #position: string | null;
  #held: Result[] = [];
  #heldTickets = 0;
  #replaying = true;

  constructor(after: string | null) {
    this.#position = after;
  }

  /** Where to resume from. */
  get position(): string | null {
    return this.#position;
  }

  get replaying(): boolean {
    return this.#replaying;
  }

  /** The connection is gone: what comes next is a replay again. What was held is still true and still held. */
  broken(): void {
    this.#replaying = true;
  }

  accept(item: FeedItem, result: Result): Delivery<Result> {
    const { position } = item;
    if (position === undefined) return { deliver: [result], ending: null, replayed: 0 };
    if (item.__typename === "ResyncRequired") return { ...this.#release(result), ending: "resync" };
    if (item.__typename === "Checkpoint") {
      this.#position = laterOf(this.#position, position);
      this.#replaying = false;
      return { ...this.#release(result), ending: "checkpoint" };
    }
    if (this.#position !== null && comparePositions(position, this.#position) < 0) return nothing;
    this.#position = position;
    if (!this.#replaying) return { deliver: [result], ending: null, replayed: 0 };
    this.#held.push(result);
    if (item.__typename.startsWith("Ticket")) this.#heldTickets += 1;
    return nothing;
  }

  #release(last: Result): Omit<Delivery<Result>, "ending"> {
    const held = this.#held;
    const replayed = this.#heldTickets;
    this.#held = [];
    this.#heldTickets = 0;
    return { deliver: [...held, last], replayed };
  }
}
