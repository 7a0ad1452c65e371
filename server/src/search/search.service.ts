import type { Article } from "../knowledge/article.entity.js";
import { articlesVisibleTo } from "../knowledge/article.policy.js";
import { readArticles } from "../knowledge/article.rows.js";
import { type ArticleSelection, selectedArticles } from "../knowledge/article.service.js";
import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import { OPEN_STATES, type Ticket, type TicketState } from "../tickets/ticket.entity.js";
import { visibleTo } from "../tickets/ticket.policy.js";
import { readQuery, type SearchQuery } from "./query.rules.js";
import { type Condition, type Found, type Shelf, TextFinder } from "./text-finder.js";

export enum SearchScope {
  TICKETS = "TICKETS",
  ARTICLES = "ARTICLES",
}

export interface SearchRequest {
  text: string;
  scopes: readonly SearchScope[];
  first: number;
  applicationId: number | null;
  /** Of tickets. */
  states: readonly TicketState[] | null;
}

export interface SuggestionRequest {
  /** What has been written down so far. */
  text: string;
  applicationId: number | null;
  exceptTicket: number | null;
  first?: number;
}

export interface Hit<Node> {
  node: Node;
  score: number;
  excerpt: string;
}

export interface SearchResult {
  hits: Hit<Ticket | Article>[];
  /** There is more, or there may be: a search looks at the best candidates of its rarest words. */
  truncated: boolean;
}

export interface Suggestions {
  articles: Hit<Article>[];
  lookAlikes: Hit<Ticket>[];
}

const TICKETS: Shelf = {
  index: { table: "ticket_text", key: "ticketNumber", text: "body", columns: "body" },
  rows: "ticket t",
  from: "ticket t JOIN ticket_text x ON x.ticketNumber = t.number",
  key: "t.number",
  title: "t.subject",
  text: "x.body",
};

const ARTICLES: Shelf = {
  index: {
    table: "article",
    key: "id",
    text: "CONCAT_WS(' ', title, symptom, solution)",
    columns: "title, symptom, solution",
  },
  rows: "article a",
  from: "article a",
  key: "a.id",
  title: "a.title",
  text: "CONCAT_WS('\\n', a.symptom, a.solution)",
};

const LONGEST_QUESTION = 500;
const LONGEST_DESCRIPTION = 4_000;
// A search is asked for once, suggestions at every pause of somebody who types.
const SEARCH_BUDGET = 10_000;
const SUGGESTION_BUDGET = 3_000;
const SUGGESTED = 5;
/** What reaches less of the best suggestion's score is noise beside it. */
const SUGGESTION_FLOOR = 0.4;
/** A ticket whose number was typed stands above whatever merely mentions it. */
const NAMED = 2;

/** Finds tickets and articles for a viewer: never one that they could not open. */
export class SearchService {
  private readonly tickets: TextFinder;
  private readonly articles: TextFinder;

  constructor(
    private readonly database: Sql,
    clock: () => Date = () => new Date(),
  ) {
    this.tickets = new TextFinder(database, TICKETS, clock);
    this.articles = new TextFinder(database, ARTICLES, clock);
  }

  async search(viewer: Viewer, request: SearchRequest): Promise<SearchResult> {
    const query = readQuery(request.text.slice(0, LONGEST_QUESTION));
    const limit = request.first;
    const visible = and(visibleTo(viewer, "t"), ...ticketFilters(request));
    const [named, tickets, articles] = await Promise.all([
      request.scopes.includes(SearchScope.TICKETS) ? this.named(query, visible) : [],
      request.scopes.includes(SearchScope.TICKETS)
        ? this.tickets.find(query, visible, { limit, by: shelfOf(viewer), everyWord: true, budget: SEARCH_BUDGET })
        : NONE,
      request.scopes.includes(SearchScope.ARTICLES)
        ? this.articles.find(query, and(articlesVisibleTo(viewer, "a"), ofApplication("a", request.applicationId)), {
            limit,
            by: "SHELF",
            everyWord: true,
            budget: SEARCH_BUDGET,
          })
        : NONE,
    ]);
    const others = tickets.found.filter(({ key }) => !named.some((each) => each.key === key));
    const hits: Hit<Ticket | Article>[] = [
      ...(await this.withTickets([...named, ...others], visible)),
      ...(await this.withArticles(articles.found)),
    ].sort((a, b) => b.score - a.score);
    return {
      hits: hits.slice(0, limit),
      truncated: tickets.truncated || articles.truncated || hits.length > limit,
    };
  }

