import type { SignedIn } from "./desk.js";
import { at, TICKET_FEED } from "./documents.js";
import { Stream } from "./stream.js";
import { pause } from "./until.js";

/** A screen on one ticket's history, which must not lose an entry. */
export class History {
  readonly entries = new Map<number, string>();
  duplicates = 0;
  resyncs = 0;
  provenAt = 0;
  private running = true;
  private stream: Stream | null = null;
  private readonly done: Promise<void>;

  constructor(
    readonly number: number,
    private cursor: string,
    private readonly port: () => number,
    private readonly person: SignedIn,
  ) {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.stream?.close();
    await this.done;
  }

  private async run(): Promise<void> {
    while (this.running) {
      this.stream = new Stream(
        this.port(),
        this.person,
        TICKET_FEED,
        { number: this.number, after: this.cursor },
        (item) => {
          if (item.__typename === "ResyncRequired") {
            this.resyncs++;
            return;
          }
          this.cursor = item.position;
          if (item.__typename === "Checkpoint") this.provenAt = Math.max(this.provenAt, at(item.position));
          if (!item.entry) return;
          if (this.entries.has(at(item.position))) this.duplicates++;
          this.entries.set(at(item.position), item.entry.type);
        },
      );
      await this.stream.ended;
      await pause(Math.random() * 20);
    }
  }
}
