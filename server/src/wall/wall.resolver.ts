import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Allow } from "../platform/graphql/guard.js";
import { keyOf } from "../platform/graphql/node-id.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { TicketType } from "../tickets/ticket.type.js";
import { readNextBreaches, readOldestWaiting, readWall } from "./wall.service.js";
import { type WallRow, WallType } from "./wall.type.js";

const FIRST = { description: "How many to read, 1 to 100." } as const;

@Resolver(() => WallType)
export class WallResolver {
  constructor(private readonly database: Sql) {}

  @Query(() => WallType)
  @Allow(Permission.TICKETS_READ_DESK)
  wall(
    @Arg("queues", () => [ID], { nullable: true, description: "Absent: all in service." }) queues: string[] | null,
  ): Promise<WallRow> {
    return readWall(this.database, queues?.map(queueKey) ?? null, new Date());
  }

  @FieldResolver(() => [TicketType], { description: "Tickets that nobody has, the longest in their queue first." })
  @Allow(Permission.TICKETS_READ_DESK)
  oldestWaiting(
    @Root() wall: WallRow,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() { signedIn }: RequestContext,
  ): Promise<Ticket[]> {
    return readOldestWaiting(this.database, wall, signedIn, first);
  }

  @FieldResolver(() => [TicketType], { description: "Tickets that will miss a target, the next one first." })
  @Allow(Permission.TICKETS_READ_DESK)
  nextBreaches(
    @Root() wall: WallRow,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() { signedIn }: RequestContext,
  ): Promise<Ticket[]> {
    return readNextBreaches(this.database, wall, signedIn, first);
  }
}

function queueKey(id: string): number {
  const key = keyOf("Queue", id);
  if (key === null) throw new RequestError("BAD_USER_INPUT", `queues: "${id}" is not the id of a Queue.`);
  return key;
}
