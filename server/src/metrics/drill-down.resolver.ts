import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import { may } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { ForwardPage } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Allow } from "../platform/graphql/guard.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { ticketLoader } from "../tickets/ticket.loader.js";
import { TicketType } from "../tickets/ticket.type.js";
import type { DrillDown } from "./drill-down.service.js";
import { TicketBehind, TicketBehindConnection } from "./drill-down.type.js";
import { MetricId } from "./metric.definitions.js";
import { MetricsInput } from "./metric.input.js";

@Resolver(() => TicketBehind)
export class DrillDownResolver {
  constructor(
    private readonly database: Sql,
    private readonly drillDown: DrillDown,
  ) {}

  @Query(() => TicketBehindConnection, { description: "The tickets behind one figure of a report." })
  @Allow(Permission.REPORTS_READ, Permission.TICKETS_ACT)
  metricTickets(
    @Arg("input", () => MetricsInput, { description: "As the report was asked for." }) input: MetricsInput,
    @Arg("metric", () => MetricId) metric: MetricId,
    @Arg("keys", () => [String], {
      nullable: "items",
      description:
        "The keys of the row's groups, in their order; a row of alsoBy has one more than there are groupings.",
    })
    keys: (string | null)[],
    @Arg("part", () => String, {
      nullable: true,
      description:
        "What of the figure: a breakdown's key (also one counted apart), PART or REST of a share, KNOWN, STILL_OPEN, UNDER_THRESHOLD or OVER_THRESHOLD of durations; left out: all of it.",
    })
    part: string | null | undefined,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() context: RequestContext,
  ): Promise<TicketBehindConnection> {
    const viewer = context.signedIn;
    if (!may(viewer, Permission.TICKETS_READ_DESK)) {
      throw new RequestError("NOT_PERMITTED", "The tickets behind a figure are for those who read the desk's tickets.");
    }
    return this.drillDown.tickets(viewer, input, { metric, keys, part: part ?? null }, page.request());
  }

  @FieldResolver(() => TicketType, { nullable: true, description: "Null once the viewer may not know of it any more." })
  ticket(@Root() { number }: TicketBehind, @Ctx() context: RequestContext): Promise<Ticket | null> {
    return ticketLoader(context, this.database).load(number);
  }
}
