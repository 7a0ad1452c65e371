import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import type { Level, Site, Team } from "./team.entity.js";

export type SiteRow = Pick<Site, "id" | "code" | "name" | "version">;

@ObjectType("Site", { implements: NodeType, description: "A place where people work." })
export class SiteType implements Omit<SiteRow, "id"> {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  version!: number;
}

export type LevelRow = Pick<Level, "rank" | "nameFr" | "nameEn">;

@ObjectType("Level", { description: "A support level: rules compare ranks, names are data." })
export class LevelType implements Pick<LevelRow, "rank"> {
  @Field(() => Int)
  rank!: number;
}

export type TeamRow = Pick<Team, "id" | "code" | "name" | "siteId" | "active" | "version">;

@ObjectType("Team", { implements: NodeType, description: "People who serve queues together." })
export class TeamType implements Pick<TeamRow, "code" | "name" | "active" | "version"> {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean, { description: "An inactive team gets no more tickets." })
  active!: boolean;

  @Field(() => Int)
  version!: number;
}
