import { setImmediate as nextTick } from "node:timers/promises";
import type { Position } from "../events/position.js";
import { formatPosition } from "../events/position.js";
import { Delivering, type Delivery, deliveriesTo } from "./delivery.js";
import { type FeedRequest, type Note, ResyncReason } from "./feed.js";
import type { Group } from "./group.js";
import type { LogEvent } from "./log-event.js";
import type { LiveLogger } from "./logger.js";
import { Membership } from "./membership.js";
import type { Operation } from "./operation.js";
import { Pending } from "./pending.js";
import { type ContextFor, Rendering } from "./rendering.js";
import { Replay } from "./replay.js";
import { type ConcernedByEvent, isConcerned } from "./rights.js";
import type { Sink } from "./sink.js";
import { StreamNotices } from "./stream-notices.js";
import type { Subscriber } from "./subscriber.js";
import type { Tail } from "./tail.js";

export interface HubOptions {
  tail: Tail;
  /** Reads the log's head and, for who resumes from long ago, its older events. */
  log: { head(): Promise<number>; after(position: number, limit: number): Promise<LogEvent[]> };
  /** The routes of an event: see `Feed.routes`. */
  routes: (event: LogEvent) => readonly string[];
  concerned: ConcernedByEvent;
  contextFor: ContextFor;
  logger: LiveLogger;
  checkpointMs?: number;
  /** How far behind a subscriber may be and still be brought up to date event by event. */
  replayLimit?: number;
}

const EVENTS_PER_TURN = 500;
/** How many notes one slow or resuming reader is shown in a turn, and all of them together. */
const SHOWN_PER_READER = 200;
const SHOWN_PER_TURN = 4_000;
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
  private announced: { route: string; make: (position: number) => Note }[] = [];
  private position = 0;
  private checkpointDue = 0;
  private stopped = false;
  private awake = false;
  private wakeUp: (() => void) | null = null;
  private running: Promise<void> = Promise.resolve();
  private readonly replay: Replay;
  private readonly checkpointMs: number;

  constructor(private readonly options: HubOptions) {
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
    tail.onEvents(() => this.wake());
    tail.onFork(() => {
      this.members.end(ResyncReason.TIMELINE_CHANGED);
      this.wake();
    });
    this.running = this.run();
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
    for (const subscriber of this.members.subscribers) {
      this.members.remove(subscriber);
      subscriber.sink.complete();
    }
  }

  join(request: FeedRequest, operation: Operation, sink: Sink): { leave(): void } {
    const subscriber = this.members.add(request, operation, sink);
    this.wake();
    return { leave: () => this.members.remove(subscriber) };
  }

  /** For what is not in the log (presence): a note to the feeds of a route, in its turn. */
  announce(route: string, make: (position: number) => Note): void {
    this.announced.push({ route, make });
    this.wake();
  }

  private wake(): void {
    this.awake = true;
    this.wakeUp?.();
  }

  private async run(): Promise<void> {
    this.checkpointDue = Date.now() + this.checkpointMs;
    while (!this.stopped) {
      await this.sleep();
      this.awake = false;
      try {
        await this.turn();
      } catch (error) {
        this.options.logger.error({ err: error }, "A turn of the live hub failed; it is taken again");
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
      await nextTick();
    }
  }

  private async sleep(): Promise<void> {
    if (this.awake || this.stopped) return;
    const untilCheckpoint = Math.max(0, this.checkpointDue - Date.now());
    const wait = this.members.behind.size > 0 ? Math.min(DRAIN_MS, untilCheckpoint) : untilCheckpoint;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = null;
  }

  private async turn(): Promise<void> {
    const events = this.nextEvents();
    this.endConcerned(events);
    const deliveries = this.noteEvents(events);
    this.position = events.at(-1)?.position ?? this.position;
    deliveries.push(...this.noteAnnounced());
    await this.admitJoining();
    deliveries.push(...this.takeWaiting());

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
      if (events.length === EVENTS_PER_TURN) this.awake = true;
      return events;
    }
    // Further behind than memory reaches: nobody could be told what happened in between.
    this.position = tail.position.n;
    this.members.end(ResyncReason.TOO_FAR_BEHIND);
    return [];
  }

  private noteEvents(events: readonly LogEvent[]): Delivery[] {
    const noted = new Map<Group, Note[]>();
    for (const event of events) {
      for (const group of this.members.index.find(this.options.routes(event))) {
        const note = group.feed.note(event);
        if (!note) continue;
        const notes = noted.get(group);
        if (notes) notes.push(note);
        else noted.set(group, [note]);
      }
    }
    return [...noted].flatMap(([group, notes]) => this.hand(group, notes, true));
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

  private noteAnnounced(): Delivery[] {
    const announced = this.announced;
    this.announced = [];
    return announced.flatMap(({ route, make }) => {
      const note = make(this.position);
      return [...this.members.index.find([route])].flatMap((group) => this.hand(group, [note], false));
    });
  }

  /** Notes wait with the members that are behind; the others are one delivery. */
  private hand(group: Group, notes: readonly Note[], fromLog: boolean): Delivery[] {
    const live: Subscriber[] = [];
    for (const member of group.members) {
      if (!member.behind) live.push(member);
      else if (member.joined) member.wait(fromLog ? notes.filter(({ position }) => position > member.floor) : notes);
    }
    if (live.length === 0) return [];
    return [{ group, notes: Pending.merged(notes, (a, b) => group.feed.merge(a, b)), to: live }];
  }

  private takeWaiting(): Delivery[] {
    let room = SHOWN_PER_TURN;
    const now = Date.now();
    const taken: { subscriber: Subscriber; notes: Note[] }[] = [];
    for (const subscriber of this.members.behind) {
      if (subscriber.pending.size === 0 || subscriber.retryAt > now || subscriber.sink.congested) continue;
      if (!subscriber.open || !subscriber.joined) continue;
      const notes = subscriber.pending.take(Math.min(SHOWN_PER_READER, room));
      taken.push({ subscriber, notes });
      room -= notes.length;
      if (subscriber.pending.size > 0) this.awake = true;
      if (room <= 0) break;
    }
    return deliveriesTo(taken);
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
