import { createUnionType, Field, Float, ObjectType, registerEnumType } from "type-graphql";
import type { Article } from "../knowledge/article.entity.js";
import { ArticleType } from "../knowledge/article.type.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { TicketType } from "../tickets/ticket.type.js";
import { type Hit, SearchScope } from "./search.service.js";

registerEnumType(SearchScope, { name: "SearchScope", description: "What to search in." });

export const SearchHit = createUnionType({
  name: "SearchHit",
  types: () => [TicketType, ArticleType] as const,
});

@ObjectType("SearchHitEdge")
export class SearchHitEdge implements Omit<Hit<Ticket | Article>, "node"> {
  @Field(() => SearchHit)
  node!: Ticket | Article;

  @Field(() => Float, { description: "How well it answers: up to 1, and 2 for a ticket whose number was asked for." })
  score!: number;

  @Field(() => String, { description: "The part of its text that answers best, on one line." })
  excerpt!: string;
}

@ObjectType("SearchResult")
export class SearchResultType {
  @Field(() => [SearchHitEdge], { description: "Best first." })
  hits!: SearchHitEdge[];

  @Field(() => Boolean, {
    description:
      "There is more, or there may be. What a search costs does not grow with the desk: it judges the best candidates " +
      "of its rarer words, and looks for words that stand everywhere among recent tickets only.",
  })
  truncated!: boolean;
}

@ObjectType("Suggestions", { description: "What may help while a request is being written down." })
export class SuggestionsType {
  @Field(() => [SearchHitEdge], { description: "Articles that may solve it; those of the application come first." })
  articles!: SearchHitEdge[];

  @Field(() => [SearchHitEdge], { description: "Open tickets that may be about the same; likewise." })
  lookAlikes!: SearchHitEdge[];
}

/** A found row with the class that tells the union's types apart: compiled operations ask for it synchronously. */
export function edgeOf({ node, ...hit }: Hit<Ticket | Article>): SearchHitEdge {
  const prototype = "number" in node ? TicketType.prototype : ArticleType.prototype;
  return { ...hit, node: Object.assign(Object.create(prototype) as Ticket | Article, node) };
}
