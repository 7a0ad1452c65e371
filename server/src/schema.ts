import type { ClassType, NonEmptyArray } from "type-graphql";
import { MeResolver } from "./accounts/me.resolver.js";
import { SignInResolver } from "./accounts/sign-in.resolver.js";
import { ApiTokenResolver } from "./integrations/api-token.resolver.js";
import { MembershipResolver, PersonResolver } from "./people/person.resolver.js";
import { PositionResolver } from "./platform/graphql/position.resolver.js";

/** Every resolver of the API: the server and the schema's printer read this one list. */
export const resolvers: NonEmptyArray<ClassType> = [
  ApiTokenResolver,
  MembershipResolver,
  MeResolver,
  PersonResolver,
  PositionResolver,
  SignInResolver,
];
