import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { SignedIn } from "../platform/graphql/guard.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { siteLoader, teamLoader } from "../teams/team.loader.js";
import { type SiteRow, SiteType, type TeamRow, TeamType } from "../teams/team.type.js";
import { mayReadDetails } from "./people.policy.js";
import { Role } from "./person.entity.js";
import { addressesLoader, membershipsLoader, personLoader, rolesLoader } from "./person.loader.js";
import { type MembershipRow, MembershipType, type PersonRow, PersonType } from "./person.type.js";

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ID)
  id(@Root() person: PersonRow): string {
    return toGlobalId("Person", person.id);
  }

  @FieldResolver(() => SiteType, { nullable: true, description: "Where the person works." })
  site(@Root() person: PersonRow, @Ctx() context: RequestContext): Promise<SiteRow | null> | null {
    return person.siteId === null ? null : siteLoader(context, this.database).load(person.siteId);
  }

  @FieldResolver(() => String, { nullable: true, description: "For the desk and for the person themselves." })
  @SignedIn()
  async email(@Root() person: PersonRow, @Ctx() context: RequestContext): Promise<string | null> {
    assertDetails(context, person);
    return (await addressesLoader(context, this.database).load(person.id)).email;
  }

  @FieldResolver(() => String, { nullable: true, description: "For the desk and for the person themselves." })
  @SignedIn()
  async phone(@Root() person: PersonRow, @Ctx() context: RequestContext): Promise<string | null> {
    assertDetails(context, person);
    return (await addressesLoader(context, this.database).load(person.id)).phone;
  }

  @FieldResolver(() => [Role], { description: "For the desk and for the person themselves." })
  @SignedIn()
  roles(@Root() person: PersonRow, @Ctx() context: RequestContext): Promise<Role[]> {
    assertDetails(context, person);
    return rolesLoader(context, this.database).load(person.id);
  }

  @FieldResolver(() => [MembershipType], { description: "For the desk and for the person themselves." })
  @SignedIn()
  memberships(@Root() person: PersonRow, @Ctx() context: RequestContext): Promise<MembershipRow[]> {
    assertDetails(context, person);
    return membershipsLoader(context, this.database).load(person.id);
  }
}

function assertDetails(context: RequestContext, person: PersonRow): void {
  if (mayReadDetails(context.signedIn, person.id)) return;
  throw new RequestError("NOT_PERMITTED", "You see this of yourself only.");
}

@Resolver(() => MembershipType)
export class MembershipResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => PersonType)
  person(@Root() membership: MembershipRow, @Ctx() context: RequestContext): Promise<PersonRow | null> {
    return personLoader(context, this.database).load(membership.personId);
  }

  @FieldResolver(() => TeamType)
  team(@Root() membership: MembershipRow, @Ctx() context: RequestContext): Promise<TeamRow | null> {
    return teamLoader(context, this.database).load(membership.teamId);
  }
}
