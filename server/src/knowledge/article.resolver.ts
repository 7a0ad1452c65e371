import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { applicationLoader } from "../applications/application.loader.js";
import { type ApplicationRow, ApplicationType } from "../applications/application.type.js";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { ForwardPage, type Page } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { refuse } from "../platform/graphql/problem.js";
import type { SearchService } from "../search/search.service.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { ticketLoader } from "../tickets/ticket.loader.js";
import { ResolutionType, TicketType } from "../tickets/ticket.type.js";
import { type Article, ArticleState } from "./article.entity.js";
import { ArticleFilter, ArticleInput, factsOf, selectionOf } from "./article.input.js";
import { articleLoader, usesLoader } from "./article.loader.js";
import { ArticleNotFound } from "./article.problems.js";
import { ArticleResult, ArticleSuccess } from "./article.results.js";
import { type Articles, readArticlePage } from "./article.service.js";
import { ArticleConnection, ArticleType } from "./article.type.js";

@Resolver(() => ArticleType)
export class ArticleResolver {
  constructor(
    private readonly database: Sql,
    private readonly work: UnitOfWork,
    private readonly service: Articles,
    private readonly search: SearchService,
  ) {}

  @Query(() => ArticleConnection, { description: "Newest first; by relevance when the filter has a text." })
  @Allow(Permission.ARTICLES_READ)
  articles(
    @Arg("filter", () => ArticleFilter, { nullable: true }) filter: ArticleFilter | null | undefined,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() context: RequestContext,
  ): Promise<Page<Article>> {
    const selection = selectionOf(filter);
    const text = filter?.text?.trim();
    return text
      ? this.search.articlePage(context.signedIn, text, selection, page.request())
      : readArticlePage(this.database, context.signedIn, selection, page.request());
  }

  @Query(() => ArticleType, { nullable: true, description: "Null when there is none to see." })
  @Allow(Permission.ARTICLES_READ)
  article(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<Article | null> | null {
    const key = keyOf("Article", id);
    return key === null ? null : articleLoader(context, this.database).load(key);
  }

  @Mutation(() => ArticleResult, { description: "Published at once when its author may review; else to be reviewed." })
  @Allow(Permission.ARTICLES_EDIT)
  createArticle(
    @Arg("input", () => ArticleInput) input: ArticleInput,
    @Ctx() context: RequestContext,
  ): Promise<ArticleSuccess> {
    return this.saved(context, (tx) => this.service.create(tx, context.signedIn, factsOf(input)));
  }

  @Mutation(() => ArticleResult)
  @Allow(Permission.ARTICLES_EDIT)
  editArticle(
    @Arg("article", () => ID) article: string,
    @Arg("version", () => Int) version: number,
    @Arg("input", () => ArticleInput) input: ArticleInput,
    @Ctx() context: RequestContext,
  ): Promise<ArticleSuccess> {
    const id = articleId(article);
    return this.saved(context, async (tx) => {
      await this.service.edit(tx, context.signedIn, id, version, factsOf(input));
      return id;
    });
  }

  @Mutation(() => ArticleResult, { description: "PUBLISHED or ARCHIVED; an archived article may be published again." })
  @Allow(Permission.ARTICLES_REVIEW)
  reviewArticle(
    @Arg("article", () => ID) article: string,
    @Arg("version", () => Int) version: number,
    @Arg("decision", () => ArticleState) decision: ArticleState,
    @Ctx() context: RequestContext,
  ): Promise<ArticleSuccess> {
    const id = articleId(article);
    return this.saved(context, async (tx) => {
      await this.service.review(tx, context.signedIn, id, version, decision);
      return id;
    });
  }

  private async saved(context: RequestContext, save: (tx: Transaction) => Promise<number>): Promise<ArticleSuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new ArticleSuccess((await articleLoader(context, this.database).load(id))!);
  }

  @FieldResolver(() => ID)
  id(@Root() article: Article): string {
    return toGlobalId("Article", article.id);
  }

  @FieldResolver(() => ApplicationType, { nullable: true })
  application(@Root() article: Article, @Ctx() context: RequestContext): Promise<ApplicationRow | null> | null {
    return article.applicationId === null
      ? null
      : applicationLoader(context, this.database).load(article.applicationId);
  }

  @FieldResolver(() => TicketType, { nullable: true, description: "The ticket whose resolution wrote the draft." })
  sourceTicket(@Root() article: Article, @Ctx() context: RequestContext): Promise<Ticket | null> | null {
    return article.sourceTicketNumber === null
      ? null
      : ticketLoader(context, this.database).load(article.sourceTicketNumber);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  createdBy(@Root() article: Article, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return article.createdById === null ? null : personLoader(context, this.database).load(article.createdById);
  }

  @FieldResolver(() => [TicketType], { description: "The tickets it solved that the viewer may see, latest first." })
  uses(
    @Root() article: Article,
    @Arg("first", () => Int, { description: "1 to 100." }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<Ticket[]> {
    return usesLoader(context, this.database, first).load(article.id);
  }
}

/** An id that is none of an article's: there is no such article. */
function articleId(id: string): number {
  return keyOf("Article", id) ?? refuse(new ArticleNotFound());
}

/** The article that solved a ticket. */
@Resolver(() => ResolutionType)
export class ResolutionArticleResolver {
  constructor(private readonly database: Sql) {}

  @FieldResolver(() => ArticleType, {
    nullable: true,
    description: "The article that solved it, or the draft written from it; null where the viewer reads no articles.",
  })
  article(@Root() ticket: Ticket, @Ctx() context: RequestContext): Promise<Article | null> | null {
    return ticket.articleId === null ? null : articleLoader(context, this.database).load(ticket.articleId);
  }
}
