import { Field, GraphQLISODateTime, ID, InputType, Int } from "type-graphql";
import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import { Priority, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import type { PolicyFacts } from "./policy-facts.rules.js";
import { BreachAct } from "./service-level.model.js";

@InputType({ description: "The whole policy. Conditions left out match everything." })
export class PolicyInput {
  @Field(() => String)
  name!: string;

  @Field(() => Boolean, { defaultValue: true })
  active!: boolean;

  @Field(() => Int, { description: "The first policy that matches counts." })
  rank!: number;

  @Field(() => [ID], { defaultValue: [] })
  applications!: string[];

  @Field(() => [TicketKind], { defaultValue: [] })
  kinds!: TicketKind[];

  @Field(() => [Priority], { defaultValue: [] })
  priorities!: Priority[];

  @Field(() => [ID], { defaultValue: [], description: "The requesters' sites." })
  sites!: string[];

  @Field(() => ID, { nullable: true, description: "None: the desk's default. A queue's own goes before it." })
  calendar?: string | null;

  @Field(() => Int, { nullable: true, description: "Business minutes." })
  takeChargeMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: "Business minutes." })
  resolveMinutes?: number | null;

  @Field(() => Int, { defaultValue: 75, description: "The part of a target after which it is imminent; 100: never." })
  warningPercent!: number;

  @Field(() => [WaitingFor], { defaultValue: [WaitingFor.REQUESTER] })
  pausesOn!: WaitingFor[];

  @Field(() => [BreachAct], { defaultValue: [BreachAct.NOTIFY] })
  onBreach!: BreachAct[];

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      "From when on: now or later, now when left out; in the past by a recomputation only. The name at once.",
  })
  effectiveFrom?: Date | null;
}

@InputType({ description: "A policy at its place in the order, and the version that the order was decided on." })
export class PolicyOrderInput {
  @Field(() => ID)
  policy!: string;

  @Field(() => Int)
  version!: number;
}

export function policyFactsOf(input: PolicyInput): PolicyFacts {
  const { name, active, rank, kinds, priorities, warningPercent, pausesOn, onBreach } = input;
  return {
    name,
    active,
    rank,
    kinds,
    priorities,
    warningPercent,
    pausesOn,
    onBreach,
    takeChargeMinutes: input.takeChargeMinutes ?? null,
    resolveMinutes: input.resolveMinutes ?? null,
    applicationIds: input.applications.map((id, index) =>
      fromGlobalId("Application", id, `input.applications.${index}`),
    ),
    siteIds: input.sites.map((id, index) => fromGlobalId("Site", id, `input.sites.${index}`)),
    calendarId: fromOptionalGlobalId("Calendar", input.calendar, "input.calendar"),
  };
}
