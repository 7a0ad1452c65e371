import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { MetricsInput } from "./metric.input.js";
import type { MetricService } from "./metric.service.js";
import { Metrics } from "./metric.type.js";

@Resolver()
export class MetricResolver {
  constructor(private readonly reports: MetricService) {}

  @Query(() => Metrics, {
    description:
      "Figures over a period, computed from the tickets' history. Who works on tickets without reading reports asks for their own: grouped by PERSON.",
  })
  @Allow(Permission.REPORTS_READ, Permission.TICKETS_ACT)
  async metrics(
    @Arg("input", () => MetricsInput) input: MetricsInput,
    @Ctx() context: RequestContext,
  ): Promise<Metrics> {
    const position = context.atLeast;
    return { ...(await this.reports.report(context.signedIn, input)), position };
  }
}
