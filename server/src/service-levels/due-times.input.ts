import { Field, GraphQLISODateTime, ID, InputType } from "type-graphql";
import { Priority, TicketKind } from "../tickets/ticket.entity.js";

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
}
