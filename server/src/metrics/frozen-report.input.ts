import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, Length, Matches } from "class-validator";
import { Field, GraphQLISODateTime, ID, InputType, Int } from "type-graphql";
import { MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";

const MOST_TABLES = 12;

@InputType({ description: "One way to cut a report's figures." })
export class ReportGroupingInput {
  @Field(() => [MetricGrouping], { description: "Two at most, one period at most, not PERSON; none: the whole." })
  by!: MetricGrouping[];
}

@InputType({ description: "A report to be frozen." })
export class FreezeReportInput {
  @Field(() => String, {
    nullable: true,
    description:
      "Chosen by the caller, 8 to 64 characters: the same request sent again with the same key is answered with the report that it made.",
  })
  @Length(8, 64)
  @Matches(/^[\x20-\x7e]*$/)
  key?: string | null;

  @Field(() => String)
  @Length(1, 200)
  @Matches(/\S/)
  name!: string;

  @Field(() => GraphQLISODateTime)
  from!: Date;

  @Field(() => GraphQLISODateTime, { description: "Exclusive." })
  to!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "Nothing recorded after it counts. Left out: the end of the period. An instant to come: now.",
  })
  asOf?: Date | null;

  @Field(() => [MetricId], { nullable: true, description: "Left out: all of them." })
  @ArrayNotEmpty()
  @ArrayUnique()
  metrics?: MetricId[] | null;

  @Field(() => [ReportGroupingInput], {
    nullable: true,
    description: "Each gives every figure once, durations on both clocks. Left out: the whole, and by application.",
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_TABLES)
  groupings?: ReportGroupingInput[] | null;

  @Field(() => [ID], { nullable: true, description: "Only tickets of these applications." })
  applications?: string[] | null;

  @Field(() => Int, { nullable: true, description: "The level of the metrics of a level; left out: every level." })
  level?: number | null;

  @Field(() => Int, { nullable: true, description: "The threshold of underThreshold." })
  thresholdMinutes?: number | null;
}
