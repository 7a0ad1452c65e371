import { Query, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import { Allow } from "../platform/graphql/guard.js";
import { DEFINITIONS, DEFINITIONS_VERSION, MetricId } from "./metric.definitions.js";
import type { Shape } from "./metric.plan.js";
import { PLANS } from "./metric.queries.js";
import { clocksOf } from "./metric-clocks.rules.js";
import { MetricDefinition, MetricShape } from "./metric-definition.type.js";
import { groupingsOf } from "./metric-groupings.rules.js";

const SHAPES: Record<Shape, MetricShape> = {
  count: MetricShape.COUNT,
  share: MetricShape.SHARE,
  ratio: MetricShape.RATIO,
  parts: MetricShape.BREAKDOWN,
  distribution: MetricShape.DISTRIBUTION,
};

@Resolver()
export class MetricDefinitionResolver {
  @Query(() => [MetricDefinition], { description: "What every figure means, and how it can be asked for." })
  @Allow(Permission.REPORTS_READ, Permission.TICKETS_ACT)
  metricDefinitions(): MetricDefinition[] {
    return Object.values(MetricId).map((id) => {
      const { unit, formula, fr, en } = DEFINITIONS[id];
      const { shape, alsoBy } = PLANS[id];
      return {
        id,
        name: { fr: fr.name, en: en.name },
        definition: { fr: fr.definition, en: en.definition },
        formula,
        unit,
        shape: SHAPES[shape],
        groupings: groupingsOf(id),
        clocks: clocksOf(id),
        alsoBy: alsoBy?.grouping ?? null,
        version: DEFINITIONS_VERSION,
      };
    });
  }
}
