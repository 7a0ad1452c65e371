import "./ticket.enums.js";
import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../platform/graphql/connection.js";
import { Channel, Nature, Priority, ServiceLevelState, TicketKind, TicketState } from "./ticket.entity.js";
import { TicketType } from "./ticket.type.js";

const CHOICES = 200;

@InputType({
  description:
    "Which tickets: every condition given must hold. All are facts of routing, so that a list with this filter can " +
    "be live.",
})
export class TicketFilter {
  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(CHOICES)
  queues?: string[] | null;

  @Field(() => [TicketState], { nullable: true })
  states?: TicketState[] | null;

  @Field(() => [ID], { nullable: true, description: "People." })
  @ArrayMaxSize(CHOICES)
  assignees?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "True: nobody is assigned; false: somebody is." })
  unassigned?: boolean | null;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(CHOICES)
  applications?: string[] | null;

  @Field(() => [TicketKind], { nullable: true })
  kinds?: TicketKind[] | null;

  @Field(() => [Nature], { nullable: true })
  natures?: Nature[] | null;

  @Field(() => [Channel], { nullable: true })
  channels?: Channel[] | null;

  @Field(() => [Priority], { nullable: true })
  priorities?: Priority[] | null;

  @Field(() => [Int], { nullable: true, description: "Ranks." })
  @ArrayMaxSize(CHOICES)
  levels?: number[] | null;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(CHOICES)
  teams?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "People." })
  @ArrayMaxSize(CHOICES)
  requesters?: string[] | null;

  @Field(() => [ServiceLevelState], { nullable: true, description: "Staff only." })
  serviceLevel?: ServiceLevelState[] | null;

  @Field(() => Boolean, { nullable: true, description: "Assigned to the viewer." })
  mine?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: NEW, OPEN, IN_PROGRESS or WAITING; false: none of them.",
  })
  open?: boolean | null;
}

export enum TicketOrderField {
  NUMBER = "NUMBER",
  PRIORITY = "PRIORITY",
  QUEUE_ENTERED = "QUEUE_ENTERED",
  UPDATED = "UPDATED",
  NEXT_BREACH = "NEXT_BREACH",
}

export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}

registerEnumType(TicketOrderField, {
  name: "TicketOrderField",
  valuesConfig: {
    PRIORITY: { description: "Unqualified tickets first, then P1 to P5." },
    NEXT_BREACH: { description: "By `nextBreachAt`; tickets without one come after all others. Staff only." },
  },
});
registerEnumType(OrderDirection, { name: "OrderDirection" });

@InputType({ description: "Ties are broken by number, in the same direction." })
export class TicketOrder {
  @Field(() => TicketOrderField)
  field!: TicketOrderField;

  @Field(() => OrderDirection)
  direction!: OrderDirection;
}

@ObjectType({ description: "A count that stops counting at a limit." })
export class BoundedCount {
  @Field(() => Int)
  value!: number;

  @Field(() => Boolean, { description: "False: there are more." })
  exact!: boolean;
}

@ObjectType("TicketConnection")
export class TicketConnection extends connectionType("Ticket", () => TicketType) {}
