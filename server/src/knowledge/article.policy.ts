import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import { type Article, ArticleState } from "./article.entity.js";

/** Whether the viewer may know that the article exists. `articlesVisibleTo` says the same in SQL. */
export function mayReadArticle(viewer: Viewer, article: Pick<Article, "compartmentId">): boolean {
  return may(viewer, Permission.ARTICLES_READ) && viewer.compartmentIds.has(article.compartmentId);
}

/** The articles that the viewer may find, as a condition on the table aliased `a`; archived ones by asking for them. */
export function articlesVisibleTo(
  viewer: Viewer,
  a = "a",
  states: readonly ArticleState[] = [ArticleState.TO_REVIEW, ArticleState.PUBLISHED],
): { sql: string; parameters: unknown[] } {
  if (!may(viewer, Permission.ARTICLES_READ) || viewer.compartmentIds.size === 0 || states.length === 0) {
    return { sql: "FALSE", parameters: [] };
  }
  return {
    sql: `(${a}.compartmentId IN (?) AND ${a}.state IN (?))`,
    parameters: [[...viewer.compartmentIds], [...states]],
  };
}
