import { setTimeout as pause } from "node:timers/promises";

/** Does the work; `isLast` says whether it has not been asked for again meanwhile. */
export type Work = (isLast: () => boolean) => Promise<void>;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Work that must come to be done: never twice at once, once more when it is asked for meanwhile, and after a failure
 * again, ever more slowly, until it succeeds.
 */
export class PersistentTask {
  private asked = false;
  private running: Promise<void> | null = null;
  private readonly stopping = new AbortController();

  constructor(
    private readonly work: Work,
    private readonly failed: (error: unknown) => void,
  ) {}

  ask(): void {
    this.asked = true;
    if (this.stopping.signal.aborted) return;
    this.running ??= this.run().finally(() => {
      this.running = null;
      // Asked for between the last look and here.
      if (this.asked) this.ask();
    });
  }

  /** Tries no more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let pauseMs = FIRST_PAUSE_MS;
    while (this.asked && !signal.aborted) {
      this.asked = false;
      try {
        await this.work(() => !this.asked && !signal.aborted);
      } catch (error) {
        if (signal.aborted) return;
        this.failed(error);
        this.asked = true;
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
  }
}
