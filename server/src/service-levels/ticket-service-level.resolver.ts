import { Ctx, Extensions, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { levelLoader } from "../teams/team.loader.js";
import { type LevelRow, LevelType } from "../teams/team.type.js";
import { ServiceLevelState, type Ticket, TicketState } from "../tickets/ticket.entity.js";
import { readsAsStaff } from "../tickets/ticket.policy.js";
import { TicketType } from "../tickets/ticket.type.js";
import { calendarLoader } from "./calendar.loader.js";
import { type CalendarRow, CalendarType } from "./calendar.type.js";
import { intervalName } from "./interval-name.rules.js";
import { policyLoader } from "./policy.loader.js";
import { type PolicyRow, PolicyType } from "./policy.type.js";
import { TargetState } from "./service-level.model.js";
import { passed } from "./ticket-clock.js";
import { readServiceLevel, rulesLoader, waitingSinceLoader } from "./ticket-service-level.loader.js";
import {
  type IntervalRow,
  ServiceLevelIntervalType,
  ServiceLevelTargetState,
  ServiceLevelTargetType,
  stateOf,
  TargetPaused,
  type TargetRow,
  type TicketServiceLevelRow,
  TicketServiceLevelType,
} from "./ticket-service-level.type.js";
import { targetsOf } from "./ticket-targets.rules.js";

const INTERVALS_AT_MOST = 500;
const MINUTE = 60_000;

/** The desk's side of a ticket: its requester learns what is done, not what was promised inside. */
@Resolver(() => TicketType)
export class TicketServiceLevelsResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => ServiceLevelState, {
    nullable: true,
    description: "The worst of its targets; null where nothing is promised, and for those who are not staff.",
  })
  serviceLevelState(@Root() ticket: Ticket, @Ctx() context: RequestContext): ServiceLevelState | null {
    return readsAsStaff(context.signedIn, ticket) ? ticket.serviceLevelState : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "When the next of its targets is missed if nothing changes; null where none is pending, or not staff.",
  })
  nextBreachAt(@Root() ticket: Ticket, @Ctx() context: RequestContext): Date | null {
    return readsAsStaff(context.signedIn, ticket) ? ticket.nextBreachAt : null;
  }

  @FieldResolver(() => [ServiceLevelTargetType], {
    description: "What is promised for it, as the log says it; empty for those who are not staff.",
  })
  @Extensions({ size: 2 })
  async targets(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<TargetRow[]> {
    if (!readsAsStaff(context.signedIn, ticket)) return [];
    const rules = await rulesLoader(context, this.database).load("in force");
    return targetsOf(ticket, rules).map((target) => ({ ...target, ticket, rules }));
  }

  @FieldResolver(() => TicketServiceLevelType, {
    nullable: true,
    description: "Its clock, computed from its history up to now; null for those who are not staff.",
  })
  async serviceLevel(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<TicketServiceLevelRow | null> {
    if (!readsAsStaff(context.signedIn, ticket)) return null;
    const rules = await rulesLoader(context, this.database).load("in force");
    return readServiceLevel(this.database, ticket, rules, new Date());
  }
}

@Resolver(() => TicketServiceLevelType)
export class TicketServiceLevelResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => PolicyType, { nullable: true, description: "The one in force for it; null: none matches it." })
  policy(
    @Root() { policyId }: TicketServiceLevelRow,
    @Ctx() context: RequestContext,
  ): Promise<PolicyRow | null> | null {
    return policyId === null ? null : policyLoader(context, this.database).load(policyId);
  }

  @FieldResolver(() => CalendarType, { nullable: true, description: "The one in force for it." })
  calendar(@Root() { calendarId }: TicketServiceLevelRow, @Ctx() context: RequestContext): Promise<CalendarRow | null> {
    return calendarLoader(context, this.database).load(calendarId);
  }

  @FieldResolver(() => [ServiceLevelTargetType])
  @Extensions({ size: 2 })
  targets(@Root() { targets }: TicketServiceLevelRow): TargetRow[] {
    return targets;
  }

  @FieldResolver(() => [ServiceLevelIntervalType], {
    description: `From its recording to \`asOf\`, without gap or overlap, oldest first; the newest ${INTERVALS_AT_MOST}.`,
  })
  @Extensions({ size: INTERVALS_AT_MOST })
  intervals(@Root() { intervals, rules }: TicketServiceLevelRow): IntervalRow[] {
    return intervals.slice(-INTERVALS_AT_MOST).map((interval) => ({ ...interval, rules }));
  }
}

@Resolver(() => ServiceLevelTargetType)
export class ServiceLevelTargetResolver {
  @FieldResolver(() => Int, { nullable: true, description: "Business minutes promised; null once it is cancelled." })
  minutes(@Root() { targetMs }: TargetRow): number | null {
    return targetMs === null ? null : targetMs / MINUTE;
  }

  @FieldResolver(() => ServiceLevelTargetState)
  state(@Root() target: TargetRow): typeof ServiceLevelTargetState {
    return stateOf(target);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Business time left now, in milliseconds, negative when late; null once it is judged.",
  })
  remaining(@Root() { standing, targetMs, ticket, rules }: TargetRow): number | null {
    const { state } = standing;
    const pending = state === TargetState.PENDING || state === TargetState.IMMINENT || state === TargetState.PAUSED;
    return pending && targetMs !== null ? targetMs - passed(ticket, new Date(), rules).ticket.clockMs : null;
  }
}

@Resolver(() => TargetPaused)
export class TargetPausedResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => Date, { description: "Since when the ticket waits, or is resolved." })
  async since(@Root() { ticket }: { ticket: Ticket }, @Ctx() context: RequestContext): Promise<Date> {
    const since =
      ticket.state === TicketState.WAITING
        ? await waitingSinceLoader(context, this.database).load(ticket.number)
        : ticket.resolvedAt;
    return since ?? ticket.updatedAt;
  }
}

@Resolver(() => ServiceLevelIntervalType)
export class ServiceLevelIntervalResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => Date)
  from(@Root() interval: IntervalRow): Date {
    return new Date(interval.from);
  }

  @FieldResolver(() => Date)
  to(@Root() interval: IntervalRow): Date {
    return new Date(interval.to);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Of the holiday or the exception, in the viewer's language.",
  })
  name(@Root() { reason, from, calendarId, rules }: IntervalRow, @Ctx() context: RequestContext): string | null {
    return intervalName(reason, from, calendarId, rules, context.language);
  }

  @FieldResolver(() => CalendarType, { nullable: true })
  calendar(@Root() { calendarId }: IntervalRow, @Ctx() context: RequestContext): Promise<CalendarRow | null> {
    return calendarLoader(context, this.database).load(calendarId);
  }

  @FieldResolver(() => PolicyType, { nullable: true })
  policy(
    @Root() { policyVersionId, rules }: IntervalRow,
    @Ctx() context: RequestContext,
  ): Promise<PolicyRow | null> | null {
    const version = rules.policies.find(({ id }) => id === policyVersionId);
    return version ? policyLoader(context, this.database).load(version.policyId) : null;
  }

  @FieldResolver(() => LevelType)
  level(@Root() { level }: IntervalRow, @Ctx() context: RequestContext): Promise<LevelRow | null> {
    return levelLoader(context, this.database).load(level);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: "Who had it." })
  assignee(@Root() { assigneeId }: IntervalRow, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return assigneeId === null ? null : personLoader(context, this.database).load(assigneeId);
  }
}
