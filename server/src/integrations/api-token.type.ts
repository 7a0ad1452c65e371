import { createUnionType, Field, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import { InvalidInput, NotFound, NotPermitted } from "../platform/graphql/problem.js";
import type { ApiToken } from "./api-token.entity.js";

@ObjectType("ApiToken", {
  implements: NodeType,
  description: "A program's access to the API. It acts in its own name, never in a person's.",
})
export class ApiTokenType implements Pick<ApiToken, "name" | "createdAt" | "lastUsedAt" | "revokedAt"> {
  @Field(() => String)
  name!: string;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "To the hour." })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;
}

@ObjectType()
export class CreateApiTokenSuccess {
  @Field(() => ApiTokenType)
  token!: ApiToken;

  @Field(() => String, { description: "To be sent as `Authorization: Bearer ...`. It is shown this once." })
  secret!: string;
}

@ObjectType()
export class RevokeApiTokenSuccess {
  @Field(() => ApiTokenType)
  token!: ApiToken;
}

export const CreateApiTokenResult = createUnionType({
  name: "CreateApiTokenResult",
  types: () => [CreateApiTokenSuccess, NotPermitted, InvalidInput] as const,
});

export const RevokeApiTokenResult = createUnionType({
  name: "RevokeApiTokenResult",
  types: () => [RevokeApiTokenSuccess, NotFound, NotPermitted] as const,
});
