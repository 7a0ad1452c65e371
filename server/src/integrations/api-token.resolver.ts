import DataLoader from "dataloader";
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { type DataSource, In } from "typeorm";
import { Person } from "../people/person.entity.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import { isScope, PERMISSIONS_OF_SCOPE } from "../platform/auth/roles.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { InvalidField, InvalidInput, NotFound, NotPermitted, refuse } from "../platform/graphql/problem.js";
import type { ApiToken } from "./api-token.entity.js";
import type { ApiTokenService } from "./api-token.service.js";
import {
  ApiTokenType,
  CreateApiTokenResult,
  CreateApiTokenSuccess,
  RevokeApiTokenResult,
  RevokeApiTokenSuccess,
} from "./api-token.type.js";

const SCOPES = Object.keys(PERMISSIONS_OF_SCOPE).join(", ");

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  constructor(
    private readonly tokens: ApiTokenService,
    private readonly dataSource: DataSource,
  ) {}

  @Query(() => [ApiTokenType], { description: "The tokens of programs, newest first; revoked ones too. 500 at most." })
  @Allow(Permission.TOKENS_MANAGE)
  apiTokens(): Promise<ApiToken[]> {
    return this.tokens.all();
  }

  @Mutation(() => CreateApiTokenResult)
  @Allow(Permission.TOKENS_MANAGE)
  async createApiToken(
    @Arg("name", () => String) name: string,
    @Arg("scopes", () => [String], { description: `Of: ${SCOPES}.` }) scopes: string[],
    @Ctx() context: RequestContext,
  ): Promise<typeof CreateApiTokenResult> {
    if (context.signedIn.kind !== "PERSON") return new NotPermitted("PEOPLE_ONLY");
    const trimmed = name.trim();
    const wrong: InvalidField[] = [];
    if (trimmed === "" || trimmed.length > 100) wrong.push(new InvalidField("name", "LENGTH", { min: 1, max: 100 }));
    if (scopes.length === 0) wrong.push(new InvalidField("scopes", "REQUIRED"));
    if (!scopes.every(isScope)) wrong.push(new InvalidField("scopes", "UNKNOWN_CHOICE"));
    if (wrong.length > 0) return new InvalidInput(wrong);
    const actor = { ...context.actor, id: context.person.personId };
    const { token, secret, position } = await this.tokens.create(actor, trimmed, scopes.filter(isScope));
    context.reached(position);
    return Object.assign(new CreateApiTokenSuccess(), { token, secret });
  }

  @Mutation(() => RevokeApiTokenResult, { description: "Ends a token for good. Revoking it again changes nothing." })
  @Allow(Permission.TOKENS_MANAGE)
  async revokeApiToken(
    @Arg("token", () => ID) id: string,
    @Ctx() context: RequestContext,
  ): Promise<typeof RevokeApiTokenResult> {
    const key = keyOf("ApiToken", id) ?? refuse(new NotFound());
    const { token, position } = await this.tokens.revoke(context.actor, key);
    context.reached(position);
    return Object.assign(new RevokeApiTokenSuccess(), { token });
  }

  @FieldResolver(() => ID)
  id(@Root() token: ApiToken): string {
    return toGlobalId("ApiToken", token.id);
  }

  @FieldResolver(() => [String], { description: `Of: ${SCOPES}.` })
  scopes(@Root() token: ApiToken): string[] {
    return token.scopes.split(" ");
  }

  @FieldResolver(() => PersonType, { nullable: true })
  createdBy(@Root() token: ApiToken, @Ctx() context: RequestContext): Promise<PersonRow | null> {
    return context
      .loader("tokenCreator", () => new DataLoader((ids: readonly number[]) => this.people(ids)))
      .load(token.createdById);
  }

  private async people(ids: readonly number[]): Promise<(PersonRow | null)[]> {
    const people = await this.dataSource.manager.findBy(Person, { id: In(ids) });
    return ids.map((id) => people.find((person) => person.id === id) ?? null);
  }
}
