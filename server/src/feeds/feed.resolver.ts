import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root, Subscription } from "type-graphql";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import { parsePosition } from "../platform/events/position.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Allow } from "../platform/graphql/guard.js";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { orderOf, viewOf } from "../tickets/ticket-view.service.js";
import { TicketFilter, TicketOrder } from "../tickets/ticket-view.type.js";
import { type AskedFeed, FeedAsked } from "./feed-asked.js";
import { DeskFeedItem, PresentPerson, QueueFeedItem, TicketFeedItem } from "./feed-item.type.js";
import { PresenceActivity } from "./presence.rules.js";
import type { PresenceService } from "./presence.service.js";
import { AlarmScope } from "./target-alarm.type.js";

const AFTER = "The position of the last item received: what happened since comes first. Absent: from now on.";

/** The arguments choose the feed; items are not looked at with them again. */
const UNSEEN = { validate: false } as const;

interface Asking<Arguments> {
  args: Arguments & { after?: string | null };
  context: RequestContext;
}

/** The arguments come as the schema has coerced them; nothing else has looked at them. */
function asked<Arguments>(feedOf: (args: Arguments, context: RequestContext) => AskedFeed) {
  return ({ args, context }: Asking<Arguments>): FeedAsked => {
    const rightsAt = parsePosition(context.atLeast)!.n;
    const after = args.after ? parsePosition(args.after) : null;
    return new FeedAsked(feedOf(args, context), context.signedIn, rightsAt, after);
  };
}

interface QueueFeedArguments {
  view: TicketFilter;
  orderBy?: TicketOrder | null;
}

const CHOICES = 200;

function bounded(view: TicketFilter): TicketFilter {
  const tooMany = Object.entries(view).find(([, values]) => Array.isArray(values) && values.length > CHOICES);
  if (tooMany) throw new RequestError("BAD_USER_INPUT", `view.${tooMany[0]}: at most ${CHOICES} values.`);
  return view;
}

@Resolver()
export class FeedResolver {
  constructor(private readonly presence: PresenceService) {}

  @Subscription(() => QueueFeedItem, {
    description: "The tickets of a view as they enter it, change and leave it: about the filter, whatever the page.",
    subscribe: asked<QueueFeedArguments>(({ view, orderBy }, { signedIn }) => ({
      name: "queueFeed",
      view: viewOf(bounded(view), signedIn),
      order: orderOf(orderBy, signedIn),
    })),
  })
  @Allow(Permission.TICKETS_READ_DESK, Permission.TICKETS_READ_OWN)
  queueFeed(
    @Root() item: typeof QueueFeedItem,
    @Arg("view", () => TicketFilter, UNSEEN) _view: TicketFilter,
    @Arg("orderBy", () => TicketOrder, { nullable: true, ...UNSEEN }) _orderBy: TicketOrder | null,
    @Arg("after", () => PositionScalar, { nullable: true, description: AFTER, ...UNSEEN }) _after: string | null,
  ): typeof QueueFeedItem {
    return item;
  }

  @Subscription(() => TicketFeedItem, {
    description: "Everything that happens to one ticket, one item for each entry of its history.",
    subscribe: asked<{ number: number }>(({ number }) => ({ name: "ticketFeed", number })),
  })
  @Allow(Permission.TICKETS_READ_DESK, Permission.TICKETS_READ_OWN)
  ticketFeed(
    @Root() item: typeof TicketFeedItem,
    @Arg("number", () => Int) _number: number,
    @Arg("after", () => PositionScalar, { nullable: true, description: AFTER, ...UNSEEN }) _after: string | null,
  ): typeof TicketFeedItem {
    return item;
  }

  @Subscription(() => DeskFeedItem, {
    description:
      "What concerns the whole desk: the queues' counts, targets that are near or missed, who is on which ticket, what was renamed.",
    subscribe: asked<{ alarms: AlarmScope }>(({ alarms }) => ({ name: "deskFeed", alarms })),
  })
  @Allow(Permission.TICKETS_READ_DESK)
  deskFeed(
    @Root() item: typeof DeskFeedItem,
    @Arg("alarms", () => AlarmScope, { defaultValue: AlarmScope.MINE, ...UNSEEN }) _alarms: AlarmScope,
    @Arg("after", () => PositionScalar, { nullable: true, description: AFTER, ...UNSEEN }) _after: string | null,
  ): typeof DeskFeedItem {
    return item;
  }

  @Mutation(() => Boolean, {
    description:
      "Says that the viewer is on a ticket, or gone from it (no activity), or from all (no ticket). To be repeated " +
      "every 5 seconds; forgotten after 15. False: there is no such ticket to see.",
  })
  @Allow(Permission.TICKETS_READ_DESK)
  setPresence(
    @Arg("ticket", () => Int, { nullable: true, description: "Its number." }) number: number | null,
    @Arg("activity", () => PresenceActivity, { nullable: true }) activity: PresenceActivity | null,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    return this.presence.set(context.person, number ?? null, activity ?? null);
  }
}

@Resolver(() => PresentPerson)
export class PresentPersonResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => PersonType)
  person(@Root() present: { personId: number }, @Ctx() context: RequestContext): Promise<PersonRow | null> {
    return personLoader(context, this.database).load(present.personId);
  }
}
