import { IsEmail, MaxLength } from "class-validator";
import { GraphQLError, graphql } from "graphql";
import {
  Arg,
  buildSchemaSync,
  createUnionType,
  Field,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from "type-graphql";
import { describe, expect, it } from "vitest";
import { Permission } from "../auth/permission.js";
import type { PersonViewer } from "../auth/viewer.js";
import { RequestContext } from "./context.js";
import { Allow, guardSchema, Public, SignedIn } from "./guard.js";
import { InvalidInput, NotFound, NotPermitted, refuse } from "./problem.js";

@InputType()
class ThingInput {
  @Field(() => String)
  @MaxLength(3)
  name!: string;

  @Field(() => String, { nullable: true })
  @IsEmail()
  email?: string;
}

@ObjectType()
class Thing {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  @Allow(Permission.PEOPLE_MANAGE)
  secret!: string;
}

const ThingResult = createUnionType({
  name: "ThingResult",
  types: () => [Thing, NotFound, NotPermitted, InvalidInput] as const,
});

@Resolver()
class ThingResolver {
  @Query(() => Thing)
  @Public()
  open(): Thing {
    return Object.assign(new Thing(), { name: "open", secret: "hidden" });
  }

  @Query(() => String)
  @SignedIn()
  known(): string {
    return "known";
  }

  @Query(() => String)
  undecorated(): string {
    return "never";
  }

  @Mutation(() => ThingResult)
  @Allow(Permission.PEOPLE_MANAGE, Permission.TEAMS_MANAGE)
  rename(@Arg("input", () => ThingInput) input: ThingInput): typeof ThingResult {
    if (input.name === "no") refuse(new NotFound());
    return Object.assign(new Thing(), { name: input.name, secret: "told" });
  }
}

const schema = guardSchema(buildSchemaSync({ resolvers: [ThingResolver], validate: true }));

function viewer(...permissions: Permission[]): PersonViewer {
  return {
    kind: "PERSON",
    personId: 1,
    sessionId: 1,
    language: "fr",
    permissions: new Set(permissions),
    compartmentIds: new Set(),
    memberships: [],
    rightsClass: "",
  };
}

function run(source: string, who: PersonViewer | null) {
  const contextValue = new RequestContext({
    viewer: who,
    language: "en",
    requestId: "r",
    position: { timeline: 1, n: 0 },
    address: null,
    sessionCookie: null,
  });
  return graphql({ schema, source, contextValue });
}

const rename = (name: string, rest = "") => `mutation { rename(input: { name: "${name}"${rest} }) {
  __typename ... on Problem { message } ... on Thing { name secret } ... on NotPermitted { code }
  ... on InvalidInput { fields { path code message } } } }`;

describe("a guarded field", () => {
  it("is denied when it carries no decorator, whoever asks", async () => {
    const { errors } = await run("{ undecorated }", viewer(...Object.values(Permission)));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["NOT_PERMITTED"]);
  });

  it("is denied to who has not signed in, unless public", async () => {
    const { data, errors } = await run("{ open { name } }", null);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ open: { name: "open" } });
    expect((await run("{ known }", null)).errors?.[0]?.extensions.code).toBe("NOT_SIGNED_IN");
    expect((await run("{ known }", viewer())).data).toEqual({ known: "known" });
  });

  it("of an object is null with an error for who lacks the permission", async () => {
    const { data, errors } = await run("{ open { name secret } }", viewer());
    expect(data).toEqual({ open: { name: "open", secret: null } });
    expect(errors?.[0]).toBeInstanceOf(GraphQLError);
    expect((await run("{ open { secret } }", viewer(Permission.PEOPLE_MANAGE))).data).toEqual({
      open: { secret: "hidden" },
    });
  });
});

describe("a mutation whose result has problems", () => {
  it("answers a denial with NotPermitted in the viewer's language", async () => {
    expect((await run(rename("x"), viewer())).data?.rename).toEqual({
      __typename: "NotPermitted",
      code: "MISSING_PERMISSION",
      message: "Vous n’avez pas le droit de faire cela.",
    });
    expect((await run(rename("x"), null)).data?.rename).toMatchObject({ message: "Sign in first." });
  });

  it("answers a refusal with its problem", async () => {
    expect((await run(rename("no"), viewer(Permission.TEAMS_MANAGE))).data?.rename).toMatchObject({
      __typename: "NotFound",
    });
  });

  it("answers input that fails validation field by field", async () => {
    const { data } = await run(rename("long", ', email: "no"'), viewer(Permission.TEAMS_MANAGE));
    expect(data?.rename).toEqual({
      __typename: "InvalidInput",
      message: "2 valeurs ne sont pas acceptées.",
      fields: [
        { path: "input.name", code: "MAX_LENGTH", message: "Au plus 3 caractères sont acceptés." },
        { path: "input.email", code: "EMAIL", message: "Ceci n’est pas une adresse électronique." },
      ],
    });
  });

  it("answers its success otherwise", async () => {
    expect((await run(rename("ok"), viewer(Permission.PEOPLE_MANAGE))).data?.rename).toEqual({
      __typename: "Thing",
      name: "ok",
      secret: "told",
    });
  });
});
