import { Arg, Ctx, FieldResolver, GraphQLISODateTime, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { applicationLoader } from "../applications/application.loader.js";
import { type ApplicationRow, ApplicationType } from "../applications/application.type.js";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { fromGlobalId, keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { siteLoader } from "../teams/team.loader.js";
import { type SiteRow, SiteType } from "../teams/team.type.js";
import { calendarLoader } from "./calendar.loader.js";
import { type CalendarRow, CalendarType } from "./calendar.type.js";
import { coming, current } from "./effective-version.rows.js";
import { PolicyInput, PolicyOrderInput, policyFactsOf } from "./policy.input.js";
import { policyLoader, policyVersionsLoader, readPolicies } from "./policy.loader.js";
import { PolicyOrderResult, PolicyOrderSuccess, PolicyResult, PolicySuccess } from "./policy.results.js";
import type { Policies } from "./policy.service.js";
import { type PolicyRow, PolicyType, type PolicyVersionRow, PolicyVersionType } from "./policy.type.js";

const { SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK } = Permission;

@Resolver(() => PolicyType)
export class PolicyResolver {
  constructor(
    private readonly database: DataSource,
    private readonly work: UnitOfWork,
    private readonly service: Policies,
  ) {}

  @Query(() => [PolicyType], { description: "In the order in which they are tried now; then those out of use." })
  @Allow(SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK)
  async serviceLevelPolicies(@Ctx() context: RequestContext): Promise<PolicyRow[]> {
    const policies = await readPolicies(this.database);
    const versions = await Promise.all(policies.map((policy) => this.current(policy, context)));
    const orderOf = new Map(policies.map(({ id }, index) => [id, rankOf(versions[index]!)]));
    return policies.sort((a, b) => orderOf.get(a.id)! - orderOf.get(b.id)!);
  }

  @Query(() => PolicyType, { nullable: true })
  @Allow(SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK)
  serviceLevelPolicy(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
  ): Promise<PolicyRow | null> | null {
    const key = keyOf("ServiceLevelPolicy", id);
    return key === null ? null : policyLoader(context, this.database).load(key);
  }

  @Mutation(() => PolicyResult)
  @Allow(SERVICE_LEVELS_MANAGE)
  createServiceLevelPolicy(
    @Arg("input", () => PolicyInput) input: PolicyInput,
    @Ctx() context: RequestContext,
  ): Promise<PolicySuccess> {
    const dating = { effectiveFrom: input.effectiveFrom ?? null, past: false };
    return this.saved(context, (tx) => this.service.create(tx, policyFactsOf(input), dating));
  }

  @Mutation(() => PolicyResult, { description: "Adds a version; the past stays as it was." })
  @Allow(SERVICE_LEVELS_MANAGE)
  updateServiceLevelPolicy(
    @Arg("policy", () => ID) policy: string,
    @Arg("version", () => Int) version: number,
    @Arg("input", () => PolicyInput) input: PolicyInput,
    @Ctx() context: RequestContext,
  ): Promise<PolicySuccess> {
    const id = fromGlobalId("ServiceLevelPolicy", policy, "policy");
    const dating = { effectiveFrom: input.effectiveFrom ?? null, past: false };
    return this.saved(context, async (tx) => {
      await this.service.update(tx, id, version, policyFactsOf(input), dating);
      return id;
    });
  }

  @Mutation(() => PolicyOrderResult, {
    description: "Has these policies tried in this order: new versions of those whose rank changes, in one act.",
  })
  @Allow(SERVICE_LEVELS_MANAGE)
  async orderServiceLevelPolicies(
    @Arg("policies", () => [PolicyOrderInput]) policies: PolicyOrderInput[],
    @Arg("effectiveFrom", () => GraphQLISODateTime, { nullable: true }) effectiveFrom: Date | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<PolicyOrderSuccess> {
    const wanted = policies.map(({ policy, version }, index) => ({
      id: fromGlobalId("ServiceLevelPolicy", policy, `policies.${index}.policy`),
      version,
    }));
    const dating = { effectiveFrom: effectiveFrom ?? null, past: false };
    const { position } = await this.work.run(context.actor, (tx) => this.service.order(tx, wanted, dating));
    context.reached(position);
    return new PolicyOrderSuccess(await this.serviceLevelPolicies(context));
  }

  @Mutation(() => PolicyResult, { description: "Takes back a version that has not begun." })
  @Allow(SERVICE_LEVELS_MANAGE)
  withdrawPolicyVersion(
    @Arg("policyVersion", () => ID) policyVersion: string,
    @Arg("version", () => Int, { description: "The policy's." }) version: number,
    @Ctx() context: RequestContext,
  ): Promise<PolicySuccess> {
    const id = fromGlobalId("PolicyVersion", policyVersion, "policyVersion");
    return this.saved(context, (tx) => this.service.withdrawVersion(tx, id, version));
  }

  private async saved(context: RequestContext, save: (tx: Transaction) => Promise<number>): Promise<PolicySuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new PolicySuccess((await policyLoader(context, this.database).load(id))!);
  }

  @FieldResolver(() => ID)
  id(@Root() policy: PolicyRow): string {
    return toGlobalId("ServiceLevelPolicy", policy.id);
  }

  @FieldResolver(() => PolicyVersionType, { nullable: true })
  async current(@Root() policy: PolicyRow, @Ctx() context: RequestContext): Promise<PolicyVersionRow | null> {
    return current(await this.history(policy, context));
  }

  @FieldResolver(() => [PolicyVersionType], { description: "The next one first." })
  async coming(@Root() policy: PolicyRow, @Ctx() context: RequestContext): Promise<PolicyVersionRow[]> {
    return coming(await this.history(policy, context));
  }

  @FieldResolver(() => [PolicyVersionType], { description: "Every version, the newest first, the withdrawn too." })
  history(@Root() policy: PolicyRow, @Ctx() context: RequestContext): Promise<PolicyVersionRow[]> {
    return policyVersionsLoader(context, this.database).load(policy.id);
  }
}

function rankOf(version: PolicyVersionRow | null): number {
  return version?.active ? version.rank : Number.POSITIVE_INFINITY;
}

@Resolver(() => PolicyVersionType)
export class PolicyVersionResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => ID)
  id(@Root() version: PolicyVersionRow): string {
    return toGlobalId("PolicyVersion", version.id);
  }

  @FieldResolver(() => [ApplicationType], { description: "None: every application, and tickets without one." })
  async applications(
    @Root() { applicationIds }: PolicyVersionRow,
    @Ctx() context: RequestContext,
  ): Promise<ApplicationRow[]> {
    const found = await applicationLoader(context, this.database).loadMany(applicationIds);
    return found.filter((each): each is ApplicationRow => each !== null && !(each instanceof Error));
  }

  @FieldResolver(() => [SiteType], { description: "The requesters'. None: every site, and requesters without one." })
  async sites(@Root() { siteIds }: PolicyVersionRow, @Ctx() context: RequestContext): Promise<SiteRow[]> {
    const found = await siteLoader(context, this.database).loadMany(siteIds);
    return found.filter((each): each is SiteRow => each !== null && !(each instanceof Error));
  }

  @FieldResolver(() => CalendarType, { nullable: true, description: "Null: the desk's default." })
  calendar(
    @Root() { calendarId }: PolicyVersionRow,
    @Ctx() context: RequestContext,
  ): Promise<CalendarRow | null> | null {
    return calendarId === null ? null : calendarLoader(context, this.database).load(calendarId);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  @Allow(Permission.PEOPLE_READ)
  savedBy(@Root() { savedById }: PolicyVersionRow, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return savedById === null ? null : personLoader(context, this.database).load(savedById);
  }
}
