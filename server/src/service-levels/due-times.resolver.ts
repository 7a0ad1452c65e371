import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import type { SupportChains } from "../applications/support-chain.service.js";
import { Permission } from "../platform/auth/permission.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Allow } from "../platform/graphql/guard.js";
import { keyOf } from "../platform/graphql/node-id.js";
import { InvalidInput, refuse, UnknownReference } from "../platform/graphql/problem.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { TicketState } from "../tickets/ticket.entity.js";
import { calendarLoader } from "./calendar.loader.js";
import { type CalendarRow, CalendarType } from "./calendar.type.js";
import { DueTimesInput, type PolicyDraftInput } from "./due-times.input.js";
import { draftOf, dueTimesOf, rulesWith } from "./due-times.rules.js";
import { type DueTimesRow, DueTimesType } from "./due-times.type.js";
import { policyFactsOf } from "./policy.input.js";
import { policyLoader, policyVersionsLoader } from "./policy.loader.js";
import { type PolicyRow, PolicyType, type PolicyVersionRow, PolicyVersionType } from "./policy.type.js";
import { policyFaults } from "./policy-facts.rules.js";
import type { PolicyVersion, ServiceLevelRules } from "./service-level.model.js";
import { serviceLevelRules } from "./service-level.settings.js";

@Resolver(() => DueTimesType)
export class DueTimesResolver {
  constructor(
    private readonly database: DataSource,
    private readonly chains: SupportChains,
  ) {}

  @Query(() => DueTimesType, {
    description: "When a ticket of these facts would be due, by the rules in force, or with a draft.",
  })
  @Allow(Permission.SERVICE_LEVELS_MANAGE, Permission.TICKETS_READ_DESK)
  async dueTimes(
    @Arg("input", () => DueTimesInput) input: DueTimesInput,
    @Ctx() context: RequestContext,
  ): Promise<DueTimesRow> {
    const applicationId = optionalKey("Application", input.application, "application");
    const { queueId, level } = await this.place(input, applicationId, context);
    const facts = {
      state: input.priority ? TicketState.OPEN : TicketState.NEW,
      waitingFor: null,
      queueId,
      level,
      assigneeId: null,
      applicationId,
      kind: input.kind,
      priority: input.priority ?? null,
      requesterSiteId: optionalKey("Site", input.requesterSite, "requesterSite"),
      takenInCharge: false,
    };
    const recordedAt = input.recordedAt ?? new Date();
    const rules = await serviceLevelRules(this.database);
    const draft = input.draft ? acceptable(input.draft, rules) : null;
    const due = dueTimesOf(facts, recordedAt, draft ? rulesWith(draft, rules) : rules, context.language);
    return { recordedAt, queueId, isDraft: draft !== null && due.policy === draft, ...due };
  }

  /** The queue that is asked for, or the one where such a request arrives. */
  private async place({ queue }: DueTimesInput, applicationId: number | null, context: RequestContext) {
    const id = optionalKey("Queue", queue, "queue");
    if (id === null) return this.chains.firstQueue(this.database, { applicationId, nature: null });
    const found = await queueLoader(context, this.database).load(id);
    return found ? { queueId: found.id, level: found.level } : notFound("queue");
  }

  @FieldResolver(() => QueueType)
  queue(@Root() { queueId }: DueTimesRow, @Ctx() context: RequestContext): Promise<QueueRow | null> {
    return queueLoader(context, this.database).load(queueId);
  }

  @FieldResolver(() => PolicyType, {
    nullable: true,
    description: "Null: none matches, and nothing is promised; or it is a draft of a new one.",
  })
  policy(@Root() { policy }: DueTimesRow, @Ctx() context: RequestContext): Promise<PolicyRow | null> | null {
    return policy && policyLoader(context, this.database).load(policy.policyId);
  }

  @FieldResolver(() => PolicyVersionType, {
    nullable: true,
    description: "What the policy says at that time; null for a draft.",
  })
  async policyVersion(
    @Root() { policy }: DueTimesRow,
    @Ctx() context: RequestContext,
  ): Promise<PolicyVersionRow | null> {
    const versions = policy ? await policyVersionsLoader(context, this.database).load(policy.policyId) : [];
    return versions.find(({ id }) => id === policy?.id) ?? null;
  }

  @FieldResolver(() => CalendarType)
  calendar(@Root() { calendar }: DueTimesRow, @Ctx() context: RequestContext): Promise<CalendarRow | null> {
    return calendarLoader(context, this.database).load(calendar.calendarId);
  }
}

/** The draft as a version among the others, unless its form could not be saved like this. */
function acceptable({ policy, input }: PolicyDraftInput, { calendars }: ServiceLevelRules): PolicyVersion {
  const facts = policyFactsOf(input);
  const faults = policyFaults(facts);
  if (faults.length > 0) refuse(new InvalidInput(faults));
  const { calendarId } = facts;
  if (calendarId !== null && !calendars.some((each) => each.calendarId === calendarId)) {
    refuse(new UnknownReference("input.calendar"));
  }
  return draftOf(facts, optionalKey("ServiceLevelPolicy", policy, "draft.policy"));
}

function optionalKey(type: string, id: string | null | undefined, name: string): number | null {
  return id === null || id === undefined ? null : (keyOf(type, id) ?? notFound(name));
}

function notFound(name: string): never {
  const path = `input.${name}`;
  throw new RequestError("BAD_USER_INPUT", `${path} refers to nothing that there is.`, { fields: [{ path }] });
}
