import type { LiveLogger } from "./logger.js";

const ALARM_MS = 5_000;

/** A position that is missing below one already visible: usual for a moment, a reason for alarm when it stays. */
export class HoleWatch {
  private since: number | null = null;

  constructor(private readonly logger: LiveLogger) {}

  get open(): boolean {
    return this.since !== null;
  }

  none(): void {
    this.since = null;
  }

  at(position: number): void {
    const now = Date.now();
    this.since ??= now;
    if (now - this.since < ALARM_MS) return;
    this.logger.error({ position }, "The event log has a hole: the live path waits for it");
    this.since = now;
  }
}
