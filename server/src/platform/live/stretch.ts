import { setImmediate as nextTick } from "node:timers/promises";

/** So long, in milliseconds, may work that is done for many go on before all other work of the process has its turn. */
const LONGEST_MS = 4;

/** Work in stretches: once one is over, it is broken off, and whoever waits meanwhile does not wait long. */
export class Stretch {
  private began = performance.now();

  get isOver(): boolean {
    return performance.now() - this.began >= LONGEST_MS;
  }

  async breakOff(): Promise<void> {
    await nextTick();
    this.began = performance.now();
  }
}
