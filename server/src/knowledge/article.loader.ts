import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { visibleTo } from "../tickets/ticket.policy.js";
import type { Article } from "./article.entity.js";
import { mayReadArticle } from "./article.policy.js";
import { readArticles } from "./article.rows.js";

/** Articles by id, in whatever state; null for those that the viewer may not know of. */
export function articleLoader(context: RequestContext, sql: Sql): DataLoader<number, Article | null> {
  const read = async (ids: readonly number[]) => {
    const articles = await readArticles(sql, ids);
    const visible = articles.filter((article) => context.viewer && mayReadArticle(context.viewer, article));
    return oneForEach(ids, visible, ({ id }) => id);
  };
  return context.loader<number, Article | null>("article", () => new DataLoader(read));
}

/** The tickets that each article solved and that the viewer may know of, latest first. */
export function usesLoader(context: RequestContext, sql: Sql, first: number): DataLoader<number, Ticket[]> {
  const read = async (ids: readonly number[]) => {
    const { sql: visible, parameters } = visibleTo(context.signedIn);
    const rows = await sql.query<(Ticket & { usedArticleId: number })[]>(
      `SELECT * FROM (
         SELECT t.*, u.articleId AS usedArticleId, u.usedAt,
                ROW_NUMBER() OVER (PARTITION BY u.articleId ORDER BY u.usedAt DESC, t.number DESC) AS nth
         FROM article_use u JOIN ticket t ON t.number = u.ticketNumber WHERE u.articleId IN (?) AND ${visible}
       ) ranked WHERE nth <= ? ORDER BY nth`,
      [ids, ...parameters, first],
    );
    const tickets = rows.map((row) => ({ ...row, position: Number(row.position) }));
    return manyForEach(ids, tickets, ({ usedArticleId }) => usedArticleId);
  };
  return context.loader<number, Ticket[]>(`article-uses:${first}`, () => new DataLoader(read));
}
