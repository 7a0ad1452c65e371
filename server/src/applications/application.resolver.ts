import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { deskSettings } from "../desk/desk.settings.js";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { fromGlobalId, keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { ApplicationInput, ChainLinkInput, changesOf, linksOf } from "./application.input.js";
import {
  applicationLoader,
  categoriesLoader,
  chainLoader,
  readApplications,
  readDeskChain,
} from "./application.loader.js";
import { ApplicationResult, ApplicationSuccess, DeskChainResult, DeskChainSuccess } from "./application.results.js";
import type { Applications } from "./application.service.js";
import {
  type ApplicationRow,
  ApplicationType,
  type CategoryRow,
  CategoryType,
  type ChainLinkRow,
  ChainLinkType,
} from "./application.type.js";

@Resolver(() => ApplicationType)
export class ApplicationResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly service: Applications,
  ) {}

  @Query(() => [ApplicationType], { description: "By name." })
  @SignedIn()
  applications(
    @Arg("active", () => Boolean, { nullable: true, description: "True: those that take requests." })
    active?: boolean | null,
  ): Promise<ApplicationRow[]> {
    const only = active == null ? "" : `WHERE active = ${active ? 1 : 0}`;
    return readApplications(this.database, `${only} ORDER BY name, id`);
  }

  @Query(() => ApplicationType, { nullable: true })
  @SignedIn()
  application(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<ApplicationRow | null> | null {
    const key = keyOf("Application", id);
    return key === null ? null : applicationLoader(context, this.database).load(key);
  }

  @Query(() => [ChainLinkType], {
    description: "The desk's support chain: it serves the levels that an application's does not name.",
  })
  @Allow(Permission.TICKETS_READ_DESK, Permission.APPLICATIONS_MANAGE)
  deskChain(): Promise<ChainLinkRow[]> {
    return readDeskChain(this.database);
  }

  @Mutation(() => ApplicationResult)
  @Allow(Permission.APPLICATIONS_MANAGE)
  createApplication(
    @Arg("input", () => ApplicationInput) input: ApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<ApplicationSuccess> {
    return this.saved(context, (tx) => this.service.create(tx, changesOf(input)));
  }

  @Mutation(() => ApplicationResult)
  @Allow(Permission.APPLICATIONS_MANAGE)
  updateApplication(
    @Arg("application", () => ID) application: string,
    @Arg("version", () => Int) version: number,
    @Arg("input", () => ApplicationInput) input: ApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<ApplicationSuccess> {
    const id = fromGlobalId("Application", application, "application");
    return this.saved(context, async (tx) => {
      await this.service.update(tx, id, version, changesOf(input));
      return id;
    });
  }

  @Mutation(() => DeskChainResult, { description: "Replaces the desk's support chain." })
  @Allow(Permission.APPLICATIONS_MANAGE)
  async setDeskChain(
    @Arg("version", () => Int, { description: "Of the desk's settings." }) version: number,
    @Arg("chain", () => [ChainLinkInput]) chain: ChainLinkInput[],
    @Ctx() context: RequestContext,
  ): Promise<DeskChainSuccess> {
    const links = linksOf(chain, "chain");
    const { position } = await this.work.run(context.actor, (tx) => this.service.setDeskChain(tx, version, links));
    context.reached(position);
    const settings = await deskSettings(this.database);
    return new DeskChainSuccess(await readDeskChain(this.database), settings.version);
  }

  private async saved(
    context: RequestContext,
    save: (tx: Transaction) => Promise<number>,
  ): Promise<ApplicationSuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new ApplicationSuccess((await applicationLoader(context, this.database).load(id))!);
  }

  @FieldResolver(() => ID)
  id(@Root() application: ApplicationRow): string {
    return toGlobalId("Application", application.id);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: "The project owner." })
  owner(@Root() application: ApplicationRow, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return application.ownerId === null ? null : personLoader(context, this.database).load(application.ownerId);
  }

  @FieldResolver(() => [ChainLinkType], {
    description: "Its own support chain; the desk's serves the levels it does not name.",
  })
  @Allow(Permission.TICKETS_READ_DESK, Permission.APPLICATIONS_MANAGE)
  chain(@Root() application: ApplicationRow, @Ctx() context: RequestContext): Promise<ChainLinkRow[]> {
    return chainLoader(context, this.database).load(application.id);
  }

  @FieldResolver(() => [CategoryType])
  categories(@Root() application: ApplicationRow, @Ctx() context: RequestContext): Promise<CategoryRow[]> {
    return categoriesLoader(context, this.database).load(application.id);
  }
}

@Resolver(() => CategoryType)
export class CategoryResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ID)
  id(@Root() category: CategoryRow): string {
    return toGlobalId("Category", category.id);
  }

  @FieldResolver(() => ApplicationType, { nullable: true, description: "Null: usable with every application." })
  application(@Root() category: CategoryRow, @Ctx() context: RequestContext): Promise<ApplicationRow | null> | null {
    return category.applicationId === null
      ? null
      : applicationLoader(context, this.database).load(category.applicationId);
  }
}

@Resolver(() => ChainLinkType)
export class ChainLinkResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => QueueType)
  queue(@Root() link: ChainLinkRow, @Ctx() context: RequestContext): Promise<QueueRow | null> {
    return queueLoader(context, this.database).load(link.queueId);
  }
}
