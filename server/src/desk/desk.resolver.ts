import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { readDeskSettings, setPersonFigures } from "./desk.service.js";
import { DeskSettings, SetPersonFiguresResult, SetPersonFiguresSuccess } from "./desk.type.js";

@Resolver()
export class DeskResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
  ) {}

  @Query(() => DeskSettings)
  @Allow(Permission.DESK_MANAGE, Permission.REPORTS_READ)
  deskSettings(): Promise<DeskSettings> {
    return readDeskSettings(this.database);
  }

  @Mutation(() => SetPersonFiguresResult, {
    description: "Switches figures about named persons on or off for those who read reports.",
  })
  @Allow(Permission.DESK_MANAGE)
  async setPersonFigures(
    @Arg("on", () => Boolean) on: boolean,
    @Arg("version", () => Int, { description: "Of the settings that this was decided on." }) version: number,
    @Ctx() context: RequestContext,
  ): Promise<typeof SetPersonFiguresResult> {
    const { position } = await this.work.run(context.actor, (tx) => setPersonFigures(tx, on, version));
    context.reached(position);
    return new SetPersonFiguresSuccess(await readDeskSettings(this.database));
  }
}
