import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import type { Queue } from "../teams/team.entity.js";

export type QueueRow = Pick<Queue, "id" | "teamId" | "level" | "active">;

@ObjectType("Queue", { implements: NodeType, description: "The tickets waiting at one level of one team." })
export class QueueType {}

/** How many tickets a queue holds, as absolute numbers. */
export interface QueueCountsRow {
  queueId: number;
  new: number;
  open: number;
  inProgress: number;
  waiting: number;
  unassigned: number;
  total: number;
}

@ObjectType("QueueCounts", { description: "How many tickets a queue holds. Absolute numbers, not differences." })
export class QueueCountsType implements Omit<QueueCountsRow, "queueId"> {
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
}
