import { Field, GraphQLISODateTime, ID, InputType, Int, registerEnumType } from "type-graphql";
import { MetricId } from "./metric.definitions.js";

export enum MetricGrouping {
  APPLICATION = "APPLICATION",
  NATURE = "NATURE",
  KIND = "KIND",
  CHANNEL = "CHANNEL",
  LEVEL = "LEVEL",
  TEAM = "TEAM",
  DAY = "DAY",
  WEEK = "WEEK",
  MONTH = "MONTH",
  QUARTER = "QUARTER",
  YEAR = "YEAR",
}

registerEnumType(MetricGrouping, {
  name: "MetricGrouping",
  description:
    "Application, nature and kind as known at asOf; level and team as at the event; periods in the desk's time zone.",
});

@InputType({ description: "What a report asks." })
export class MetricsInput {
  @Field(() => [MetricId])
  metrics!: MetricId[];

  @Field(() => GraphQLISODateTime)
  from!: Date;

  @Field(() => GraphQLISODateTime, { description: "Exclusive." })
  to!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "Nothing recorded after it counts. Left out: the end of a past period, else now.",
  })
  asOf?: Date | null;

  @Field(() => [MetricGrouping], { description: "Two at most, one period at most." })
  groupBy!: MetricGrouping[];

  @Field(() => [ID], { nullable: true, description: "Only tickets of these applications." })
  applications?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "The level of time_takeCharge_level and escalation_rate; left out: every level.",
  })
  level?: number | null;

  @Field(() => Int, { nullable: true, description: "The threshold of underThreshold." })
  thresholdMinutes?: number | null;
}
