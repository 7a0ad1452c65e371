import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import { Priority, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import { type EffectiveVersionRow, EffectiveVersionType } from "./effective-version.type.js";
import type { Policy } from "./policy.entity.js";
import { BreachAct, type PolicyVersion } from "./service-level.model.js";

registerEnumType(BreachAct, {
  name: "BreachAct",
  description: "What is done when a target is missed.",
  valuesConfig: {
    NOTIFY: { description: "Tells the person who has the ticket, and the supervisors of its team." },
    RAISE_PRIORITY: { description: "Makes it one priority more pressing." },
    ESCALATE: { description: "Sends it up a level." },
  },
});

export type PolicyRow = Pick<Policy, "id" | "name" | "version">;

@ObjectType("ServiceLevelPolicy", {
  implements: NodeType,
  description: "What the desk commits itself to, for the tickets that its conditions name.",
})
export class PolicyType implements Pick<PolicyRow, "name" | "version"> {
  @Field(() => String)
  name!: string;

  @Field(() => Int)
  version!: number;
}

export type PolicyVersionRow = EffectiveVersionRow & Omit<PolicyVersion, "id" | "effectiveFrom">;

@ObjectType("PolicyVersion", { implements: [NodeType, EffectiveVersionType] })
export class PolicyVersionType extends EffectiveVersionType {
  @Field(() => Boolean, { description: "An inactive policy matches no ticket." })
  active!: boolean;

  @Field(() => Int, { description: "The first policy that matches counts; of two of one rank, the older one." })
  rank!: number;

  @Field(() => [TicketKind], { description: "None: every kind." })
  kinds!: TicketKind[];

  @Field(() => [Priority], { description: "None: every priority, and tickets without one." })
  priorities!: Priority[];

  @Field(() => Int, { nullable: true, description: "Business minutes until somebody takes charge; null: no target." })
  takeChargeMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: "Business minutes until the resolution; null: no target." })
  resolveMinutes!: number | null;

  @Field(() => Int, { description: "The part of a target after which it is imminent; 100: never." })
  warningPercent!: number;

  @Field(() => [WaitingFor], { description: "What a ticket may wait for without its clock running." })
  pausesOn!: WaitingFor[];

  @Field(() => [BreachAct])
  onBreach!: BreachAct[];
}