  /** While a request is being written down: articles that may solve it, and open tickets that may be the same. */
  async suggest(
    viewer: Viewer,
    { text, applicationId, exceptTicket, first = SUGGESTED }: SuggestionRequest,
  ): Promise<Suggestions> {
    const query = readQuery(text.slice(0, LONGEST_DESCRIPTION));
    const options = { limit: 3 * first, everyWord: false, budget: SUGGESTION_BUDGET, floor: SUGGESTION_FLOOR };
    const open = and(
      visibleTo(viewer, "t"),
      { sql: "t.state IN (?)", parameters: [OPEN_STATES] },
      ...(exceptTicket === null ? [] : [{ sql: "t.number <> ?", parameters: [exceptTicket] }]),
    );
    const [articles, tickets] = await Promise.all([
      this.articles.find(query, articlesVisibleTo(viewer, "a"), { ...options, by: "SHELF" }),
      this.tickets.find(query, open, { ...options, by: shelfOf(viewer) }),
    ]);
    return {
      articles: sameFirst(await this.withArticles(articles.found), applicationId, first),
      lookAlikes: sameFirst(await this.withTickets(tickets.found, open), applicationId, first),
    };
  }

  /** A page of the articles of a selection that answer a text, best first. */
  async articlePage(
    viewer: Viewer,
    text: string,
    selection: ArticleSelection,
    request: PageRequest,
  ): Promise<Page<Article>> {
    const skipped = Number(request.beyond?.[0] ?? 0);
    const { found } = await this.articles.find(
      readQuery(text.slice(0, LONGEST_QUESTION)),
      selectedArticles(viewer, selection),
      { limit: skipped + request.limit + 1, by: "SHELF", everyWord: true, budget: SEARCH_BUDGET },
    );
    const articles = await readArticles(
      this.database,
      found.slice(skipped).map(({ key }) => key),
    );
    const places = new Map(articles.map((article, index) => [article, skipped + index + 1]));
    return pageOf(articles, request, (article) => [places.get(article)!]);
  }

  /** The ticket whose number, here or in another system, is all that was typed. */
  private async named({ number, reference }: SearchQuery, visible: Condition): Promise<Found[]> {
    if (number === null && reference === null) return [];
    const rows = await this.database.query<{ number: number; description: string }[]>(
      `SELECT t.number, LEFT(t.description, 180) AS description FROM ticket t
       WHERE (t.number = ? OR t.externalReference = ?) AND ${visible.sql} LIMIT 2`,
      [number, reference, ...visible.parameters],
    );
    return rows.map((row) => ({ key: row.number, score: NAMED, excerpt: row.description.replace(/\s+/g, " ").trim() }));
  }

  private async withTickets(found: readonly Found[], visible: Condition): Promise<Hit<Ticket>[]> {
    if (found.length === 0) return [];
    const rows = await this.database.query<Ticket[]>(
      `SELECT t.* FROM ticket t WHERE t.number IN (?) AND ${visible.sql}`,
      [found.map(({ key }) => key), ...visible.parameters],
    );
    return hitsOf(
      found,
      rows.map((row) => ({ ...row, position: Number(row.position) })),
      (row) => row.number,
    );
  }

  private async withArticles(found: readonly Found[]): Promise<Hit<Article>[]> {
    const articles = await readArticles(
      this.database,
      found.map(({ key }) => key),
    );
    return hitsOf(found, articles, ({ id }) => id);
  }
}

const NONE: { found: Found[]; truncated: boolean } = { found: [], truncated: false };

/** Whoever reads no more than their own tickets has few of them. */
function shelfOf(viewer: Viewer): "SHELF" | "OWN" {
  return may(viewer, Permission.TICKETS_READ_DESK) ? "SHELF" : "OWN";
}

function ticketFilters({ applicationId, states }: SearchRequest): Condition[] {
  return [
    ofApplication("t", applicationId),
    ...(states && states.length > 0 ? [{ sql: "t.state IN (?)", parameters: [states] }] : []),
  ];
}

function ofApplication(alias: string, applicationId: number | null): Condition {
  return applicationId === null
    ? { sql: "TRUE", parameters: [] }
    : { sql: `${alias}.applicationId = ?`, parameters: [applicationId] };
}

function and(...conditions: Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(" AND "),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function hitsOf<Row>(found: readonly Found[], rows: readonly Row[], keyOf: (row: Row) => number): Hit<Row>[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return found.flatMap(({ key, score, excerpt }) => {
    const node = byKey.get(key);
    return node ? [{ node, score, excerpt }] : [];
  });
}

/** What is about the same application comes first; each part best first. */
function sameFirst<Row extends { applicationId: number | null }>(
  hits: readonly Hit<Row>[],
  applicationId: number | null,
  first: number,
): Hit<Row>[] {
  const same = hits.filter(({ node }) => applicationId !== null && node.applicationId === applicationId);
  return [...same, ...hits.filter((hit) => !same.includes(hit))].slice(0, first);
}
