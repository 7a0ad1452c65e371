import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { applicationLoader, categoryLoader } from "../applications/application.loader.js";
import {
  type ApplicationRow,
  ApplicationType,
  type CategoryRow,
  CategoryType,
} from "../applications/application.type.js";
import { PersonLanguage } from "../people/person.entity.js";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import { type Page, TwoWayPage } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { levelLoader, siteLoader } from "../teams/team.loader.js";
import { type LevelRow, LevelType, type SiteRow, SiteType } from "../teams/team.type.js";
import { historyOf } from "./history.loader.js";
import { HistoryConnection, type HistoryRow } from "./history.type.js";
import { MessageConnection } from "./message.type.js";
import type { Intervention, Message, Ticket } from "./ticket.entity.js";
import { interventionsLoader, openTicketsLoader, readFollowUps, readMessages, ticketLoader } from "./ticket.loader.js";
import { readsAsStaff } from "./ticket.policy.js";
import { InterventionType, ResolutionType, TicketType } from "./ticket.type.js";

@Resolver(() => TicketType)
export class TicketResolver {
  constructor(private readonly database: Sql) {}

  @Query(() => TicketType, { nullable: true, description: "A ticket by its number; null when there is none to see." })
  @Allow(Permission.TICKETS_READ_DESK, Permission.TICKETS_READ_OWN)
  ticket(@Arg("number", () => Int) number: number, @Ctx() context: RequestContext): Promise<Ticket | null> {
    return ticketLoader(context, this.database).load(number);
  }

  @FieldResolver(() => ID)
  id(@Root() ticket: Ticket): string {
    return toGlobalId("Ticket", ticket.number);
  }

  @FieldResolver(() => PositionScalar, { description: "The position of its last event: the newer of two copies." })
  position(@Root() ticket: Ticket, @Ctx() context: RequestContext): string {
    return context.positionOf(ticket.position);
  }

  @FieldResolver(() => PersonLanguage, { description: "The language in which the requester is written to." })
  language(@Root() ticket: Ticket): string {
    return ticket.language;
  }

  @FieldResolver(() => PersonType)
  requester(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<PersonRow | null> {
    return personLoader(context, this.database).load(ticket.requesterId);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: "For whom, when it is not for the requester." })
  beneficiary(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return this.person(context, ticket.beneficiaryId);
  }

  @FieldResolver(() => SiteType, { nullable: true })
  requesterSite(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<SiteRow | null> | null {
    return ticket.requesterSiteId === null ? null : siteLoader(context, this.database).load(ticket.requesterSiteId);
  }

  @FieldResolver(() => QueueType)
  queue(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<QueueRow | null> {
    return queueLoader(context, this.database).load(ticket.queueId);
  }

  @FieldResolver(() => LevelType)
  level(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<LevelRow | null> {
    return levelLoader(context, this.database).load(ticket.level);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: "Who works on it." })
  assignee(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return this.person(context, ticket.assigneeId);
  }

  @FieldResolver(() => ApplicationType, { nullable: true })
  application(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<ApplicationRow | null> | null {
    return ticket.applicationId === null ? null : applicationLoader(context, this.database).load(ticket.applicationId);
  }

  @FieldResolver(() => CategoryType, { nullable: true })
  category(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<CategoryRow | null> | null {
    return ticket.categoryId === null ? null : categoryLoader(context, this.database).load(ticket.categoryId);
  }

  @FieldResolver(() => ResolutionType, { nullable: true, description: "Null until it is resolved." })
  resolution(@Root() ticket: Ticket): Ticket | null {
    return ticket.resolvedAt === null ? null : ticket;
  }

  @FieldResolver(() => TicketType, { nullable: true, description: "The ticket that this one takes up again." })
  followUpOf(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<Ticket | null> | null {
    return ticket.followUpOfNumber === null ? null : ticketLoader(context, this.database).load(ticket.followUpOfNumber);
  }

  @FieldResolver(() => [TicketType], { description: "The tickets that take this one up again." })
  followUps(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<Ticket[]> {
    return readFollowUps(context, this.database, ticket.number);
  }

  @FieldResolver(() => MessageConnection, { description: "The thread, oldest first." })
  messages(
    @Root() ticket: Ticket,
    @Args(() => TwoWayPage) page: TwoWayPage,
    @Ctx() context: RequestContext,
  ): Promise<Page<Message>> {
    return readMessages(this.database, ticket.number, readsAsStaff(context.signedIn, ticket), page.request());
  }

  @FieldResolver(() => HistoryConnection, { description: "What happened to it, oldest first." })
  history(
    @Root() ticket: Ticket,
    @Args(() => TwoWayPage) page: TwoWayPage,
    @Ctx() context: RequestContext,
  ): Promise<Page<HistoryRow>> {
    return historyOf(this.database, ticket, context.signedIn, page.request());
  }

  @FieldResolver(() => [InterventionType], { description: "Work logged; empty for those who are not staff." })
  interventions(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<Intervention[]> | Intervention[] {
    if (!readsAsStaff(context.signedIn, ticket)) return [];
    return interventionsLoader(context, this.database).load(ticket.number);
  }

  private person(context: RequestContext, id: number | null): Promise<PersonRow | null> | null {
    return id === null ? null : personLoader(context, this.database).load(id);
  }
}

/** A person's tickets: a field of theirs that belongs here. */
@Resolver(() => PersonType)
export class PersonTicketsResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => [TicketType], { description: "What they have asked for and still wait for, newest first." })
  @SignedIn()
  async openTickets(
    @Root() person: PersonRow,
    @Arg("first", () => Int, { description: "1 to 50." }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<Ticket[]> {
    const tickets = await openTicketsLoader(context, this.database).load(person.id);
    return tickets.slice(0, Math.max(0, first));
  }
}
