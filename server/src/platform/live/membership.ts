import type { FeedRequest, ResyncReason } from "./feed.js";
import { Group } from "./group.js";
import type { Operation } from "./operation.js";
import { audienceOf, type ConcernedByEvent, type RightsKey, rightsKeys, withoutIdentity } from "./rights.js";
import { RouteIndex } from "./route-index.js";
import type { Sink } from "./sink.js";
import { Subscriber } from "./subscriber.js";

/** The hub's subscribers, in their groups, found by route and by whose rights they have. */
export class Membership {
  readonly subscribers = new Set<Subscriber>();
  /** Those who are not live: joining, resuming, slow. */
  readonly behind = new Set<Subscriber>();
  readonly groups = new Map<string, Group>();
  readonly index = new RouteIndex<Group>();
  private readonly byRights = new Map<RightsKey, Set<Subscriber>>();

  add(request: FeedRequest, operation: Operation, sink: Sink): Subscriber {
    const subscriber = new Subscriber(request, this.groupFor(request, operation), sink);
    subscriber.group.members.add(subscriber);
    this.subscribers.add(subscriber);
    this.behind.add(subscriber);
    for (const key of rightsKeys(subscriber.viewer)) {
      const known = this.byRights.get(key);
      if (known) known.add(subscriber);
      else this.byRights.set(key, new Set([subscriber]));
    }
    return subscriber;
  }

  remove(subscriber: Subscriber): void {
    if (subscriber.gone) return;
    subscriber.gone = true;
    subscriber.pending.clear();
    this.subscribers.delete(subscriber);
    this.behind.delete(subscriber);
    for (const key of rightsKeys(subscriber.viewer)) {
      const known = this.byRights.get(key);
      known?.delete(subscriber);
      if (known?.size === 0) this.byRights.delete(key);
    }
    const { group } = subscriber;
    group.members.delete(subscriber);
    if (group.members.size === 0) {
      this.groups.delete(group.key);
      this.index.remove(group);
    }
  }

  fallBehind(subscriber: Subscriber): void {
    if (subscriber.gone) return;
    subscriber.behind = true;
    this.behind.add(subscriber);
  }

  becomeLive(subscriber: Subscriber): void {
    subscriber.behind = false;
    this.behind.delete(subscriber);
  }

  end(reason: ResyncReason): void {
    for (const subscriber of this.subscribers) subscriber.end(reason);
  }

  /** Ends the streams of those concerned. */
  endConcerned(whose: ReturnType<ConcernedByEvent>, reason: ResyncReason): void {
    if (whose === "everybody") this.end(reason);
    else for (const key of whose) for (const subscriber of this.byRights.get(key) ?? []) subscriber.end(reason);
  }

  /** The people among the viewers. */
  get people(): ReadonlySet<number> {
    const people = new Set<number>();
    for (const { viewer } of this.subscribers) if (viewer.kind === "PERSON") people.add(viewer.personId);
    return people;
  }

  private groupFor({ feed, viewer }: FeedRequest, operation: Operation): Group {
    const audience = audienceOf(viewer, feed.personal);
    const key = `${operation.key}|${feed.key}|${audience}`;
    let group = this.groups.get(key);
    if (!group) {
      group = new Group(key, feed, operation, feed.personal ? viewer : withoutIdentity(viewer), audience);
      this.groups.set(key, group);
      this.index.add(group);
    }
    return group;
  }
}
