import { setImmediate as nextTick } from "node:timers/promises";
import type { Note } from "./feed.js";
import type { Group } from "./group.js";
import type { LiveLogger } from "./logger.js";
import { RenderingFailed } from "./operation.js";
import type { Payload } from "./payload.js";
import type { Rendering } from "./rendering.js";
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

/** After this many sends other work of the process gets its turn. */
const SENDS_AT_A_STRETCH = 200;
/** A subscriber whose items cannot be rendered this often in a row is told the error. */
const TRIES = 5;
const RETRY_MS = 250;

/** Shows, renders and sends the deliveries of one turn. What fails is put back, to be shown again later. */
export class Delivering {
  private ready: { delivery: Delivery; payloads: Payload[] }[] = [];

  constructor(
    private readonly rendering: Rendering,
    private readonly at: (position: number) => string,
    private readonly fallBehind: (subscriber: Subscriber) => void,
    private readonly logger: LiveLogger,
  ) {}

  get hasSomethingToSend(): boolean {
    return this.ready.some(({ payloads }) => payloads.length > 0);
  }

  async prepare(deliveries: readonly Delivery[]): Promise<void> {
    const prepared = deliveries.map(async (delivery) => {
      try {
        this.ready.push({ delivery, payloads: await this.payloads(delivery) });
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
    let sends = 0;
    for (const { delivery, payloads } of this.ready) {
      for (const subscriber of delivery.to) {
        subscriber.failures = 0;
        if (payloads.length === 0 || !subscriber.open) continue;
        subscriber.sink.send(payloads);
        if (++sends % SENDS_AT_A_STRETCH === 0) await nextTick();
      }
    }
  }

  private async payloads({ group, notes }: Delivery): Promise<Payload[]> {
    const items = await group.feed.show(notes, group.viewer, this.rendering.reads, this.at);
    return Promise.all(items.filter((item) => item !== null).map((item) => this.rendering.render(group, item)));
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
