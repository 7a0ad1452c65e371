import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import type { Sql } from "../platform/database/sql.js";
import { ActorKind } from "../platform/events/actor.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { queueLoader } from "../queues/queue.loader.js";
import { levelLoader } from "../teams/team.loader.js";
import { type LevelRow, LevelType } from "../teams/team.type.js";
import type { Intervention, Message, ResolutionCode, Ticket } from "./ticket.entity.js";
import { InterventionType, MessageType, ResolutionType } from "./ticket.type.js";

/** A resolution is its ticket, read for how it ended. */
@Resolver(() => ResolutionType)
export class ResolutionResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver()
  code(@Root() ticket: Ticket): ResolutionCode {
    return ticket.resolutionCode!;
  }

  @FieldResolver()
  solution(@Root() ticket: Ticket): string {
    return ticket.solution ?? "";
  }

  @FieldResolver()
  at(@Root() ticket: Ticket): Date {
    return ticket.resolvedAt!;
  }

  @FieldResolver(() => PersonType, { nullable: true })
  by(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return ticket.resolvedById === null ? null : personLoader(context, this.database).load(ticket.resolvedById);
  }

  @FieldResolver(() => LevelType, { description: "The level that resolved it." })
  async level(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<LevelRow | null> {
    const queue = await queueLoader(context, this.database).load(ticket.resolvedQueueId ?? ticket.queueId);
    return levelLoader(context, this.database).load(queue?.level ?? ticket.level);
  }
}

@Resolver(() => MessageType)
export class MessageResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ID)
  id(@Root() message: Message): string {
    return toGlobalId("Message", message.id);
  }

  @FieldResolver(() => ActorKind)
  authorKind(@Root() message: Message): string {
    return message.authorKind;
  }

  @FieldResolver(() => PersonType, { nullable: true, description: "Null for a program's word." })
  author(@Root() message: Message, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return message.authorId === null ? null : personLoader(context, this.database).load(message.authorId);
  }
}

@Resolver(() => InterventionType)
export class InterventionResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ID)
  id(@Root() intervention: Intervention): string {
    return toGlobalId("Intervention", intervention.id);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  person(@Root() intervention: Intervention, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return intervention.personId === null ? null : personLoader(context, this.database).load(intervention.personId);
  }
}
