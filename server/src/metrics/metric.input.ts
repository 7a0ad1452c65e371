import { Field, GraphQLISODateTime, ID, InputType, Int, registerEnumType } from "type-graphql";
import { MetricId } from "./metric.definitions.js";

export enum MetricGrouping {
  APPLICATION = "APPLICATION",
  NATURE = "NATURE",
  KIND = "KIND",
  PRIORITY = "PRIORITY",
  REQUESTER_SITE = "REQUESTER_SITE",
  CHANNEL = "CHANNEL",
  LEVEL = "LEVEL",
  QUEUE = "QUEUE",
  TEAM = "TEAM",
  TEAM_SITE = "TEAM_SITE",
  RESOLUTION_CODE = "RESOLUTION_CODE",
  WAITING_FOR = "WAITING_FOR",
  TARGET = "TARGET",
  MEANS = "MEANS",
  POLICY = "POLICY",
  PERSON = "PERSON",
  DAY = "DAY",
  WEEK = "WEEK",
  MONTH = "MONTH",
  QUARTER = "QUARTER",
  YEAR = "YEAR",
}

registerEnumType(MetricGrouping, {
  name: "MetricGrouping",
  description:
    "Application, nature, kind, priority and the requester's site as known at asOf; level, queue, team and the team's site as at the event; periods in the desk's time zone. A value that a metric does not have is missing: the resolution code is that of resolutions, what was waited for that of time_waiting, the target and the policy those of sla_attainment, the means those of effort_minutes. The person is who did it (took charge, resolved, intervened …), of open tickets who has them: one's own figures, unless the desk has switched those of named persons on.",
});

export enum MetricClock {
  CALENDAR = "CALENDAR",
  BUSINESS = "BUSINESS",
}

registerEnumType(MetricClock, {
  name: "MetricClock",
  description: "CALENDAR: all time. BUSINESS: the opening hours that count, less what pauses them.",
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
    description: "Nothing recorded after it counts. Left out: the end of the period. An instant to come: now.",
  })
  asOf?: Date | null;

  @Field(() => [MetricGrouping], { description: "Two at most, one period at most." })
  groupBy!: MetricGrouping[];

  @Field(() => [ID], { nullable: true, description: "Only tickets of these applications." })
  applications?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "The level of time_takeCharge_level, time_inLevel and escalation_rate; left out: every level.",
  })
  level?: number | null;

  @Field(() => MetricClock, { nullable: true, description: "The clock of durations; left out: CALENDAR." })
  clock?: MetricClock | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Also the period before: the day, week, month, quarter or year before when the period is one (or so many of them), else as long a time.",
  })
  compareWithPrevious?: boolean | null;

  @Field(() => Int, { nullable: true, description: "The threshold of underThreshold." })
  thresholdMinutes?: number | null;
}
