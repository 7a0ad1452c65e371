import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import type { RoutingTarget, SupportChains } from "./collaborators.js";
import { offeredActs } from "./offered-acts.js";
import { TicketAct } from "./ticket.act.js";
import { type Ticket, TicketState } from "./ticket.entity.js";
import { ActTargetType, OfferedActType, TicketType } from "./ticket.type.js";

/** Who is connected now, for "who is there" beside a queue. */
export interface ConnectedPeople {
  isConnected(personId: number): boolean;
}

interface OfferedActRow {
  act: TicketAct;
  ticket: Ticket;
}

const ROUTES: Partial<Record<TicketAct, "up" | "down" | "sideways">> = {
  [TicketAct.ESCALATE]: "up",
  [TicketAct.HAND_BACK]: "down",
  [TicketAct.TRANSFER]: "sideways",
};

const ALWAYS_WITH_REASON: readonly TicketAct[] = [
  TicketAct.ESCALATE,
  TicketAct.HAND_BACK,
  TicketAct.TRANSFER,
  TicketAct.REOPEN,
  TicketAct.CANCEL,
];

@Resolver(() => TicketType)
export class TicketOfferedActsResolver {
  @FieldResolver(() => [OfferedActType], {
    description: "What this viewer may do now. Differs by viewer: not to be asked for in a feed.",
  })
  acts(@Root() ticket: Ticket, @Ctx() context: RequestContext): OfferedActRow[] {
    const party = { actor: context.actor, viewer: context.signedIn };
    return offeredActs(ticket, party, new Date()).map((act) => ({ act, ticket }));
  }
}

@Resolver(() => OfferedActType)
export class OfferedActResolver {
  constructor(
    private readonly database: Sql,
    private readonly chains: SupportChains,
  ) {}

  @FieldResolver()
  needsReason(@Root() { act, ticket }: OfferedActRow): boolean {
    if (act === TicketAct.TAKE) return ticket.state === TicketState.IN_PROGRESS && ticket.assigneeId !== null;
    return ALWAYS_WITH_REASON.includes(act);
  }

  @FieldResolver(() => [ActTargetType], {
    description: "For ESCALATE, HAND_BACK and TRANSFER: where it may go, the default first.",
  })
  async targets(@Root() { act, ticket }: OfferedActRow): Promise<RoutingTarget[]> {
    const route = ROUTES[act];
    return route ? (await this.chains.targets(this.database, ticket))[route] : [];
  }
}

@Resolver(() => ActTargetType)
export class ActTargetResolver {
  constructor(
    private readonly database: Sql,
    private readonly connected: ConnectedPeople,
  ) {}

  @FieldResolver(() => QueueType)
  queue(@Root() target: RoutingTarget, @Ctx() context: RequestContext): Promise<QueueRow | null> {
    return queueLoader(context, this.database).load(target.queueId);
  }

  @FieldResolver()
  async members(@Root() target: RoutingTarget): Promise<number> {
    return (await this.membersOf(target)).length;
  }

  @FieldResolver()
  async membersPresent(@Root() target: RoutingTarget): Promise<number> {
    return (await this.membersOf(target)).filter((id) => this.connected.isConnected(id)).length;
  }

  private async membersOf({ teamId, level }: RoutingTarget): Promise<number[]> {
    const rows = await this.database.query<{ personId: number }[]>(
      `SELECT m.personId FROM membership m JOIN person p ON p.id = m.personId AND p.active = 1
       WHERE m.teamId = ? AND m.level = ?`,
      [teamId, level],
    );
    return rows.map(({ personId }) => personId);
  }
}
