import { insertRow, updateRow } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { Article } from "./article.entity.js";

/** A raw row's BIGINT may come as text. */
export function asArticle(row: Article): Article {
  return { ...row, position: Number(row.position) };
}

/** The article, locked until the transaction ends; null when there is none. */
export async function lockArticle(tx: Transaction, id: number): Promise<Article | null> {
  const [row] = await tx.query<Article[]>("SELECT * FROM article WHERE id = ? FOR UPDATE", [id]);
  return row ? asArticle(row) : null;
}

export type NewArticle = Omit<Article, "id" | "version" | "position" | "useCount">;

export async function insertArticle(tx: Transaction, article: NewArticle): Promise<Article> {
  const row = { ...article, version: 1, useCount: 0 };
  return { ...row, position: 0, id: await insertRow(tx, "article", row) };
}

/** Everything but the position, which the event log stamps at commit. */
export async function saveArticle(tx: Transaction, article: Article): Promise<void> {
  const columns: Partial<Article> = { ...article };
  delete columns.id;
  delete columns.position;
  await updateRow(tx, "article", { column: "id", value: article.id }, columns);
}

/** The articles with those ids, in their order; those that are not there are left out. */
export async function readArticles(sql: Sql, ids: readonly number[]): Promise<Article[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<Article[]>("SELECT * FROM article WHERE id IN (?)", [ids]);
  const byId = new Map(rows.map((row) => [row.id, asArticle(row)]));
  return ids.map((id) => byId.get(id)).filter((article) => article !== undefined);
}
