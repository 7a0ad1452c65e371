import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import { type Page, TwoWayPage } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import type { Ticket } from "./ticket.entity.js";
import { countView, orderOf, readView, type TicketView, viewOf } from "./ticket-view.service.js";
import { BoundedCount, TicketConnection, TicketFilter, TicketOrder } from "./ticket-view.type.js";

const COUNT_AT_MOST = 10_000;

/** A page, and the view that it is a page of. */
type TicketPage = Page<Ticket> & { view: TicketView };

@Resolver(() => TicketConnection)
export class TicketListResolver {
  constructor(private readonly database: Sql) {}

  @Query(() => TicketConnection, { description: "Tickets that the viewer may see; by default the newest first." })
  @Allow(Permission.TICKETS_READ_DESK, Permission.TICKETS_READ_OWN)
  async tickets(
    @Arg("filter", () => TicketFilter, { nullable: true }) filter: TicketFilter | null,
    @Arg("orderBy", () => TicketOrder, { nullable: true }) orderBy: TicketOrder | null,
    @Args(() => TwoWayPage) page: TwoWayPage,
    @Ctx() context: RequestContext,
  ): Promise<TicketPage> {
    const view = viewOf(filter, context.signedIn);
    const order = orderOf(orderBy, context.signedIn);
    const found = await readView(this.database, view, context.signedIn, order, page.request());
    return { ...found, view };
  }

  @FieldResolver(() => BoundedCount, { description: "How many tickets the filter finds, whatever the page." })
  count(
    @Root() page: TicketPage,
    @Arg("upTo", () => Int, { defaultValue: 1000, description: "Where to stop counting, 1 to 10,000." }) upTo: number,
    @Ctx() context: RequestContext,
  ): Promise<BoundedCount> {
    return countView(this.database, page.view, context.signedIn, Math.min(Math.max(1, upTo), COUNT_AT_MOST));
  }
}
