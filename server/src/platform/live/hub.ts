import { setImmediate as nextTick } from "node:timers/promises";
import type { Position } from "../events/position.js";
import { formatPosition } from "../events/position.js";
import { Delivering } from "./delivery.js";
import { type FeedRequest, type Note, ResyncReason } from "./feed.js";
import { type Announced, Handing, type RoutesOf } from "./handing.js";
import type { LogEvent } from "./log-event.js";
import type { LiveLogger } from "./logger.js";
import { Membership } from "./membership.js";
import type { Operation } from "./operation.js";
import { type ContextFor, Rendering } from "./rendering.js";
import { Replay } from "./replay.js";
import { type ConcernedByEvent, isConcerned } from "./rights.js";
import type { Sink } from "./sink.js";
import { StreamNotices } from "./stream-notices.js";
import type { Tail } from "./tail.js";
import { Wake } from "./wake.js";

export interface HubOptions {
  tail: Tail;
  /** Reads the log's head and, for who resumes from long ago, its older events. */
  log: { head(): Promise<number>; after(position: number, limit: number): Promise<LogEvent[]> };
  routes: RoutesOf;
  concerned: ConcernedByEvent;
  contextFor: ContextFor;
  logger: LiveLogger;
  checkpointMs?: number;
  /** How far behind a subscriber may be and still be brought up to date event by event. */
  replayLimit?: number;
}

const EVENTS_PER_TURN = 500;
const RETRY_MS = 250;
const DRAIN_MS = 50;

/**
 * Brings the log to the subscribers. Works in turns, one after another: take events, note whom they concern, read and
 * render once per group, make sure of what was read, send. A subscriber's stream is in the order of positions, without
 * a gap, and says nothing of what its viewer may not see at that moment.
 *
 * What a turn read may be newer than the events it is about, even newer than what is durable and than the rights
 * known. So nothing is sent before the tail has reached the head as it was after the last read, and whoever is
 * concerned by a change of rights up to there is sent nothing but the end.
 */
export class Hub {
  private readonly members = new Membership();
  private readonly handing: Handing;
  private announced: Announced[] = [];
  private position = 0;
  private checkpointDue = 0;
  private stopped = false;
  private readonly wake = new Wake();
  private running: Promise<void> = Promise.resolve();
  private readonly replay: Replay;
  private readonly checkpointMs: number;

  constructor(private readonly options: HubOptions) {
    this.handing = new Handing(this.members, options.routes);
    this.replay = new Replay(options.tail.recent, options.log, options.replayLimit ?? 5_000);
    this.checkpointMs = options.checkpointMs ?? 5_000;
  }

  /** How many subscriptions there are. */
  get size(): number {
    return this.members.subscribers.size;
  }

  /** How many of them are behind: joining, resuming or slow. */
  get behindCount(): number {
    return this.members.behind.size;
  }

  /** The people who have one. */
  get people(): ReadonlySet<number> {
    return this.members.people;
  }

  start(): void {
    const { tail } = this.options;
    this.position = tail.position.n;
    tail.onEvents(() => this.wake.call());
    tail.onFork(() => {
      this.members.end(ResyncReason.TIMELINE_CHANGED);
      this.wake.call();
    });
    this.running = this.run();
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake.call();
    await this.running;
    for (const subscriber of this.members.subscribers) {
      this.members.remove(subscriber);
      subscriber.sink.complete();
    }
  }

  join(request: FeedRequest, operation: Operation, sink: Sink): { leave(): void } {
    const subscriber = this.members.add(request, operation, sink);
    this.wake.call();
    return { leave: () => this.members.remove(subscriber) };
  }

  /** For what is not in the log (presence): a note to the feeds of a route, in its turn. */
  announce(route: string, make: (position: number) => Note): void {
    this.announced.push({ route, make });
    this.wake.call();
  }

  private async run(): Promise<void> {
    this.checkpointDue = Date.now() + this.checkpointMs;
    while (!this.stopped) {
      const untilCheckpoint = Math.max(0, this.checkpointDue - Date.now());
      await this.wake.sleep(this.members.behind.size > 0 ? Math.min(DRAIN_MS, untilCheckpoint) : untilCheckpoint);
      if (this.stopped) return;
      try {
        await this.turn();
      } catch (error) {
        this.options.logger.error({ err: error }, "A turn of the live hub failed; every stream has to begin anew");
        // Some may have been told of what the turn was about, and others not.
        this.position = this.options.tail.position.n;
        this.members.end(ResyncReason.TOO_FAR_BEHIND);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        this.wake.call();
      }
      await nextTick();
    }
  }

