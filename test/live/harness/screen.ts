import { ask, type DeskServer, type SignedIn } from "./desk.js";
import { at, type FeedItem, LIST, QUEUE_FEED, type Row } from "./documents.js";
import { Stream } from "./stream.js";
import { pause } from "./until.js";

/**
 * A screen that shows a view and keeps it right: reads the list once, follows the feed, resumes where it was after
 * every break, and reads again only when it is told to.
 */
export class Screen {
  readonly tickets = new Map<number, Row>();
  readonly counts = {
    connections: 0,
    resumed: 0,
    replayed: 0,
    resyncs: 0,
    items: 0,
    duplicates: 0,
    stale: 0,
    backwards: 0,
  };
  /** Everything up to here has been shown. */
  provenAt = 0;
  /** Every item shown, for what has to be compared with the log afterwards. */
  readonly shown: { position: number; number: number; version: number | null }[] = [];
  private cursor: string | null = null;
  private running = true;
  private stream: Stream | null = null;
  private readonly seen = new Map<number, number>();
  private readonly done: Promise<void>;

  constructor(
    private readonly options: {
      server: DeskServer;
      /** Where the socket is opened: a proxy before the server. */
      port: () => number;
      person: SignedIn;
      view: object;
    },
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
      try {
        if (this.cursor === null) await this.read();
        await this.follow();
      } catch {
        // The server is away: it is asked again.
      }
      await pause(Math.random() * 20);
    }
  }

  private async read(): Promise<void> {
    const { server, person, view } = this.options;
    this.tickets.clear();
    this.seen.clear();
    let after: string | null = null;
    let from: string | null = null;
    do {
      const { data, position }: { data: Page; position: string } = await ask<Page>(server, person, LIST, {
        filter: view,
        after,
      });
      from ??= position;
      for (const { node } of data.tickets.edges) this.tickets.set(node.number, node);
      after = data.tickets.pageInfo.hasNextPage ? data.tickets.pageInfo.endCursor : null;
    } while (after !== null);
    this.cursor = from;
  }

  private async follow(): Promise<void> {
    const { port, person, view } = this.options;
    const resuming = this.counts.connections++ > 0;
    let last = 0;
    let first = true;
    this.stream = new Stream(port(), person, QUEUE_FEED, { view, after: this.cursor }, (item) => {
      if (resuming && first) this.counts[item.__typename === "ResyncRequired" ? "resyncs" : "resumed"]++;
      first = false;
      if (at(item.position) < last) this.counts.backwards++;
      last = at(item.position);
      this.take(item);
    });
    await this.stream.ended;
  }

  private take(item: FeedItem): void {
    if (item.__typename === "ResyncRequired") {
      this.cursor = null;
      this.provenAt = 0;
      return;
    }
    this.cursor = item.position;
    const position = at(item.position);
    if (item.__typename === "Checkpoint") {
      this.provenAt = Math.max(this.provenAt, position);
      return;
    }
    const number = item.ticket?.number ?? item.number;
    if (number === undefined) return;
    this.counts.items++;
    this.shown.push({ position, number, version: item.ticket?.version ?? null });
    if ((this.seen.get(number) ?? 0) >= position) {
      this.counts.duplicates++;
      return;
    }
    this.seen.set(number, position);
    const known = this.tickets.get(number);
    if (item.ticket && known && item.ticket.version < known.version) this.counts.stale++;
    if (item.ticket) this.tickets.set(number, item.ticket);
    else this.tickets.delete(number);
  }
}

interface Page {
  tickets: { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
