import { Field, Float, GraphQLISODateTime, Int, ObjectType } from "type-graphql";
import { connectionType } from "../platform/graphql/connection.js";

@ObjectType("MetricTicket", {
  description:
    "One thing that a figure counts, and the ticket that it belongs to: a ticket that counts twice comes twice.",
})
export class TicketBehind {
  @Field(() => Int)
  number!: number;

  @Field(() => GraphQLISODateTime, {
    description:
      "The instant by which it counts: when it was recorded, resolved, arrived, judged …; of an open ticket, since when it has been in this state.",
  })
  at!: Date;

  @Field(() => Float, {
    nullable: true,
    description:
      "Its duration in milliseconds, or its minutes of work; null while it has not ended, or where nothing is measured.",
  })
  value!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The part of the figure that it belongs to: a breakdown's key, or PART or REST of a share.",
  })
  part!: string | null;
}

@ObjectType("MetricTicketConnection", { description: "The latest first." })
export class TicketBehindConnection extends connectionType("MetricTicket", () => TicketBehind) {
  @Field(() => Int, {
    description: "The figure itself: how many are listed on all pages; of effort_minutes, their minutes.",
  })
  totalCount!: number;

  @Field(() => Int, { description: "How many different tickets they belong to." })
  tickets!: number;
}
