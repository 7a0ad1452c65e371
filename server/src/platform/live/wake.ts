/** A sleep that can be ended by others. A call that comes while nobody sleeps ends the next sleep at once. */
export class Wake {
  private called = false;
  private end: (() => void) | null = null;

  call(): void {
    this.called = true;
    this.end?.();
  }

  /** Resolves when somebody calls (true), at the latest after so long (false). */
  async sleep(ms: number): Promise<boolean> {
    if (!this.called) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.end = null;
    }
    const called = this.called;
    this.called = false;
    return called;
  }
}
