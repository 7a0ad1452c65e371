import { Field, GraphQLISODateTime, ID, InputType } from "type-graphql";
import { Priority, TicketKind } from "../tickets/ticket.entity.js";
import { PolicyInput } from "./policy.input.js";

@InputType({ description: "A policy that has not been saved, to be tried as if it held already, whatever its date." })
export class PolicyDraftInput {
  @Field(() => ID, { nullable: true, description: "Whose place it takes; none: it is new." })
  policy?: string | null;

  @Field(() => PolicyInput)
  input!: PolicyInput;
}

@InputType({ description: "The facts of a ticket that might be recorded." })
export class DueTimesInput {
  @Field(() => ID, { nullable: true })
  application?: string | null;

  @Field(() => TicketKind)
  kind!: TicketKind;

  @Field(() => Priority, { nullable: true })
  priority?: Priority | null;

  @Field(() => ID, { nullable: true })
  requesterSite?: string | null;

  @Field(() => ID, { nullable: true, description: "Where it would arrive, when left out." })
  queue?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Now, when left out." })
  recordedAt?: Date | null;

  @Field(() => PolicyDraftInput, { nullable: true })
  draft?: PolicyDraftInput | null;
}
