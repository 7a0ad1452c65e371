import { Field, ObjectType } from "type-graphql";
import { ProblemType } from "../platform/graphql/problem.js";
import type { Article } from "./article.entity.js";
import { ArticleType } from "./article.type.js";

@ObjectType({ implements: ProblemType, description: "No article has this id, or the viewer may not see it." })
export class ArticleNotFound extends ProblemType {
  constructor() {
    super("problem.articleNotFound");
  }
}

@ObjectType({
  implements: ProblemType,
  description: "The article has changed since the version that the change was decided on. Nothing was done.",
})
export class ArticleChangedMeanwhile extends ProblemType {
  @Field(() => ArticleType, { description: "As it stands now." })
  readonly article: Article;

  constructor(article: Article) {
    super("problem.articleChangedMeanwhile");
    this.article = article;
  }
}
