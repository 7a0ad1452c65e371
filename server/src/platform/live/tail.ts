import type { Position } from "../events/position.js";
import type { DurabilityRule } from "./durability.js";
import { CommitReturned } from "./durability.js";
import type { EventReader } from "./event-reader.js";
import { HoleWatch } from "./hole-watch.js";
import type { LogEvent } from "./log-event.js";
import type { LiveLogger } from "./logger.js";
import { contiguousPrefix, type PrefixRule } from "./prefix.js";
import type { ProcessRow } from "./process-row.js";
import { Reaching } from "./reaching.js";
import { RecentEvents } from "./recent-events.js";
import { Timelines } from "./timelines.js";
import { Wake } from "./wake.js";

export interface TailOptions {
  reader: EventReader;
  row: ProcessRow;
  logger: LiveLogger;
  /** This process's part of presence, written with each heartbeat. */
  presence?: () => string | null;
  /** How often the tail looks when no doorbell rings. */
  pollMs?: number;
  beatMs?: number;
  /** How many events stay in memory. */
  memory?: number;
  prefix?: PrefixRule;
  durability?: DurabilityRule;
}

const LOOK_LIMIT = 1_000;
const HOLE_AGAIN_MS = 5;

/**
 * Follows the event log. Hands out every event once, in the order of positions, without a hole, and only when it
 * would survive a crash of the database; its own process's events like anybody's. `position` is the last one handed
 * out: whatever is read after taking it is at least as new.
 */
export class Tail {
  readonly recent: RecentEvents;
  readonly timelines = new Timelines();
  private readonly prefix: PrefixRule;
  private readonly durability: DurabilityRule;
  private readonly pollMs: number;
  private readonly beatMs: number;
  private seen = 0;
  private handedOut = 0;
  private waitingForDurability: LogEvent[] = [];
  private lookedAt = 0;
  private proven = 0;
  private beatenAt = 0;
  private brokenSince: number | null = null;
  private stopped = false;
  private beatWanted = false;
  private running: Promise<void> = Promise.resolve();
  private readonly wake = new Wake();
  private readonly reaching = new Reaching();
  private readonly hole: HoleWatch;
  private readonly listeners: ((events: readonly LogEvent[]) => void)[] = [];
  private readonly forkListeners: (() => void)[] = [];

  constructor(private readonly options: TailOptions) {
    this.recent = new RecentEvents(options.memory ?? 2_000);
    this.hole = new HoleWatch(options.logger);
    this.prefix = options.prefix ?? contiguousPrefix;
    this.durability = options.durability ?? new CommitReturned();
    this.pollMs = options.pollMs ?? 250;
    this.beatMs = options.beatMs ?? 2_000;
  }

  get position(): Position {
    return { timeline: this.timelines.current, n: this.handedOut };
  }

  /** An instant at which `position` was the log's end. */
  get provenAt(): number {
    return this.proven;
  }

  /** Called in order for each batch, before `position` is seen to have moved. Must not throw. */
  onEvents(listener: (events: readonly LogEvent[]) => void): void {
    this.listeners.push(listener);
  }

  /** Called when the log's past has been replaced: what was handed out beyond the fork never happened. */
  onFork(listener: () => void): void {
    this.forkListeners.push(listener);
  }

  /** Stands at the log's end when it resolves. */
  async start(): Promise<void> {
    const { reader, row } = this.options;
    this.timelines.update(await reader.timelines());
    const head = await reader.head();
    this.seen = Math.max(0, head - (this.options.memory ?? 2_000));
    while (await this.look());
    const covered = this.seen;
    await row.sweep();
    await row.enter();
    this.durability.committed(covered);
    this.beatenAt = Date.now();
    this.handOut();
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake.call();
    await this.running;
    this.reaching.giveUp("The tail has stopped");
    await this.options.row.leave().catch(() => undefined);
  }

  /** The doorbell: a COMMIT at this position has returned to this process. */
  ring(position: number): void {
    this.durability.committed(position);
    this.wake.call();
  }

  /** Resolves once everything up to a position has been handed out. For positions known to have been given. */
  reach(position: number): Promise<void> {
    if (position <= this.handedOut) return Promise.resolve();
    if (this.stopped) return Promise.reject(new Error("The tail has stopped"));
    const reached = this.reaching.add(position);
    this.wantBeat();
    return reached;
  }

