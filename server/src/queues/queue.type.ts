import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import type { Queue } from "../teams/team.entity.js";

export type QueueRow = Pick<Queue, "id" | "teamId" | "level" | "active">;

@ObjectType("Queue", { implements: NodeType, description: "The tickets waiting at one level of one team." })
export class QueueType {}

/** What has come into a queue and been resolved by it on one of the desk's days. */
export interface QueueDayRow {
  day: string;
  received: number;
  resolved: number;
}

@ObjectType("QueueDay", { description: "What a queue has had on one day of the desk. Absolute numbers." })
export class QueueDayType implements QueueDayRow {
  @Field(() => String, { description: "2026-11-22, in the desk's time zone." })
  day!: string;

  @Field(() => Int, { description: "Tickets recorded into it, without those cancelled or merged since." })
  received!: number;

  @Field(() => Int, { description: "Tickets whose last resolution was in it and still stands." })
  resolved!: number;
}

/** How many tickets a queue holds, as absolute numbers. */
export interface QueueCountsRow {
  queueId: number;
  new: number;
  open: number;
  inProgress: number;
  waiting: number;
  unassigned: number;
  total: number;
  imminent: number;
  missed: number;
  oldestWaitingAt: Date | null;
  nextBreachAt: Date | null;
  /** Where it is known without asking for it. */
  today?: QueueDayRow;
}

@ObjectType("QueueCounts", { description: "How many tickets a queue holds. Absolute numbers, not differences." })
export class QueueCountsType implements Omit<QueueCountsRow, "queueId" | "today"> {
  @Field(() => Int, { description: "Not qualified yet." })
  new!: number;

  @Field(() => Int, { description: "Qualified, and nobody works on them." })
  open!: number;

  @Field(() => Int, { description: "Somebody works on them." })
  inProgress!: number;

  @Field(() => Int, { description: "They wait for somebody else or for a date." })
  waiting!: number;

  @Field(() => Int, { description: "Those of `total` that nobody is assigned to." })
  unassigned!: number;

  @Field(() => Int, { description: "new + open + inProgress + waiting." })
  total!: number;

  @Field(() => Int, { description: "Those of `total` of which a target is near, and none is missed." })
  imminent!: number;

  @Field(() => Int, { description: "Those of `total` that have missed a target." })
  missed!: number;

  @Field(() => Date, {
    nullable: true,
    description: "Since when the one stands there that has waited longest for somebody to take it.",
  })
  oldestWaitingAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When the next of its tickets misses a target, if nothing is done.",
  })
  nextBreachAt!: Date | null;
}
