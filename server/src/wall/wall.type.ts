import { Field, ObjectType } from "type-graphql";
import { type QueueRow, QueueType } from "../queues/queue.type.js";

export interface WallRow {
  at: Date;
  timeZone: string;
  day: string;
  dayEndsAt: Date;
  queues: QueueRow[];
}

@ObjectType("Wall", {
  description:
    "What a screen in the room shows: the queues with their counts, who has waited longest, what is due next. " +
    "deskFeed, from this answer's position on, says how the counts go on; the two lists are to be read again when an " +
    "instant of one of the queues has changed.",
})
export class WallType implements Omit<WallRow, "queues"> {
  @Field(() => Date, { description: "When this was so, by the server's clock." })
  at!: Date;

  @Field(() => String, { description: "The desk's." })
  timeZone!: string;

  @Field(() => String, { description: "Today at the desk: 2026-11-22." })
  day!: string;

  @Field(() => Date, { description: "The desk's next midnight." })
  dayEndsAt!: Date;

  @Field(() => [QueueType], { description: "By level and team." })
  queues!: QueueType[];
}
