import type { Viewer } from "../platform/auth/viewer.js";
import type { Position } from "../platform/events/position.js";
import type { TicketView } from "../tickets/ticket-view.service.js";
import type { TicketOrder } from "../tickets/ticket-view.type.js";
import type { AlarmScope } from "./target-alarm.type.js";

export type AskedFeed =
  | { name: "queueFeed"; view: TicketView; order: TicketOrder }
  | { name: "ticketFeed"; number: number }
  | { name: "deskFeed"; alarms: AlarmScope };

/**
 * What a subscription's resolver answers: which feed is asked for, by whom, from where. The hub serves it; as a stream
 * by itself it has nothing to say.
 */
export class FeedAsked implements AsyncIterable<never> {
  constructor(
    readonly feed: AskedFeed,
    readonly viewer: Viewer,
    readonly rightsAt: number,
    readonly after: Position | null,
  ) {}

  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error("Feeds are served by the live hub");
  }
}
