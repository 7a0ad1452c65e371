import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { RequestError } from "./errors.js";

export const MAX_PAGE_SIZE = 100;

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** One page, as resolvers return it. */
export interface Page<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
}

/** What to read for a page: rows beyond `after` (in reading direction), one more than `limit` to know if more follow. */
export interface PageRequest {
  limit: number;
  backward: boolean;
  /** The decoded cursor: the sort key of the last row already seen. */
  beyond: CursorKey | null;
}

export type CursorKey = readonly (string | number | null)[];

/** `first` and `after`, for lists read in one direction. */
@ArgsType()
export class ForwardPage {
  @Field(() => Int, { description: "How many to read, 1 to 100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "The cursor after which to read." })
  after?: string | null;

  request(): PageRequest {
    return { limit: size("first", this.first), backward: false, beyond: decodeCursor(this.after) };
  }
}

/** `first` and `after`, or `last` and `before`. One of `first` and `last` is required. */
@ArgsType()
export class TwoWayPage {
  @Field(() => Int, { nullable: true, description: "How many to read from the start or after `after`, 1 to 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which to read." })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: "How many to read from the end or before `before`, 1 to 100." })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor before which to read." })
  before?: string | null;

  request(): PageRequest {
    const { first, last } = this;
    if ((first == null) === (last == null)) {
      throw new RequestError("PAGE_SIZE_REQUIRED", `Give one of "first" and "last", between 1 and ${MAX_PAGE_SIZE}.`);
    }
    return first != null
      ? { limit: size("first", first), backward: false, beyond: decodeCursor(this.after) }
      : { limit: size("last", last!), backward: true, beyond: decodeCursor(this.before) };
  }
}

function size(name: string, value: number): number {
  if (value >= 1 && value <= MAX_PAGE_SIZE) return value;
  throw new RequestError("PAGE_SIZE_EXCEEDED", `"${name}" is between 1 and ${MAX_PAGE_SIZE}, not ${value}.`, {
    limit: MAX_PAGE_SIZE,
  });
}

/** A sort key as an opaque cursor. */
export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

export function decodeCursor(cursor: string | null | undefined): CursorKey | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(key) && key.every(isKeyPart)) return key;
  } catch {
    // Not JSON: the same answer as for any other text that is no cursor.
  }
  throw new RequestError("BAD_CURSOR", "This is not a cursor of this list.");
}

function isKeyPart(part: unknown): part is string | number | null {
  return part === null || typeof part === "string" || typeof part === "number";
}

/** The page made of the rows read for a request, in reading direction: at most `limit + 1` of them. */
export function pageOf<Node>(
  rows: readonly Node[],
  request: PageRequest,
  keyOf: (node: Node) => CursorKey,
): Page<Node> {
  const more = rows.length > request.limit;
  const kept = rows.slice(0, request.limit);
  if (request.backward) kept.reverse();
  const edges = kept.map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: request.backward ? request.beyond !== null : more,
      hasPreviousPage: request.backward ? more : request.beyond !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

interface EdgeShape<Node> {
  cursor: string;
  node: Node;
}

/**
 * The `XEdge` and `XConnection` types of a list. A list with more to say (a count) extends the connection:
 * `@ObjectType("TicketConnection") class TicketConnection extends connectionType("Ticket", () => TicketType) { ... }`
 */
export function connectionType<Node extends object>(name: string, node: () => ClassType<Node>): ClassType<Page<Node>> {
  @ObjectType(`${name}Edge`)
  class Edge implements EdgeShape<Node> {
    @Field(() => String, { description: "This node's place in the list." })
    cursor!: string;

    @Field(node)
    node!: Node;
  }

  @ObjectType(`${name}Connection`)
  class Connection implements Page<Node> {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return Connection;
}
