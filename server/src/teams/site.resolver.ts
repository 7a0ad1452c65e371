import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { fromGlobalId, toGlobalId } from "../platform/graphql/node-id.js";
import type { Sites } from "./site.service.js";
import { siteLoader } from "./team.loader.js";
import { SiteResult, SiteSuccess } from "./team.results.js";
import { type SiteRow, SiteType } from "./team.type.js";

@Resolver(() => SiteType)
export class SiteResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly service: Sites,
  ) {}

  @Query(() => [SiteType], { description: "By name." })
  @SignedIn()
  sites(): Promise<SiteRow[]> {
    return this.database.query<SiteRow[]>("SELECT id, code, name, version FROM site ORDER BY name");
  }

  @Mutation(() => SiteResult)
  @Allow(Permission.TEAMS_MANAGE)
  createSite(
    @Arg("code", () => String) code: string,
    @Arg("name", () => String) name: string,
    @Ctx() context: RequestContext,
  ): Promise<SiteSuccess> {
    return this.saved(context, (tx) => this.service.create(tx, { code, name }));
  }

  @Mutation(() => SiteResult)
  @Allow(Permission.TEAMS_MANAGE)
  updateSite(
    @Arg("site", () => ID) site: string,
    @Arg("version", () => Int) version: number,
    @Arg("code", () => String) code: string,
    @Arg("name", () => String) name: string,
    @Ctx() context: RequestContext,
  ): Promise<SiteSuccess> {
    const id = fromGlobalId("Site", site, "site");
    return this.saved(context, async (tx) => {
      await this.service.update(tx, id, version, { code, name });
      return id;
    });
  }

  private async saved(context: RequestContext, save: (tx: Transaction) => Promise<number>): Promise<SiteSuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new SiteSuccess((await siteLoader(context, this.database).load(id))!);
  }

  @FieldResolver(() => ID)
  id(@Root() site: SiteRow): string {
    return toGlobalId("Site", site.id);
  }
}
