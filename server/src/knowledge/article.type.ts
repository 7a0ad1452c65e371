import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { PersonLanguage } from "../people/person.entity.js";
import { connectionType } from "../platform/graphql/connection.js";
import { NodeType } from "../platform/graphql/node.js";
import { type Article, ArticleState } from "./article.entity.js";

registerEnumType(ArticleState, {
  name: "ArticleState",
  valuesConfig: {
    TO_REVIEW: { description: "A draft: nobody has reviewed it, but technicians find it already." },
    PUBLISHED: { description: "Reviewed." },
    ARCHIVED: { description: "Not found any more, except by asking for it." },
  },
});

@ObjectType("Article", { implements: NodeType, description: "A knowledge-base entry." })
export class ArticleType
  implements
    Pick<
      Article,
      | "version"
      | "state"
      | "title"
      | "symptom"
      | "cause"
      | "solution"
      | "useCount"
      | "createdAt"
      | "updatedAt"
      | "expiresAt"
    >
{
  @Field(() => Int, { description: "Rises with every edit and review; a change names the version it was decided on." })
  version!: number;

  @Field(() => ArticleState)
  state!: ArticleState;

  @Field(() => PersonLanguage)
  language!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String, {
    description: "What is seen when it occurs. Symptoms that later tickets added are parted by lines of three hyphens.",
  })
  symptom!: string;

  @Field(() => String, { nullable: true })
  cause!: string | null;

  @Field(() => String)
  solution!: string;

  @Field(() => Int, { description: "How many tickets it solved." })
  useCount!: number;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { description: "When its text or state changed last." })
  updatedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When a draft that nobody uses or reviews is archived." })
  expiresAt!: Date | null;
}

@ObjectType("ArticleConnection")
export class ArticleConnection extends connectionType("Article", () => ArticleType) {}
