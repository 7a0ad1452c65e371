import type { ImportProgressed } from "./import.service.js";

const WIDTH = 30;
const REDRAWN_EVERY_MS = 200;

/** Where progress is shown: standard error, for one. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** A bar that is redrawn on a terminal; elsewhere a line at each tenth. */
export class ProgressBar {
  private drawnAt = 0;
  private tenth = 0;
  private readonly startedAt: number;
  private firstDone: number | null = null;

  constructor(
    private readonly screen: Screen,
    private readonly clock: () => number = Date.now,
  ) {
    this.startedAt = clock();
  }

  show({ rowsDone, rows }: ImportProgressed): void {
    this.firstDone ??= rowsDone;
    const share = rows === 0 ? 1 : rowsDone / rows;
    if (!this.screen.isTTY) {
      const tenth = Math.floor(share * 10);
      if (tenth <= this.tenth) return;
      this.tenth = tenth;
      this.screen.write(`${this.line(rowsDone, rows, share)}\n`);
      return;
    }
    const now = this.clock();
    if (now - this.drawnAt < REDRAWN_EVERY_MS && rowsDone < rows) return;
    this.drawnAt = now;
    const filled = Math.round(share * WIDTH);
    this.screen.write(`\r[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${this.line(rowsDone, rows, share)}  `);
  }

  end(): void {
    if (this.screen.isTTY && this.drawnAt > 0) this.screen.write("\n");
  }

  private line(rowsDone: number, rows: number, share: number): string {
    const seconds = (this.clock() - this.startedAt) / 1000;
    const rate = seconds > 0 ? (rowsDone - (this.firstDone ?? 0)) / seconds : 0;
    const left = rate > 0 && rowsDone < rows ? `, ${duration((rows - rowsDone) / rate)} left` : "";
    const figures = `${rowsDone.toLocaleString("en")} of ${rows.toLocaleString("en")} rows`;
    return `${Math.floor(share * 100)} %, ${figures}, ${Math.round(rate).toLocaleString("en")} rows/s${left}`;
  }
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
