interface Waiting {
  position: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Those who wait until the tail has handed out a position. */
export class Reaching {
  private waiting: Waiting[] = [];

  get size(): number {
    return this.waiting.length;
  }

  add(position: number): Promise<void> {
    return new Promise((resolve, reject) => void this.waiting.push({ position, resolve, reject }));
  }

  reached(handedOut: number): void {
    const done = this.waiting.filter(({ position }) => position <= handedOut);
    this.waiting = this.waiting.filter(({ position }) => position > handedOut);
    for (const { resolve } of done) resolve();
  }

  /** What they wait for may never come. */
  giveUp(why: string): void {
    for (const { reject } of this.waiting.splice(0)) reject(new Error(why));
  }
}
