import type { Note } from "./feed.js";
import type { Group } from "./group.js";
import type { LiveLogger } from "./logger.js";
import { RenderingFailed } from "./operation.js";
import type { Payload } from "./payload.js";
import type { Rendering } from "./rendering.js";
import { Stretch } from "./stretch.js";
import type { Subscriber } from "./subscriber.js";

/** The same notes for some members of one group. */
export interface Delivery {
  readonly group: Group;
  readonly notes: readonly Note[];
  readonly to: readonly Subscriber[];
}

/** Deliveries of what waited with each subscriber: one for all who wait for the same. */
export function deliveriesTo(taken: readonly { subscriber: Subscriber; notes: readonly Note[] }[]): Delivery[] {
  const alike = new Map<string, { group: Group; notes: readonly Note[]; to: Subscriber[] }>();
  for (const { subscriber, notes } of taken) {
    const { group } = subscriber;
    const key = `${group.key}|${notes.map(({ since, position, subject }) => `${since}-${position}-${subject}`).join()}`;
    const same = alike.get(key);
    if (same) same.to.push(subscriber);
    else alike.set(key, { group, notes, to: [subscriber] });
  }
  return [...alike.values()];
}

/** How many items are rendered at the same time: few enough not to keep all other work waiting. */
const RENDERED_AT_ONCE = 20;
/** What is written to a socket at once. */
const PARCEL_BYTES = 64 * 1024;
/** A subscriber whose items cannot be rendered this often in a row is told the error. */
const TRIES = 5;
const RETRY_MS = 250;

interface Shown {
  note: Note;
  payload: Payload;
}

/** Shows, renders and sends the deliveries of one turn. What fails is put back, to be shown again later. */
export class Delivering {
  private ready: { delivery: Delivery; shown: Shown[] }[] = [];

  constructor(
    private readonly rendering: Rendering,
    private readonly at: (position: number) => string,
    private readonly fallBehind: (subscriber: Subscriber) => void,
    private readonly logger: LiveLogger,
  ) {}

  get hasSomethingToSend(): boolean {
    return this.ready.some(({ shown }) => shown.length > 0);
  }

  async prepare(deliveries: readonly Delivery[]): Promise<void> {
    const prepared = deliveries.map(async (delivery) => {
      try {
        this.ready.push({ delivery, shown: await this.show(delivery) });
      } catch (error) {
        this.putBack(delivery, error);
      }
    });
    await Promise.all(prepared);
  }

  /** Nothing of what was prepared can be sent. */
  putAllBack(error: unknown): void {
    for (const { delivery } of this.ready) this.putBack(delivery, error);
    this.ready = [];
  }

  async send(): Promise<void> {
    const stretch = new Stretch();
    for (const { delivery, shown } of this.ready) {
      const parcels = parcelsOf(shown);
      for (const subscriber of delivery.to) {
        subscriber.failures = 0;
        if (!subscriber.open) continue;
        this.sendTo(subscriber, parcels);
        if (stretch.isOver) await stretch.breakOff();
      }
    }
  }

  /** Whoever has too much on the way already waits for the rest. */
  private sendTo(subscriber: Subscriber, parcels: readonly Shown[][]): void {
    for (const [index, parcel] of parcels.entries()) {
      if (index > 0 && subscriber.sink.congested) {
        this.fallBehind(subscriber);
        subscriber.pending.putBack(parcels.slice(index).flatMap((rest) => rest.map(({ note }) => note)));
        return;
      }
      subscriber.sink.send(parcel.map(({ payload }) => payload));
    }
  }

  private async show({ group, notes }: Delivery): Promise<Shown[]> {
    const items = await group.feed.show(notes, group.viewer, this.rendering.reads, this.at);
    const shown: Shown[] = [];
    const stretch = new Stretch();
    for (let from = 0; from < items.length; from += RENDERED_AT_ONCE) {
      const some = items.slice(from, from + RENDERED_AT_ONCE).map(async (item, index) => {
        const note = notes[from + index]!;
        return item === null ? null : { note, payload: await this.rendering.render(group, item) };
      });
      shown.push(...(await Promise.all(some)).filter((each) => each !== null));
      if (stretch.isOver) await stretch.breakOff();
    }
    return shown;
  }

  private putBack({ notes, to }: Delivery, error: unknown): void {
    this.logger.warn({ err: error, subscribers: to.length }, "Items of a feed could not be shown; they wait");
    for (const subscriber of to) {
      if (!subscriber.open) continue;
      this.fallBehind(subscriber);
      subscriber.pending.putBack(notes);
      subscriber.retryAt = Date.now() + RETRY_MS;
      if (error instanceof RenderingFailed && ++subscriber.failures >= TRIES) subscriber.failed = error;
    }
  }
}

/** In parts of which one more than there is room for does no harm. */
function parcelsOf(shown: readonly Shown[]): Shown[][] {
  const parcels: Shown[][] = [];
  let bytes = PARCEL_BYTES;
  for (const each of shown) {
    if (bytes >= PARCEL_BYTES) {
      parcels.push([]);
      bytes = 0;
    }
    parcels.at(-1)!.push(each);
    bytes += each.payload.json.length;
  }
  return parcels;
}
