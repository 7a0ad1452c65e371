import { createUnionType, Field, ObjectType } from "type-graphql";
import {
  ChangedMeanwhile,
  InvalidInput,
  NotFound,
  NotPermitted,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { type SiteRow, SiteType, type TeamRow, TeamType } from "./team.type.js";

@ObjectType()
export class TeamSuccess {
  @Field(() => TeamType)
  readonly team: TeamRow;

  constructor(team: TeamRow) {
    this.team = team;
  }
}

export const TeamResult = createUnionType({
  name: "TeamResult",
  types: () => [TeamSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});

@ObjectType()
export class SiteSuccess {
  @Field(() => SiteType)
  readonly site: SiteRow;

  constructor(site: SiteRow) {
    this.site = site;
  }
}

export const SiteResult = createUnionType({
  name: "SiteResult",
  types: () => [SiteSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
