import { createUnionType, Field, ObjectType } from "type-graphql";
import { InvalidInput, NotPermitted, UnknownReference } from "../platform/graphql/problem.js";
import type { Article } from "./article.entity.js";
import { ArticleChangedMeanwhile, ArticleNotFound } from "./article.problems.js";
import { ArticleType } from "./article.type.js";

@ObjectType()
export class ArticleSuccess {
  @Field(() => ArticleType)
  readonly article: Article;

  constructor(article: Article) {
    this.article = article;
  }
}

export const ArticleResult = createUnionType({
  name: "ArticleResult",
  types: () =>
    [ArticleSuccess, ArticleNotFound, ArticleChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
