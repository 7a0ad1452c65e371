import type { ClassType, NonEmptyArray } from "type-graphql";
import { MeResolver } from "./accounts/me.resolver.js";
import { SignInResolver } from "./accounts/sign-in.resolver.js";
import { ApplicationResolver, CategoryResolver, ChainLinkResolver } from "./applications/application.resolver.js";
import { ApiTokenResolver } from "./integrations/api-token.resolver.js";
import { MembershipResolver, PersonResolver } from "./people/person.resolver.js";
import { PositionResolver } from "./platform/graphql/position.resolver.js";
import { QueueCountsResolver, QueueResolver } from "./queues/queue.resolver.js";
import { SiteResolver } from "./teams/site.resolver.js";
import { LevelResolver, TeamResolver } from "./teams/team.resolver.js";

/** Every resolver of the API: the server and the schema's printer read this one list. */
export const resolvers: NonEmptyArray<ClassType> = [
  ApiTokenResolver,
  ApplicationResolver,
  CategoryResolver,
  ChainLinkResolver,
  LevelResolver,
  MembershipResolver,
  MeResolver,
  PersonResolver,
  PositionResolver,
  QueueCountsResolver,
  QueueResolver,
  SignInResolver,
  SiteResolver,
  TeamResolver,
];
