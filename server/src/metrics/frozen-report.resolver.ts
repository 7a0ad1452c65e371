import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { formatPosition, parsePosition } from "../platform/events/position.js";
import { ForwardPage, type Page } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import type { FrozenReport } from "./frozen-report.entity.js";
import { FreezeReportInput } from "./frozen-report.input.js";
import { type FrozenReports, readFrozenReport, readFrozenReports } from "./frozen-report.service.js";
import {
  FreezeReportResult,
  FreezeReportSuccess,
  FrozenQuestion,
  FrozenReportConnection,
  FrozenReportType,
  ReproducedReport,
} from "./frozen-report.type.js";

@Resolver(() => FrozenReportType)
export class FrozenReportResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly service: FrozenReports,
  ) {}

  @Query(() => FrozenReportConnection, {
    description: "The newest first; those that count more than the viewer may see are not among them.",
  })
  @Allow(Permission.REPORTS_READ)
  frozenReports(
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() context: RequestContext,
  ): Promise<Page<FrozenReport>> {
    return readFrozenReports(this.database, context.signedIn, page.request());
  }

  @Query(() => ReproducedReport, {
    nullable: true,
    description:
      "A frozen report computed again, with whether it is still what it was. Null when there is none to see.",
  })
  @Allow(Permission.REPORTS_READ)
  async frozenReport(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ReproducedReport | null> {
    const key = keyOf("FrozenReport", id);
    const report = key === null ? null : await readFrozenReport(this.database, context.signedIn, key);
    return report && this.service.reproduce(context.signedIn, report);
  }

  @Mutation(() => FreezeReportResult, { description: "Keeps a report as it is at this position of the log, for ever." })
  @Allow(Permission.REPORTS_FREEZE)
  async freezeReport(
    @Arg("input", () => FreezeReportInput) input: FreezeReportInput,
    @Ctx() context: RequestContext,
  ): Promise<FreezeReportSuccess> {
    const { person } = context;
    const found = await this.service.found(this.database, person, input);
    if (found) return new FreezeReportSuccess(found);
    const report = await this.service.compute(person, input, parsePosition(context.atLeast)!);
    const { value, position } = await this.work.run(context.actor, (tx) =>
      this.service.keep(tx, person, input, report),
    );
    context.reached(position);
    return new FreezeReportSuccess(value);
  }

  @FieldResolver(() => ID)
  id(@Root() { id }: FrozenReport): string {
    return toGlobalId("FrozenReport", id);
  }

  @FieldResolver(() => Date)
  from(@Root() { periodFrom }: FrozenReport): Date {
    return periodFrom;
  }

  @FieldResolver(() => Date, { description: "Exclusive." })
  to(@Root() { periodTo }: FrozenReport): Date {
    return periodTo;
  }

  @FieldResolver(() => PositionScalar, { description: "Nothing after it in the log counts." })
  position(@Root() { timeline, position: n }: FrozenReport): string {
    return formatPosition({ timeline, n });
  }

  @FieldResolver(() => String, { description: "SHA-256 of the figures, in hexadecimal." })
  hash(@Root() { hash }: FrozenReport): string {
    return hash.toString("hex");
  }

  @FieldResolver(() => FrozenQuestion)
  question(@Root() { question }: FrozenReport): FrozenQuestion {
    return JSON.parse(question) as FrozenQuestion;
  }

  @FieldResolver(() => PersonType, { nullable: true })
  frozenBy(@Root() { frozenById }: FrozenReport, @Ctx() context: RequestContext): Promise<PersonRow | null> {
    return personLoader(context, this.database).load(frozenById);
  }
}
