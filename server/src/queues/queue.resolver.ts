import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { levelLoader, teamLoader } from "../teams/team.loader.js";
import { type LevelRow, LevelType, type TeamRow, TeamType } from "../teams/team.type.js";
import { isMine, queueLoader, readQueuesInService } from "./queue.loader.js";
import {
  type QueueCountsRow,
  QueueCountsType,
  type QueueDayRow,
  QueueDayType,
  type QueueRow,
  QueueType,
} from "./queue.type.js";
import { queueCountsLoader } from "./queue-counts.service.js";
import { queueDayLoader } from "./queue-day.loader.js";

@Resolver(() => QueueType)
export class QueueResolver {
  constructor(private readonly database: Sql) {}

  @Query(() => [QueueType], { description: "The queues in service, by level and team." })
  @Allow(Permission.TICKETS_READ_DESK)
  async queues(
    @Ctx() context: RequestContext,
    @Arg("mine", () => Boolean, { nullable: true, description: "True: those at which the viewer works." })
    mine?: boolean | null,
  ): Promise<QueueRow[]> {
    const queues = await readQueuesInService(this.database);
    return mine == null ? queues : queues.filter((queue) => isMine(queue, context.signedIn) === mine);
  }

  @Query(() => QueueType, { nullable: true })
  @Allow(Permission.TICKETS_READ_DESK)
  queue(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<QueueRow | null> | null {
    const key = keyOf("Queue", id);
    return key === null ? null : queueLoader(context, this.database).load(key);
  }

  @FieldResolver(() => ID)
  id(@Root() queue: QueueRow): string {
    return toGlobalId("Queue", queue.id);
  }

  @FieldResolver(() => TeamType)
  team(@Root() queue: QueueRow, @Ctx() context: RequestContext): Promise<TeamRow | null> {
    return teamLoader(context, this.database).load(queue.teamId);
  }

  @FieldResolver(() => LevelType)
  level(@Root() queue: QueueRow, @Ctx() context: RequestContext): Promise<LevelRow | null> {
    return levelLoader(context, this.database).load(queue.level);
  }

  @FieldResolver(() => String, { description: "The team's and the level's name, in the viewer's language." })
  async name(@Root() queue: QueueRow, @Ctx() context: RequestContext): Promise<string> {
    const [team, level] = await Promise.all([this.team(queue, context), this.level(queue, context)]);
    return `${team?.name} · ${context.language === "fr" ? level?.nameFr : level?.nameEn}`;
  }

  @FieldResolver(() => QueueCountsType)
  @Allow(Permission.TICKETS_READ_DESK)
  counts(@Root() queue: QueueRow, @Ctx() context: RequestContext): Promise<QueueCountsRow> {
    return queueCountsLoader(context, this.database).load(queue.id);
  }

  @FieldResolver(() => Boolean, { description: "The viewer works at this level of this team." })
  @SignedIn()
  mine(@Root() queue: QueueRow, @Ctx() context: RequestContext): boolean {
    return isMine(queue, context.signedIn);
  }
}

@Resolver(() => QueueCountsType)
export class QueueCountsResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => QueueType)
  queue(@Root() counts: QueueCountsRow, @Ctx() context: RequestContext): Promise<QueueRow | null> {
    return queueLoader(context, this.database).load(counts.queueId);
  }

  @FieldResolver(() => QueueDayType, { description: "Since the desk's midnight." })
  async today(@Root() counts: QueueCountsRow, @Ctx() context: RequestContext): Promise<QueueDayRow> {
    return counts.today ?? queueDayLoader(context, this.database).load(counts.queueId);
  }
}
