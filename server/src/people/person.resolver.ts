import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { ForwardPage, type Page } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Allow, SignedIn } from "../platform/graphql/guard.js";
import { fromGlobalId, keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { siteLoader, teamLoader } from "../teams/team.loader.js";
import { type SiteRow, SiteType, type TeamRow, TeamType } from "../teams/team.type.js";
import { mayReadDetails, mayReadLogin } from "./people.policy.js";
import type { PeopleImport } from "./people-import.service.js";
import { type ImportPeopleReport, ImportPeopleResult } from "./people-import.type.js";
import { Role } from "./person.entity.js";
import { changesOf, PersonInput } from "./person.input.js";
import { addressesLoader, loginLoader, membershipsLoader, personLoader, rolesLoader } from "./person.loader.js";
import { PersonResult, PersonSuccess } from "./person.results.js";
import type { People } from "./person.service.js";
import { type MembershipRow, MembershipType, PersonConnection, type PersonRow, PersonType } from "./person.type.js";
import { findPeople } from "./person-search.service.js";

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly people: People,
    private readonly peopleImport: PeopleImport,
  ) {}

  @Query(() => PersonConnection, {
    name: "people",
    description:
      "People by name. A text is words of a name, an e-mail address or a telephone number, each one's beginning too, or a whole reference.",
  })
  @Allow(Permission.PEOPLE_READ)
  find(
    @Args(() => ForwardPage) page: ForwardPage,
    @Arg("text", () => String, { nullable: true }) text?: string | null,
    @Arg("roles", () => [Role], { nullable: true }) roles?: Role[] | null,
    @Arg("team", () => ID, { nullable: true }) team?: string | null,
    @Arg("active", () => Boolean, { nullable: true }) active?: boolean | null,
  ): Promise<Page<PersonRow>> {
    const teamId = team == null ? null : (keyOf("Team", team) ?? 0);
    return findPeople(this.database, { text, roles, teamId, active }, page.request());
  }

  @Query(() => PersonType, { nullable: true, description: "For the desk and for the person themselves." })
  @SignedIn()
  person(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    const key = keyOf("Person", id);
    if (key === null || !mayReadDetails(context.signedIn, key)) return null;
    return personLoader(context, this.database).load(key);
  }

  @Mutation(() => PersonResult)
  @Allow(Permission.PEOPLE_MANAGE)
  createPerson(
    @Arg("input", () => PersonInput) input: PersonInput,
    @Ctx() context: RequestContext,
  ): Promise<PersonSuccess> {
    return this.saved(context, (tx) => this.people.create(tx, changesOf(input)));
  }

  @Mutation(() => PersonResult)
  @Allow(Permission.PEOPLE_MANAGE)
  updatePerson(
    @Arg("person", () => ID) person: string,
    @Arg("version", () => Int) version: number,
    @Arg("input", () => PersonInput) input: PersonInput,
    @Ctx() context: RequestContext,
  ): Promise<PersonSuccess> {
    const id = fromGlobalId("Person", person, "person");
    return this.saved(context, async (tx) => {
      await this.people.update(tx, id, version, changesOf(input));
      return id;
    });
  }

  @Mutation(() => ImportPeopleResult, {
    description:
      "Reads people from CSV: name, email, phone, site, language, roles, technician_kind, teams, login, password, reference, active, in any order, only the name required. A row finds its person by reference, login or e-mail.",
  })
  @Allow(Permission.PEOPLE_MANAGE)
  async importPeople(
    @Arg("csv", () => String) csv: string,
    @Arg("dryRun", () => Boolean, { description: "Says what would be done, and does nothing." }) dryRun: boolean,
    @Ctx() context: RequestContext,
  ): Promise<ImportPeopleReport> {
    const { report, position } = await this.peopleImport.run(context.actor, csv, dryRun);
    context.reached(position);
    return report;
  }

  private async saved(context: RequestContext, save: (tx: Transaction) => Promise<number>): Promise<PersonSuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new PersonSuccess((await personLoader(context, this.database).load(id))!);
  }

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

  @FieldResolver(() => String, { nullable: true, description: "For administrators and for the person themselves." })
  @SignedIn()
  login(@Root() person: PersonRow, @Ctx() context: RequestContext): Promise<string | null> {
    if (!mayReadLogin(context.signedIn, person.id)) throw new RequestError("NOT_PERMITTED", "You see your own only.");
    return loginLoader(context, this.database).load(person.id);
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
