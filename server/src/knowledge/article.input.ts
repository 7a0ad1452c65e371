import { ArrayMaxSize, Length, Matches, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { PersonLanguage } from "../people/person.entity.js";
import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import { ArticleState } from "./article.entity.js";
import { LONGEST_TEXT } from "./article.rules.js";
import type { ArticleFacts, ArticleSelection } from "./article.service.js";

const SOMETHING = /\S/;
const CHOICES = 200;

@InputType({ description: "The whole article: an edit replaces each of these." })
export class ArticleInput {
  @Field(() => String)
  @Length(3, 250)
  @Matches(SOMETHING)
  title!: string;

  @Field(() => String, { description: "What is seen when it occurs." })
  @Length(1, LONGEST_TEXT)
  @Matches(SOMETHING)
  symptom!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(LONGEST_TEXT)
  cause?: string | null;

  @Field(() => String)
  @Length(1, LONGEST_TEXT)
  @Matches(SOMETHING)
  solution!: string;

  @Field(() => PersonLanguage)
  language!: PersonLanguage;

  @Field(() => ID, { nullable: true })
  application?: string | null;
}

export function factsOf(input: ArticleInput): ArticleFacts {
  return {
    title: input.title.trim(),
    symptom: input.symptom.trim(),
    cause: input.cause?.trim() || null,
    solution: input.solution.trim(),
    language: input.language,
    applicationId: fromOptionalGlobalId("Application", input.application, "input.application"),
  };
}

@InputType({ description: "Which articles: every condition given must hold." })
export class ArticleFilter {
  @Field(() => [ArticleState], { nullable: true, description: "Left out: TO_REVIEW and PUBLISHED." })
  states?: ArticleState[] | null;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(CHOICES)
  applications?: string[] | null;

  @Field(() => [PersonLanguage], { nullable: true })
  languages?: PersonLanguage[] | null;

  @Field(() => String, { nullable: true, description: "Words to find: then the best answers come first, at most 120." })
  @MaxLength(500)
  text?: string | null;
}

export function selectionOf(filter: ArticleFilter | null | undefined): ArticleSelection {
  return {
    states: filter?.states ?? [ArticleState.TO_REVIEW, ArticleState.PUBLISHED],
    applicationIds:
      filter?.applications?.map((id, index) => fromGlobalId("Application", id, `filter.applications.${index}`)) ?? null,
    languages: filter?.languages ?? null,
  };
}
