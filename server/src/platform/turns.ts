/** Lets so many in at a time; the others wait, in the order in which they came. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Handed on rather than given back: nobody who comes now is let in before who waits.
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
