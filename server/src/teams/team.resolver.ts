import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { membersLoader } from "../people/person.loader.js";
import { type MembershipRow, MembershipType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { fromGlobalId, keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { queuesOfTeamLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { changesOf, TeamInput } from "./team.input.js";
import { readTeams, siteLoader, teamLoader } from "./team.loader.js";
import { TeamResult, TeamSuccess } from "./team.results.js";
import type { Teams } from "./team.service.js";
import { type LevelRow, LevelType, type SiteRow, SiteType, type TeamRow, TeamType } from "./team.type.js";

@Resolver(() => LevelType)
export class LevelResolver {
  constructor(private readonly database: Sql) {}

  @Query(() => [LevelType], { description: "Ascending." })
  @SignedIn()
  levels(): Promise<LevelRow[]> {
    return this.database.query<LevelRow[]>("SELECT `rank`, nameFr, nameEn FROM level ORDER BY `rank`");
  }

  @FieldResolver(() => String, { description: "In the viewer's language." })
  name(@Root() level: LevelRow, @Ctx() context: RequestContext): string {
    return context.language === "fr" ? level.nameFr : level.nameEn;
  }
}

@Resolver(() => TeamType)
export class TeamResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly service: Teams,
  ) {}

  @Query(() => [TeamType], { description: "By name, those out of service too." })
  @Allow(Permission.PEOPLE_READ, Permission.TICKETS_READ_DESK)
  teams(): Promise<TeamRow[]> {
    return readTeams(this.database, "ORDER BY name, id");
  }

  @Query(() => TeamType, { nullable: true })
  @Allow(Permission.PEOPLE_READ, Permission.TICKETS_READ_DESK)
  team(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<TeamRow | null> | null {
    const key = keyOf("Team", id);
    return key === null ? null : teamLoader(context, this.database).load(key);
  }

  @Mutation(() => TeamResult)
  @Allow(Permission.TEAMS_MANAGE)
  createTeam(@Arg("input", () => TeamInput) input: TeamInput, @Ctx() context: RequestContext): Promise<TeamSuccess> {
    return this.saved(context, (tx) => this.service.create(tx, changesOf(input)));
  }

  @Mutation(() => TeamResult, {
    description: "A level with open tickets, or to which a support chain leads, cannot be taken away.",
  })
  @Allow(Permission.TEAMS_MANAGE)
  updateTeam(
    @Arg("team", () => ID) team: string,
    @Arg("version", () => Int) version: number,
    @Arg("input", () => TeamInput) input: TeamInput,
    @Ctx() context: RequestContext,
  ): Promise<TeamSuccess> {
    const id = fromGlobalId("Team", team, "team");
    return this.saved(context, async (tx) => {
      await this.service.update(tx, id, version, changesOf(input));
      return id;
    });
  }

  private async saved(context: RequestContext, save: (tx: Transaction) => Promise<number>): Promise<TeamSuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new TeamSuccess((await teamLoader(context, this.database).load(id))!);
  }

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
