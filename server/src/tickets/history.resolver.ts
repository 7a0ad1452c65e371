import { Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { applicationLoader } from "../applications/application.loader.js";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import type { Sql } from "../platform/database/sql.js";
import { ActorKind } from "../platform/events/actor.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { queueLoader } from "../queues/queue.loader.js";
import { levelLoader, teamLoader } from "../teams/team.loader.js";
import { eventsOfCause, messageLoader, textLoader, tokenNameLoader } from "./history.loader.js";
import { changedFacts, type Fact } from "./history.rules.js";
import { HistoryChangeType, HistoryEntryType, type HistoryRow } from "./history.type.js";
import type { Message } from "./ticket.entity.js";
import { MessageType } from "./ticket.type.js";
import { TicketActSuccess } from "./ticket-acts.result.js";

@Resolver(() => TicketActSuccess)
export class ActEventsResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => [HistoryEntryType], { description: "What the act wrote into the history, step by step." })
  events(@Root() { ticket, causeId }: TicketActSuccess, @Ctx() context: RequestContext): Promise<HistoryRow[]> {
    return eventsOfCause(this.database, ticket, causeId, context.signedIn);
  }
}

@Resolver(() => HistoryEntryType)
export class HistoryResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ID)
  id(@Root() entry: HistoryRow): string {
    return toGlobalId("HistoryEntry", entry.position);
  }

  @FieldResolver(() => PositionScalar)
  position(@Root() entry: HistoryRow, @Ctx() context: RequestContext): string {
    return context.positionOf(entry.position);
  }

  @FieldResolver(() => Int, { description: "The ticket's version after it." })
  version(@Root() entry: HistoryRow): number {
    return entry.subjectVersion;
  }

  @FieldResolver(() => PersonType, { nullable: true, description: "Null for a timer, a program or an import." })
  actor(@Root() entry: HistoryRow, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    if (entry.actorKind !== ActorKind.PERSON || entry.actorId === null) return null;
    return personLoader(context, this.database).load(entry.actorId);
  }

  @FieldResolver(() => String, { nullable: true, description: "The name of the program's token, for the desk." })
  async actorName(@Root() entry: HistoryRow, @Ctx() context: RequestContext): Promise<string | null> {
    if (!entry.staff || entry.actorKind !== ActorKind.PROGRAM || entry.actorId === null) return null;
    return (await tokenNameLoader(context, this.database).load(entry.actorId))?.name ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "The reason given, the solution, or the remark." })
  async reason(@Root() entry: HistoryRow, @Ctx() context: RequestContext): Promise<string | null> {
    const shown = entry.staff || entry.type === "RESOLVED";
    if (!shown || entry.textId === null) return null;
    return (await textLoader(context, this.database).load(entry.textId))?.body ?? null;
  }

  @FieldResolver(() => MessageType, { nullable: true })
  message(@Root() entry: HistoryRow, @Ctx() context: RequestContext): Promise<Message | null> | null {
    return entry.messageId === null ? null : messageLoader(context, this.database).load(entry.messageId);
  }

  @FieldResolver(() => [HistoryChangeType], { description: "Which facts it changed." })
  changes(@Root() entry: HistoryRow, @Ctx() context: RequestContext): Promise<HistoryChangeType[]> {
    return Promise.all(
      changedFacts(entry, entry.staff).map(async ({ fact, before, after }) => ({
        fact,
        before: await this.display(context, fact, before),
        after: await this.display(context, fact, after),
      })),
    );
  }

  private async display(context: RequestContext, fact: Fact, value: string | number | null): Promise<string | null> {
    if (value === null || typeof value === "string") return value;
    switch (fact) {
      case "assignee":
        return (await personLoader(context, this.database).load(value))?.displayName ?? null;
      case "application":
        return (await applicationLoader(context, this.database).load(value))?.name ?? null;
      case "level":
        return this.levelName(context, value);
      case "queue":
        return this.queueName(context, value);
      default:
        return String(value);
    }
  }

  private async levelName(context: RequestContext, rank: number): Promise<string | null> {
    const level = await levelLoader(context, this.database).load(rank);
    return (context.language === "fr" ? level?.nameFr : level?.nameEn) ?? null;
  }

  private async queueName(context: RequestContext, id: number): Promise<string | null> {
    const queue = await queueLoader(context, this.database).load(id);
    if (!queue) return null;
    const team = await teamLoader(context, this.database).load(queue.teamId);
    return `${team?.name} · ${await this.levelName(context, queue.level)}`;
  }
}
