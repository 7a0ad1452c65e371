import type DataLoader from "dataloader";
import type { Viewer } from "../platform/auth/viewer.js";
import { type Event, SubjectType } from "../platform/events/event.entity.js";
import type { Position } from "../platform/events/position.js";
import { RequestContext } from "../platform/graphql/context.js";

/** Loaders of rows that are the same for every viewer and change rarely, each time with an event. */
const SHARED: ReadonlySet<string> = new Set(["person", "site", "team", "level", "queue", "application", "category"]);
/** Subjects whose events say nothing about such rows. */
const OTHERS: ReadonlySet<SubjectType> = new Set([
  SubjectType.TICKET,
  SubjectType.SESSION,
  SubjectType.TOKEN,
  SubjectType.MAIL,
]);
const FORGOTTEN_AFTER_MS = 10_000;

/** What feeds have read of what tickets refer to, kept from turn to turn until an event says that it changed. */
export class ReferenceRows {
  private loaders = new Map<string, unknown>();
  private since = Date.now();

  loader<K, V, C>(key: string, make: () => DataLoader<K, V, C>): DataLoader<K, V, C> {
    // Also bounds what is kept, and for how long a row stays wrong that was changed by hand.
    if (Date.now() - this.since > FORGOTTEN_AFTER_MS) this.forget();
    let loader = this.loaders.get(key) as DataLoader<K, V, C> | undefined;
    if (!loader) this.loaders.set(key, (loader = make()));
    return loader;
  }

  follow(events: readonly Event[]): void {
    if (events.some(({ subjectType }) => !OTHERS.has(subjectType))) this.forget();
  }

  forget(): void {
    this.loaders = new Map();
    this.since = Date.now();
  }
}

/** The context in which a feed's items are executed. */
export class LiveContext extends RequestContext {
  constructor(
    viewer: Viewer,
    position: Position,
    private readonly references: ReferenceRows,
  ) {
    super({ viewer, position, language: viewer.language, requestId: "live", address: null, sessionCookie: null });
  }

  override loader<K, V, C = K>(key: string, make: () => DataLoader<K, V, C>): DataLoader<K, V, C> {
    return SHARED.has(key) ? this.references.loader(key, make) : super.loader(key, make);
  }
}
