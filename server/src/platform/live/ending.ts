/**
 * What the protocol library is given for a subscription that the hub serves: an iterable that yields nothing, and
 * only ends or throws. Its `return` answers at once, which an idle async generator's would never do.
 */
export class Ending implements AsyncIterableIterator<never> {
  private readonly ended: Promise<IteratorResult<never>>;
  private settle!: { end: () => void; fail: (error: unknown) => void };

  constructor(private readonly onReturn: () => void) {
    this.ended = new Promise((resolve, reject) => {
      this.settle = { end: () => resolve({ done: true, value: undefined }), fail: reject };
    });
    // Nobody may be waiting yet when it fails.
    this.ended.catch(() => undefined);
  }

  end(): void {
    this.settle.end();
  }

  fail(error: unknown): void {
    this.settle.fail(error);
  }

  next(): Promise<IteratorResult<never>> {
    return this.ended;
  }

  return(): Promise<IteratorResult<never>> {
    this.onReturn();
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
