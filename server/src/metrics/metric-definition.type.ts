import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { MetricId } from "./metric.definitions.js";
import { MetricClock, MetricGrouping } from "./metric.input.js";

@ObjectType({ description: "A text in the desk's languages." })
export class TextInLanguages {
  @Field(() => String)
  fr!: string;

  @Field(() => String)
  en!: string;
}

export enum MetricShape {
  COUNT = "COUNT",
  SHARE = "SHARE",
  RATIO = "RATIO",
  BREAKDOWN = "BREAKDOWN",
  DISTRIBUTION = "DISTRIBUTION",
}

registerEnumType(MetricShape, {
  name: "MetricShape",
  description: "What kind of value a metric has.",
  valuesConfig: {
    COUNT: { description: "MetricCount." },
    SHARE: { description: "MetricShare: the part is among the whole." },
    RATIO: { description: "MetricShare: the part is of other things than the whole, and may be more." },
    BREAKDOWN: { description: "MetricBreakdown." },
    DISTRIBUTION: { description: "MetricDistribution." },
  },
});

@ObjectType({ description: "What a metric means: the same words and formula that its figures were computed by." })
export class MetricDefinition {
  @Field(() => MetricId)
  id!: MetricId;

  @Field(() => TextInLanguages)
  name!: TextInLanguages;

  @Field(() => TextInLanguages)
  definition!: TextInLanguages;

  @Field(() => String, { description: "The definition in the words of the history's events." })
  formula!: string;

  @Field(() => String, {
    description: "tickets, stays, resolutions, targets, drafts, minutes, acts or milliseconds.",
  })
  unit!: string;

  @Field(() => MetricShape)
  shape!: MetricShape;

  @Field(() => [MetricGrouping], { description: "Those that tell something about it." })
  groupings!: MetricGrouping[];

  @Field(() => [MetricClock], { description: "On which its durations can be asked for; none where it measures none." })
  clocks!: MetricClock[];

  @Field(() => MetricGrouping, { nullable: true, description: "By what its rows are always shown once more (alsoBy)." })
  alsoBy!: MetricGrouping | null;

  @Field(() => Int, { description: "Of all definitions together: it rises when any figure could come out otherwise." })
  version!: number;
}
