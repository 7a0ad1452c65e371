import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { applicationLoader, categoriesLoader, chainLoader } from "./application.loader.js";
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
  constructor(private readonly database: Sql) {}

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
