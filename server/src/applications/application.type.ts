import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import { Nature } from "../tickets/ticket.entity.js";
import type { Application, Category, ChainLink } from "./application.entity.js";

export type ApplicationRow = Pick<
  Application,
  "id" | "code" | "name" | "description" | "ownerId" | "compartmentId" | "active" | "version"
>;

@ObjectType("Application", { implements: NodeType, description: "An application that the desk supports." })
export class ApplicationType implements Pick<ApplicationRow, "code" | "name" | "active" | "version"> {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => Boolean, { description: "An inactive application is not offered for new tickets." })
  active!: boolean;

  @Field(() => Int)
  version!: number;
}

export type CategoryRow = Pick<Category, "id" | "applicationId" | "name">;

@ObjectType("Category", { implements: NodeType, description: "What a ticket is about, within an application." })
export class CategoryType implements Pick<CategoryRow, "name"> {
  @Field(() => String)
  name!: string;
}

export type ChainLinkRow = Pick<ChainLink, "applicationId" | "nature" | "level" | "queueId">;

@ObjectType("ChainLink", { description: "The queue that serves a level of a support chain." })
export class ChainLinkType implements Pick<ChainLinkRow, "nature" | "level"> {
  @Field(() => Nature, {
    nullable: true,
    description: "Null: the default, for natures without a link of their own at this level.",
  })
  nature!: Nature | null;

  @Field(() => Int)
  level!: number;
}
