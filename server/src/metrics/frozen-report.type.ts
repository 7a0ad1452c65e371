import {
  createUnionType,
  Extensions,
  Field,
  GraphQLISODateTime,
  ID,
  Int,
  ObjectType,
  registerEnumType,
} from "type-graphql";
import { connectionType } from "../platform/graphql/connection.js";
import { NodeType } from "../platform/graphql/node.js";
import { IdempotencyKeyReused, InvalidInput, NotPermitted } from "../platform/graphql/problem.js";
import type { FrozenReport } from "./frozen-report.entity.js";

import { MetricId } from "./metric.definitions.js";
import { MetricClock, MetricGrouping } from "./metric.input.js";
import { Metric, MetricValue } from "./metric.type.js";

@ObjectType("FrozenReport", {
  implements: NodeType,
  description: "A report as it was on a day: what was asked, by whom, and where in the log.",
})
export class FrozenReportType implements Pick<FrozenReport, "name" | "frozenAt" | "asOf" | "timeZone"> {
  @Field(() => String)
  name!: string;

  @Field(() => GraphQLISODateTime)
  frozenAt!: Date;

  @Field(() => GraphQLISODateTime)
  asOf!: Date;

  @Field(() => String, { description: "The desk's on that day: by it, days, weeks and months were cut." })
  timeZone!: string;

  @Field(() => Int, { description: "Of the definitions that the figures were computed by." })
  definitionsVersion!: number;
}

@ObjectType({ description: "What a frozen report asked." })
export class FrozenQuestion {
  @Field(() => [MetricId])
  metrics!: MetricId[];

  @Field(() => [[MetricGrouping]], { description: "Each of them is a table, on each clock." })
  groupings!: MetricGrouping[][];

  @Field(() => [ID], { nullable: true, description: "Of the applications chosen; null: all of them." })
  applications!: string[] | null;

  @Field(() => Int, { nullable: true })
  level!: number | null;

  @Field(() => Int, { nullable: true })
  thresholdMinutes!: number | null;
}

@ObjectType()
export class FrozenReportConnection extends connectionType("FrozenReport", () => FrozenReportType) {}

@ObjectType("ReportTable", { description: "The figures of a report by one grouping, on one clock." })
export class ReportTableType {
  @Field(() => [MetricGrouping])
  groupBy!: MetricGrouping[];

  @Field(() => MetricClock, { description: "BUSINESS: only what is measured in time." })
  clock!: MetricClock;

  @Field(() => [Metric])
  metrics!: Metric[];
}

export enum Reproduction {
  REPRODUCED = "REPRODUCED",
  CONFIDENTIAL_SINCE = "CONFIDENTIAL_SINCE",
  DEFINITIONS_CHANGED = "DEFINITIONS_CHANGED",
  DIFFERENT = "DIFFERENT",
}

registerEnumType(Reproduction, {
  name: "Reproduction",
  description: "What came of computing a frozen report again.",
  valuesConfig: {
    REPRODUCED: { description: "Equal to the unit." },
    CONFIDENTIAL_SINCE: {
      description: "Equal, but for tickets that have since become secret, or public: they are shown as they are now.",
    },
    DEFINITIONS_CHANGED: { description: "Different, and the definitions are not those of that day." },
    DIFFERENT: { description: "Different: the log is not what it was." },
  },
});

@ObjectType({ description: "A row that is not what it was." })
export class FrozenDifference {
  @Field(() => String)
  metric!: string;

  @Field(() => String)
  clock!: string;

  @Field(() => [String])
  groupBy!: string[];

  @Field(() => [String], { nullable: "items" })
  keys!: (string | null)[];

  @Field(() => MetricValue, { nullable: true, description: "Null: there was no such row." })
  then!: typeof MetricValue | null;

  @Field(() => MetricValue, { nullable: true, description: "Null: there is no such row." })
  now!: typeof MetricValue | null;
}

@ObjectType({ description: "A frozen report, computed again from the log up to its position." })
export class ReproducedReport {
  @Field(() => FrozenReportType)
  report!: FrozenReport;

  @Field(() => [ReportTableType])
  @Extensions({ size: 2 })
  tables!: ReportTableType[];

  @Field(() => Reproduction)
  outcome!: Reproduction;

  @Field(() => String, { description: "Of the figures as they come out now; the report has that of the day." })
  hash!: string;

  @Field(() => [FrozenDifference], {
    description: "Where it differs, 200 rows at most; none where the reason is that tickets have become secret.",
  })
  differences!: FrozenDifference[];
}

@ObjectType()
export class FreezeReportSuccess {
  constructor(report: FrozenReport) {
    this.report = report;
  }

  @Field(() => FrozenReportType)
  readonly report: FrozenReport;
}

export const FreezeReportResult = createUnionType({
  name: "FreezeReportResult",
  types: () => [FreezeReportSuccess, NotPermitted, InvalidInput, IdempotencyKeyReused] as const,
});
