import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { membersLoader } from "../people/person.loader.js";
import { type MembershipRow, MembershipType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { queuesOfTeamLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { siteLoader } from "./team.loader.js";
import { type LevelRow, LevelType, type SiteRow, SiteType, type TeamRow, TeamType } from "./team.type.js";

@Resolver(() => SiteType)
export class SiteResolver {
  @FieldResolver(() => ID)
  id(@Root() site: SiteRow): string {
    return toGlobalId("Site", site.id);
  }
}

@Resolver(() => LevelType)
export class LevelResolver {
  @FieldResolver(() => String, { description: "In the viewer's language." })
  name(@Root() level: LevelRow, @Ctx() context: RequestContext): string {
    return context.language === "fr" ? level.nameFr : level.nameEn;
  }
}

@Resolver(() => TeamType)
export class TeamResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ID)
  id(@Root() team: TeamRow): string {
    return toGlobalId("Team", team.id);
  }

  @FieldResolver(() => SiteType, { nullable: true, description: "Null for a team spread over several sites." })
  site(@Root() team: TeamRow, @Ctx() context: RequestContext): Promise<SiteRow | null> | null {
    return team.siteId === null ? null : siteLoader(context, this.database).load(team.siteId);
  }

  @FieldResolver(() => [QueueType], { description: "Its queues, one for each level it serves, ascending." })
  queues(@Root() team: TeamRow, @Ctx() context: RequestContext): Promise<QueueRow[]> {
    return queuesOfTeamLoader(context, this.database).load(team.id);
  }

  @FieldResolver(() => [MembershipType], { description: "Who works in it, by name." })
  @Allow(Permission.PEOPLE_READ)
  members(@Root() team: TeamRow, @Ctx() context: RequestContext): Promise<MembershipRow[]> {
    return membersLoader(context, this.database).load(team.id);
  }
}
