import { Field, GraphQLISODateTime, Int, ObjectType } from "type-graphql";
import type { DueTarget, DueTimes, SkippedTime } from "./due-times.rules.js";
import { IntervalReason, TargetKind } from "./service-level.model.js";
import "./service-level.enums.js";

@ObjectType("SkippedTime", { description: "A stretch between the recording and the due time that does not count." })
export class SkippedTimeType implements SkippedTime {
  @Field(() => GraphQLISODateTime)
  from!: Date;

  @Field(() => GraphQLISODateTime)
  to!: Date;

  @Field(() => IntervalReason)
  reason!: IntervalReason;

  @Field(() => String, { nullable: true, description: "Of the holiday or the exception, in the viewer's language." })
  name!: string | null;
}

@ObjectType("DueTarget")
export class DueTargetType implements DueTarget {
  @Field(() => TargetKind)
  kind!: TargetKind;

  @Field(() => Int, { description: "Business minutes." })
  minutes!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "When it becomes imminent; null: never." })
  warnsAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Null when not within three years." })
  dueAt!: Date | null;

  @Field(() => [SkippedTimeType], { description: "The first hundred at most." })
  skipped!: SkippedTime[];
}

/** With what the resolver needs for the fields that name things. */
export interface DueTimesRow extends DueTimes {
  recordedAt: Date;
  queueId: number;
  isDraft: boolean;
}

@ObjectType("DueTimes", { description: "When a ticket would be due, and why then." })
export class DueTimesType implements Pick<DueTimesRow, "recordedAt" | "isDraft" | "targets"> {
  @Field(() => GraphQLISODateTime)
  recordedAt!: Date;

  @Field(() => Boolean, { description: "The policy that applies is the draft." })
  isDraft!: boolean;

  @Field(() => [DueTargetType], { description: "None where the policy promises nothing." })
  targets!: DueTarget[];
}
