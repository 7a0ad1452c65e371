import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { ForwardPage, type Page, pageOf } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { ticketLoader } from "../tickets/ticket.loader.js";
import { TicketType } from "../tickets/ticket.type.js";
import { calendarLoader } from "./calendar.loader.js";
import { type CalendarRow, CalendarType } from "./calendar.type.js";
import { policyLoader } from "./policy.loader.js";
import { type PolicyRow, PolicyType } from "./policy.type.js";
import { pastChangeOf, RecomputationInput } from "./recomputation.input.js";
import { RecomputationPreviewResult, RecomputationResult, RecomputationSuccess } from "./recomputation.results.js";
import type { Recomputations, VerdictChange } from "./recomputation.service.js";
import {
  RecomputationPreviewType,
  type RecomputationRow,
  RecomputationType,
  VerdictChangeConnection,
  VerdictChangeType,
} from "./recomputation.type.js";

const SHOWN = 50;

@Resolver(() => RecomputationType)
export class RecomputationResolver {
  constructor(
    private readonly database: DataSource,
    private readonly work: UnitOfWork,
    private readonly service: Recomputations,
  ) {}

  @Query(() => [RecomputationType], { description: "The last fifty, the newest first." })
  @Allow(Permission.SERVICE_LEVELS_MANAGE)
  recomputations(): Promise<RecomputationRow[]> {
    return this.database.query<RecomputationRow[]>("SELECT * FROM recomputation ORDER BY id DESC LIMIT ?", [SHOWN]);
  }

  @Query(() => RecomputationPreviewResult, { description: "Which verdicts a change of the past would change." })
  @Allow(Permission.SERVICE_LEVELS_MANAGE)
  async recomputationPreview(
    @Arg("input", () => RecomputationInput) input: RecomputationInput,
    @Ctx() context: RequestContext,
  ): Promise<RecomputationPreviewType> {
    const preview = await this.service.preview(context.actor, pastChangeOf(input));
    return Object.assign(new RecomputationPreviewType(), preview);
  }

  @Mutation(() => RecomputationResult, {
    description:
      "Changes the past, and has the tickets concerned judged again. Verdicts recorded so far stay readable.",
  })
  @Allow(Permission.SERVICE_LEVELS_MANAGE)
  async recomputeServiceLevels(
    @Arg("input", () => RecomputationInput) input: RecomputationInput,
    @Ctx() context: RequestContext,
  ): Promise<RecomputationSuccess> {
    const change = pastChangeOf(input);
    const { value: id, position } = await this.work.run(context.actor, (tx) => this.service.start(tx, change));
    context.reached(position);
    const [row] = await this.database.query<RecomputationRow[]>("SELECT * FROM recomputation WHERE id = ?", [id]);
    return new RecomputationSuccess(row!);
  }

  @FieldResolver(() => ID)
  id(@Root() { id }: RecomputationRow): string {
    return toGlobalId("Recomputation", id);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  @Allow(Permission.PEOPLE_READ)
  startedBy(
    @Root() { startedById }: RecomputationRow,
    @Ctx() context: RequestContext,
  ): Promise<PersonRow | null> | null {
    return startedById === null ? null : personLoader(context, this.database).load(startedById);
  }

  @FieldResolver(() => CalendarType, { nullable: true, description: "Changed, or assigned to the queue or the desk." })
  calendar(
    @Root() { calendarId }: RecomputationRow,
    @Ctx() context: RequestContext,
  ): Promise<CalendarRow | null> | null {
    return calendarId === null ? null : calendarLoader(context, this.database).load(calendarId);
  }

  @FieldResolver(() => PolicyType, { nullable: true })
  policy(@Root() { policyId }: RecomputationRow, @Ctx() context: RequestContext): Promise<PolicyRow | null> | null {
    return policyId === null ? null : policyLoader(context, this.database).load(policyId);
  }

  @FieldResolver(() => QueueType, { nullable: true })
  queue(@Root() { queueId }: RecomputationRow, @Ctx() context: RequestContext): Promise<QueueRow | null> | null {
    return queueId === null ? null : queueLoader(context, this.database).load(queueId);
  }
}

@Resolver(() => RecomputationPreviewType)
export class RecomputationPreviewResolver {
  @FieldResolver(() => Int, { description: "How many verdicts would change." })
  changed(@Root() { changes }: RecomputationPreviewType): number {
    return changes.length;
  }

  @FieldResolver(() => VerdictChangeConnection, { description: "The newest tickets first." })
  changes(
    @Root() { changes }: RecomputationPreviewType,
    @Args(() => ForwardPage) page: ForwardPage,
  ): Page<VerdictChange> {
    const request = page.request();
    const numbered = changes.map((change, index) => ({ ...change, index }));
    const after = Number(request.beyond?.[0] ?? -1);
    const rows = numbered.filter(({ index }) => index > after).slice(0, request.limit + 1);
    return pageOf(rows, request, ({ index }) => [index]);
  }
}

@Resolver(() => VerdictChangeType)
export class VerdictChangeResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => TicketType, { nullable: true, description: "Null: the viewer may not see it." })
  async ticket(@Root() { number }: VerdictChange, @Ctx() context: RequestContext): Promise<Ticket | null> {
    return ticketLoader(context, this.database).load(number);
  }
}
