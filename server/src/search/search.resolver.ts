import { ArrayMaxSize, MaxLength } from "class-validator";
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Allow } from "../platform/graphql/guard.js";
import { keyOf } from "../platform/graphql/node-id.js";
import { TicketState } from "../tickets/ticket.entity.js";
import { SearchScope, type SearchService } from "./search.service.js";
import { edgeOf, SearchResultType, SuggestionsType } from "./search.type.js";

@ArgsType()
class SearchArgs {
  @Field(() => String, {
    description: 'Words, or a ticket\'s number ("1234" or "#1234"). The last word may be unfinished.',
  })
  @MaxLength(500)
  text!: string;

  @Field(() => [SearchScope], { nullable: true, description: "Left out: everything." })
  @ArrayMaxSize(10)
  scopes?: SearchScope[] | null;

  @Field(() => Int, { description: "How many to find, 1 to 100." })
  first!: number;

  @Field(() => ID, { nullable: true })
  application?: string | null;

  @Field(() => [TicketState], { nullable: true, description: "Of tickets." })
  @ArrayMaxSize(20)
  states?: TicketState[] | null;
}

@Resolver()
export class SearchResolver {
  constructor(private readonly service: SearchService) {}

  @Query(() => SearchResultType, { description: "Tickets and articles that the viewer may see, best answers first." })
  @Allow(Permission.TICKETS_READ_DESK, Permission.TICKETS_READ_OWN, Permission.ARTICLES_READ)
  async search(
    @Args(() => SearchArgs) { text, scopes, first, application, states }: SearchArgs,
    @Ctx() context: RequestContext,
  ): Promise<SearchResultType> {
    const { hits, truncated } = await this.service.search(context.signedIn, {
      text,
      scopes: scopes ?? Object.values(SearchScope),
      first,
      applicationId: key("Application", application, "application"),
      states: states ?? null,
    });
    return { hits: hits.map(edgeOf), truncated };
  }

  @Query(() => SuggestionsType, { description: "While somebody writes a request down: at most 5 of each." })
  @Allow(Permission.TICKETS_READ_DESK, Permission.TICKETS_READ_OWN, Permission.ARTICLES_READ)
  async suggestions(
    @Arg("text", () => String) text: string,
    @Ctx() context: RequestContext,
    @Arg("application", () => ID, { nullable: true, description: "What is about it comes first." })
    application?: string | null,
    @Arg("exceptTicket", () => ID, { nullable: true, description: "The ticket being looked at." })
    exceptTicket?: string | null,
  ): Promise<SuggestionsType> {
    const { articles, lookAlikes } = await this.service.suggest(context.signedIn, {
      text,
      applicationId: key("Application", application, "application"),
      exceptTicket: key("Ticket", exceptTicket, "exceptTicket"),
    });
    return { articles: articles.map(edgeOf), lookAlikes: lookAlikes.map(edgeOf) };
  }
}

function key(type: string, id: string | null | undefined, path: string): number | null {
  if (id == null) return null;
  const found = keyOf(type, id);
  if (found === null) throw new RequestError("BAD_USER_INPUT", `${path}: "${id}" is not the id of a ${type}.`);
  return found;
}
