import { useSyncExternalStore } from "react";

/** How far the desk's clock is ahead of this browser's. Small differences are the network's, and are left alone. */
let ahead = 0;
const worthCorrecting = 2000;

/** The desk has said what time it is. */
export function tellDeskTime(time: number): void {
  const difference = time - Date.now();
  ahead = Math.abs(difference) < worthCorrecting ? 0 : difference;
}

export function deskNow(): number {
  return Date.now() + ahead;
}

/** One timer for all who look at the time this often; none while nobody does. */
class Ticking {
  #now = deskNow();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly period: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) this.#tick();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  };

  readonly now = (): number => this.#now;

  #tick(): void {
    this.#now = deskNow();
    // At full seconds, so that all countdowns of a room fall together.
    this.#timer = setTimeout(() => this.#tick(), this.period - (this.#now % this.period));
    for (const listener of this.#listeners) listener();
  }
}

const everyQuarterMinute = new Ticking(15_000);
const everySecond = new Ticking(1000);

/** One clock for all the "5 min ago" of a page. */
export function useNow(): number {
  return useSyncExternalStore(everyQuarterMinute.subscribe, everyQuarterMinute.now, everyQuarterMinute.now);
}

/**
 * What a component makes of the time, asked each second; it is drawn again only when the answer is another one. So a
 * thousand countdowns cost a thousand comparisons a second, and a drawing whenever a minute is full.
 */
export function useEachSecond<Answer extends string | number | boolean | null>(ask: (now: number) => Answer): Answer {
  const answer = () => ask(everySecond.now());
  return useSyncExternalStore(everySecond.subscribe, answer, answer);
}