  private async turn(): Promise<void> {
    const events = this.nextEvents();
    this.endConcerned(events);
    const deliveries = this.handing.ofEvents(events);
    this.position = events.at(-1)?.position ?? this.position;
    deliveries.push(...this.handing.ofAnnounced(this.announced.splice(0), this.position));
    await this.admitJoining();
    const waiting = this.handing.ofWaiting();
    if (waiting.more) this.wake.call();
    deliveries.push(...waiting.deliveries);

    const rendering = new Rendering(this.options.contextFor, this.here);
    const delivering = new Delivering(
      rendering,
      (position) => this.at(position),
      (subscriber) => this.members.fallBehind(subscriber),
      this.options.logger,
    );
    await delivering.prepare(deliveries);
    if (delivering.hasSomethingToSend) await this.makeSure(delivering);
    await delivering.send();

    const notices = new StreamNotices(this.members, rendering, this.here, this.options.tail.provenAt);
    await this.settle(notices);
    await notices.endAll();
    if (Date.now() >= this.checkpointDue) await this.checkpoint(notices);
  }

  private nextEvents(): readonly LogEvent[] {
    const { tail } = this.options;
    if (tail.position.n < this.position) this.position = tail.position.n;
    if (tail.position.n === this.position) return [];
    const events = tail.recent.after(this.position, EVENTS_PER_TURN);
    if (events) {
      if (events.length === EVENTS_PER_TURN) this.wake.call();
      return events;
    }
    // Further behind than memory reaches: nobody could be told what happened in between.
    this.position = tail.position.n;
    this.members.end(ResyncReason.TOO_FAR_BEHIND);
    return [];
  }

  private async admitJoining(): Promise<void> {
    const { tail, concerned, logger } = this.options;
    try {
      await this.replay.prepare([...this.members.behind], this.position, tail.timelines, ({ viewer }, since) =>
        isConcerned(viewer, since, concerned),
      );
    } catch (error) {
      // Nobody has joined; they are asked again at the next turn.
      logger.warn({ err: error }, "Subscribers cannot join now: the event log cannot be read");
    }
  }

  /** See the class: waits until the tail is where the reads may have been, and ends whoever lost rights on the way. */
  private async makeSure(delivering: Delivering): Promise<void> {
    try {
      const head = await this.options.log.head();
      await this.options.tail.reach(head);
    } catch (error) {
      delivering.putAllBack(error);
      return;
    }
    this.endConcerned(this.options.tail.recent.after(this.position) ?? []);
  }

  /** Who has been shown all that waited becomes live, and is told so; who cannot follow any more falls behind. */
  private async settle(notices: StreamNotices): Promise<void> {
    for (const subscriber of this.members.subscribers) {
      if (!subscriber.behind && subscriber.sink.congested) this.members.fallBehind(subscriber);
    }
    for (const subscriber of [...this.members.behind]) {
      const { sink, pending, floor } = subscriber;
      const done = subscriber.open && subscriber.joined && pending.size === 0 && this.position >= floor;
      if (!done || sink.congested) continue;
      this.members.becomeLive(subscriber);
      if (subscriber.caughtUp) continue;
      subscriber.caughtUp = true;
      await notices.checkpoint(subscriber);
    }
  }

  private async checkpoint(notices: StreamNotices): Promise<void> {
    const proven = Date.now() - this.options.tail.provenAt < this.checkpointMs;
    this.checkpointDue = Date.now() + this.checkpointMs;
    // Silence is the message when the tail cannot say that this is the whole truth.
    if (proven) await notices.checkpointAll();
  }

  private endConcerned(events: readonly LogEvent[]): void {
    for (const event of events) this.members.endConcerned(this.options.concerned(event), ResyncReason.RIGHTS_CHANGED);
  }

  private get here(): Position {
    return { timeline: this.options.tail.timelines.current, n: this.position };
  }

  private at(position: number): string {
    return formatPosition({ timeline: this.options.tail.timelines.current, n: position });
  }
}
