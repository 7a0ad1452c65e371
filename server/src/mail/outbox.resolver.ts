import DataLoader from "dataloader";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import { manyForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { ForwardPage, type Page } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { NotFound, refuse } from "../platform/graphql/problem.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { ticketLoader } from "../tickets/ticket.loader.js";
import { readsAsStaff } from "../tickets/ticket.policy.js";
import { TicketType } from "../tickets/ticket.type.js";
import { type OutboxMail, OutboxState } from "./outbox.entity.js";
import { type Outbox, readOutboxPage } from "./outbox.service.js";
import { OutboxConnection, OutboxMailType, RetryMailResult, RetryMailSuccess } from "./outbox.type.js";

@Resolver(() => OutboxMailType)
export class OutboxResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly service: Outbox,
  ) {}

  @Query(() => OutboxConnection, { description: "The desk's mails, newest first." })
  @Allow(Permission.OUTBOX_READ)
  outbox(
    @Arg("states", () => [OutboxState], { nullable: true }) states: OutboxState[] | null | undefined,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() context: RequestContext,
  ): Promise<Page<OutboxMail>> {
    return readOutboxPage(this.database, context.signedIn, states ?? null, page.request());
  }

  @Mutation(() => RetryMailResult, { description: "Sends a mail that failed, waits or was skipped, now." })
  @Allow(Permission.OUTBOX_READ)
  async retryMail(@Arg("mail", () => ID) mail: string, @Ctx() context: RequestContext): Promise<RetryMailSuccess> {
    const id = keyOf("OutboxMail", mail) ?? refuse(new NotFound());
    const { value, position } = await this.work.run(context.actor, (tx) =>
      this.service.retry(tx, context.signedIn, id),
    );
    context.reached(position);
    return new RetryMailSuccess(value);
  }

  @FieldResolver(() => ID)
  id(@Root() mail: OutboxMail): string {
    return toGlobalId("OutboxMail", mail.id);
  }

  @FieldResolver(() => TicketType, { nullable: true, description: "Null where the viewer may not read it." })
  ticket(@Root() mail: OutboxMail, @Ctx() context: RequestContext): Promise<Ticket | null> {
    return this.ticketOf(mail, context);
  }

  @FieldResolver(() => String, { nullable: true, description: "The address; null when the person has none." })
  to(@Root() mail: OutboxMail): string | null {
    return mail.address;
  }

  @FieldResolver(() => PersonType, { nullable: true })
  toPerson(@Root() mail: OutboxMail, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return mail.personId === null ? null : personLoader(context, this.database).load(mail.personId);
  }

  @FieldResolver(() => String, { description: "Only the ticket's number where the viewer may not read the ticket." })
  async subject(@Root() mail: OutboxMail, @Ctx() context: RequestContext): Promise<string> {
    return (await this.ticketOf(mail, context)) ? mail.subject : `[#${mail.ticketNumber}]`;
  }

  @FieldResolver(() => String, { nullable: true, description: "Null where the viewer may not read the ticket." })
  async text(@Root() mail: OutboxMail, @Ctx() context: RequestContext): Promise<string | null> {
    return (await this.ticketOf(mail, context)) ? mail.body : null;
  }

  private async ticketOf(mail: OutboxMail, context: RequestContext): Promise<Ticket | null> {
    return mail.ticketNumber === null ? null : ticketLoader(context, this.database).load(mail.ticketNumber);
  }
}

@Resolver(() => TicketType)
export class TicketMailsResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => [OutboxMailType], {
    description: "What the desk has written to the requester about it, oldest first; for staff, else empty.",
  })
  @SignedIn()
  async mails(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<OutboxMail[]> {
    return readsAsStaff(context.signedIn, ticket) ? mailsLoader(context, this.database).load(ticket.number) : [];
  }
}

function mailsLoader(context: RequestContext, sql: Sql): DataLoader<number, OutboxMail[]> {
  const read = async (numbers: readonly number[]) => {
    const rows = await sql.query<OutboxMail[]>(
      "SELECT * FROM outbox WHERE ticketNumber IN (?) AND kind <> 'BREACH' ORDER BY id",
      [numbers],
    );
    return manyForEach(numbers, rows, ({ ticketNumber }) => ticketNumber!);
  };
  return context.loader<number, OutboxMail[]>("mails", () => new DataLoader(read));
}
