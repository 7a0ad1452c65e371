import type { Viewer } from "../auth/viewer.js";
import type { Position } from "../events/position.js";
import type { Item } from "./feed.js";
import type { Group } from "./group.js";
import type { Payload } from "./payload.js";
import { Reads } from "./reads.js";

/** Makes the context in which the items for one rights class are executed: what resolvers get as theirs. */
export type ContextFor = (viewer: Viewer, position: Position, reads: Reads) => object;

/** What one turn of the hub reads and renders: each row once, each item once for all who are answered alike. */
export class Rendering {
  readonly reads = new Reads();
  private readonly contexts = new Map<string, object>();
  private readonly asked = new Map<string, Promise<Payload>>();
  private readonly done = new Map<string, Payload>();

  constructor(
    private readonly contextFor: ContextFor,
    private readonly position: Position,
  ) {}

  render(group: Group, item: Item): Promise<Payload> {
    const key = keyOf(group, item);
    let payload = this.asked.get(key);
    if (!payload) {
      payload = group.operation.render(item.root, this.contextOf(group));
      this.asked.set(key, payload);
      payload.then(
        (value) => this.done.set(key, value),
        () => undefined,
      );
    }
    return payload;
  }

  /** The bytes, when they are there without waiting. */
  alreadyRendered(group: Group, item: Item): Payload | undefined {
    return this.done.get(keyOf(group, item));
  }

  private contextOf({ audience, viewer }: Group): object {
    let context = this.contexts.get(audience);
    if (!context) {
      context = this.contextFor(viewer, this.position, this.reads);
      this.contexts.set(audience, context);
    }
    return context;
  }
}

function keyOf({ operation, audience }: Group, { key }: Item): string {
  return `${operation.key}|${audience}|${key}`;
}
