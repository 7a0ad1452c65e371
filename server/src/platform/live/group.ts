import type { Viewer } from "../auth/viewer.js";
import type { Feed } from "./feed.js";
import type { Operation } from "./operation.js";
import type { Subscriber } from "./subscriber.js";

/** Subscriptions that are sent the same bytes: one feed, one document, one rights class, one language. */
export class Group {
  readonly members = new Set<Subscriber>();

  constructor(
    readonly key: string,
    readonly feed: Feed,
    readonly operation: Operation,
    /** For whom items are judged and executed: any of the members, without identity unless the feed is personal. */
    readonly viewer: Viewer,
    /** The viewers who are answered alike. */
    readonly audience: string,
  ) {}
}
