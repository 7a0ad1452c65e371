import {
  createUnionType,
  Extensions,
  Field,
  Float,
  GraphQLISODateTime,
  Int,
  ObjectType,
  registerEnumType,
} from "type-graphql";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { MetricId } from "./metric.definitions.js";
import { MetricClock, MetricGrouping } from "./metric.input.js";

registerEnumType(MetricId, {
  name: "MetricId",
  description: "A metric, by the id of its definition with underscores for dots.",
});

@ObjectType({ description: "A number of things." })
export class MetricCount {
  constructor(value: number) {
    this.value = value;
  }

  @Field(() => Int)
  readonly value: number;
}

@ObjectType({ description: "A part of a whole." })
export class MetricShare {
  constructor(part: number, whole: number, immature: boolean) {
    this.part = part;
    this.whole = whole;
    this.ratio = whole === 0 ? null : part / whole;
    this.immature = immature;
  }

  @Field(() => Int)
  readonly part: number;

  @Field(() => Int)
  readonly whole: number;

  @Field(() => Float, { nullable: true, description: "Null when the whole is nothing." })
  readonly ratio: number | null;

  @Field(() => Boolean, {
    description:
      "Provisional: at asOf its delay was not over for everything counted. A share of what came back may still rise, one of what lasted may still fall.",
  })
  readonly immature: boolean;
}

@ObjectType({
  description:
    "Durations in milliseconds. A percentile p of n sorted values is the value at rank ceil(p*n), never averaged.",
})
export class MetricDistribution {
  @Field(() => Int, { description: "How many durations are known." })
  count!: number;

  @Field(() => Float, { nullable: true })
  mean!: number | null;

  @Field(() => Float, { nullable: true })
  p50!: number | null;

  @Field(() => Float, { nullable: true })
  p90!: number | null;

  @Field(() => Float, { nullable: true })
  p99!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The share within the threshold, of all of them, those still open included; null without a threshold.",
  })
  underThreshold!: number | null;

  @Field(() => Int, { description: "How many have not come to their end at asOf: they have no duration yet." })
  stillOpen!: number;
}

@ObjectType({ description: "One part of a breakdown." })
export class MetricPart {
  @Field(() => String)
  key!: string;

  @Field(() => Int)
  count!: number;

  @Field(() => Float, { description: "Of the whole." })
  share!: number;
}

@ObjectType({ description: "A whole and its parts." })
export class MetricBreakdown {
  @Field(() => [MetricPart], { description: "They add up to the whole." })
  @Extensions({ size: 5 })
  parts!: MetricPart[];

  @Field(() => [MetricPart], { description: "Counted apart: they are among the parts already." })
  @Extensions({ size: 1 })
  apart!: MetricPart[];

  @Field(() => Int)
  whole!: number;
}

export const MetricValue = createUnionType({
  name: "MetricValue",
  types: () => [MetricCount, MetricShare, MetricDistribution, MetricBreakdown] as const,
});

@ObjectType({ description: "What a row is about." })
export class MetricGroup {
  @Field(() => MetricGrouping)
  by!: MetricGrouping;

  @Field(() => String, {
    nullable: true,
    description:
      'A global id (APPLICATION, REQUESTER_SITE, QUEUE, TEAM, TEAM_SITE), an enum\'s name, a level\'s rank, or a period: "2016-03-31", "2016-W13", "2016-03", "2016-Q1", "2016". Null: the value is missing.',
  })
  key!: string | null;

  @Field(() => String, { nullable: true, description: "In the viewer's language." })
  name!: string | null;
}

@ObjectType({ description: "The figure of one group." })
export class MetricRow {
  @Field(() => [MetricGroup], { description: "In the order of groupBy; none when nothing is grouped." })
  @Extensions({ size: 2 })
  groups!: MetricGroup[];

  @Field(() => MetricValue)
  value!: typeof MetricValue;

  @Field(() => MetricValue, {
    nullable: true,
    description:
      "The period before, if asked for; of a period of its own, the one that has its place there. Null where there is none.",
  })
  previous?: typeof MetricValue | null;
}

@ObjectType({ description: "One metric over the period." })
export class Metric {
  @Field(() => MetricId)
  id!: MetricId;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  definition!: string;

  @Field(() => String, {
    description: "tickets, stays, resolutions, targets, drafts, minutes, acts or milliseconds.",
  })
  unit!: string;

  @Field(() => String, { description: "The definition in the words of the history's events." })
  formula!: string;

  @Field(() => MetricClock, {
    nullable: true,
    description:
      "The clock of its durations: the one asked for, if they have it. Null where nothing is measured in time.",
  })
  clock!: MetricClock | null;

  @Field(() => [MetricRow])
  rows!: MetricRow[];

  @Field(() => [MetricRow], {
    description:
      "What the definition always shows the figure by as well, unless it is grouped by it: the channel for times to take charge, what was waited for for time_waiting, the kind for share_firstContact, the target for sla_attainment. It is the last group of each row.",
  })
  @Extensions({ size: 5 })
  alsoBy!: MetricRow[];
}

@ObjectType({ description: "The period that a report is compared with." })
export class PreviousPeriod {
  @Field(() => GraphQLISODateTime)
  from!: Date;

  @Field(() => GraphQLISODateTime, { description: "Exclusive." })
  to!: Date;

  @Field(() => GraphQLISODateTime, { description: "The report's, when it names one; else the end of this period." })
  asOf!: Date;
}

@ObjectType({
  description:
    "Figures as of one instant: nothing recorded after it counts. Periods of one report need not add up to the whole: a ticket handled in two months is one ticket of the year.",
})
export class Metrics {
  @Field(() => GraphQLISODateTime)
  from!: Date;

  @Field(() => GraphQLISODateTime)
  to!: Date;

  @Field(() => GraphQLISODateTime)
  asOf!: Date;

  @Field(() => PositionScalar, { description: "The position that the figures are at least true at." })
  position!: string;

  @Field(() => String, { description: "The desk's, by which days, weeks and months are cut." })
  timeZone!: string;

  @Field(() => PreviousPeriod, { nullable: true })
  previous!: PreviousPeriod | null;

  @Field(() => [Metric])
  metrics!: Metric[];
}