  private wantBeat(): void {
    this.beatWanted = true;
    this.wake.call();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const called = await this.wake.sleep(this.hole.open ? HOLE_AGAIN_MS : this.pollMs);
      if (this.stopped) return;
      const mayBeat = !called || this.beatWanted;
      this.beatWanted = false;
      try {
        if (this.brokenSince !== null) await this.recover();
        await this.follow(mayBeat);
      } catch (error) {
        await this.broken(error);
      }
    }
  }

  private async follow(mayBeat: boolean): Promise<void> {
    let more = true;
    while (more && !this.stopped) {
      more = await this.look();
      const due = Date.now() - this.beatenAt >= this.beatMs;
      if (due || (mayBeat && !this.durability.covers(this.seen))) await this.beat();
      this.handOut();
      // Whoever waits for a position that is visible but not yet durable needs a heartbeat at the next round.
      if (this.reaching.size > 0 && !this.hole.open) this.wantBeat();
    }
  }

  /** Reads on; true when there may be more to read at once. */
  private async look(): Promise<boolean> {
    const startedAt = Date.now();
    const events = await this.options.reader.after(this.seen, LOOK_LIMIT);
    const positions = events.map(({ position }) => position);
    const length = this.prefix(this.seen, positions);
    this.waitingForDurability.push(...events.slice(0, length));
    this.seen = Math.max(this.seen, positions[length - 1] ?? 0);
    if (length < events.length) {
      this.hole.at(this.seen + 1);
    } else {
      this.hole.none();
      this.lookedAt = startedAt;
    }
    return events.length === LOOK_LIMIT && length > 0;
  }

  private async beat(): Promise<void> {
    const covered = this.seen;
    await this.options.row.beat(this.options.presence?.() ?? null);
    this.durability.committed(covered);
    const due = Date.now() - this.beatenAt >= this.beatMs;
    if (due) {
      this.beatenAt = Date.now();
      if (this.timelines.update(await this.options.reader.timelines())) this.fork();
    }
  }

  private handOut(): void {
    const upTo = this.durability.upTo(this.seen);
    let count = 0;
    while (count < this.waitingForDurability.length && this.waitingForDurability[count]!.position <= upTo) count++;
    if (count > 0) {
      const events = this.waitingForDurability.splice(0, count);
      this.recent.push(events);
      for (const listener of this.listeners) listener(events);
    }
    this.handedOut = Math.max(this.handedOut, upTo);
    if (this.handedOut >= this.seen) this.proven = this.lookedAt;
    this.reaching.reached(this.handedOut);
  }

  private async broken(error: unknown): Promise<void> {
    // What somebody saw and waits for may be lost with the failure: they have to read again.
    this.reaching.giveUp("The event log cannot be read");
    if (this.brokenSince === null) {
      this.brokenSince = Date.now();
      this.options.logger.warn({ err: error }, "The live path cannot read the event log; it tries again");
    }
    if (this.stopped) return;
    await new Promise((resolve) => setTimeout(resolve, this.pollMs));
  }

  /**
   * After a failure the database may have come back with another past. What was only seen is forgotten; what was
   * handed out is compared with what the log says now.
   */
  private async recover(): Promise<void> {
    this.seen = this.handedOut;
    this.waitingForDurability = [];
    const { reader, logger } = this.options;
    const last = this.recent.last;
    if (last) {
      const now = await reader.identities(this.recent.first!.position, last.position);
      const sharedUpTo = this.recent.sharedUpTo(now);
      if (sharedUpTo < last.position) {
        logger.error({ handedOut: last.position, sharedUpTo }, "The event log's past has been replaced");
        await reader.beginTimeline(this.timelines.current, sharedUpTo);
      }
    }
    if (this.timelines.update(await reader.timelines())) this.fork();
    logger.info({ brokenFor: Date.now() - (this.brokenSince ?? 0) }, "The live path reads the event log again");
    this.brokenSince = null;
  }

  private fork(): void {
    const { current } = this.timelines;
    // What somebody waits for may lie in a past that is gone.
    this.reaching.giveUp("The event log's past has been replaced");
    const shared = this.timelines.sharedWith(current - 1);
    if (shared < this.handedOut) {
      this.recent.truncate(shared);
      this.handedOut = shared;
      this.seen = shared;
      this.waitingForDurability = [];
      this.durability.forget(shared);
    }
    for (const listener of this.forkListeners) listener();
  }
}
