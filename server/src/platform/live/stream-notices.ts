import type { Position } from "../events/position.js";
import { formatPosition } from "../events/position.js";
import type { Membership } from "./membership.js";
import type { Rendering } from "./rendering.js";
import { Stretch } from "./stretch.js";
import type { Subscriber } from "./subscriber.js";

/** What subscribers are told of their stream itself: where it stands, and that it ends. */
export class StreamNotices {
  constructor(
    private readonly members: Membership,
    private readonly rendering: Rendering,
    private readonly position: Position,
    /** When `position` was all there was. */
    private readonly provenAt: number,
  ) {}

  /** To all who are live. */
  async checkpointAll(): Promise<void> {
    const stretch = new Stretch();
    for (const group of [...this.members.groups.values()]) {
      for (const subscriber of [...group.members]) {
        if (subscriber.behind || !subscriber.open) continue;
        await this.checkpoint(subscriber);
        if (stretch.isOver) await stretch.breakOff();
      }
    }
  }

  async checkpoint(subscriber: Subscriber): Promise<void> {
    const { group, sink } = subscriber;
    const item = group.feed.checkpoint(formatPosition(this.position), new Date(this.provenAt));
    try {
      sink.send([this.rendering.alreadyRendered(group, item) ?? (await this.rendering.render(group, item))]);
    } catch (error) {
      subscriber.failed = error as Error;
    }
  }

  /** Ends the streams that cannot go on, each with its reason. */
  async endAll(): Promise<void> {
    for (const subscriber of [...this.members.subscribers]) {
      const { group, sink, ending, failed } = subscriber;
      if (ending === null && failed === null) continue;
      this.members.remove(subscriber);
      try {
        if (failed) throw failed;
        const item = group.feed.resync(formatPosition(this.position), ending!);
        sink.send([await this.rendering.render(group, item)]);
        sink.complete();
      } catch (error) {
        sink.fail(error);
      }
    }
  }
}
