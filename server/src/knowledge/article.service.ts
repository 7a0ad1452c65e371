import { DESK_COMPARTMENT_ID } from "../applications/application.entity.js";
import { deskSettings } from "../desk/desk.settings.js";
import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import { InvalidField, InvalidInput, refuse, UnknownReference } from "../platform/graphql/problem.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { schedule, unschedule } from "../platform/jobs/timers.js";
import { type Article, ArticleState } from "./article.entity.js";
import { ArticleEvent, articleEvent } from "./article.events.js";
import { articlesVisibleTo, mayReadArticle } from "./article.policy.js";
import { ArticleChangedMeanwhile, ArticleNotFound } from "./article.problems.js";
import { insertArticle, lockArticle, readArticles, saveArticle } from "./article.rows.js";

export type ArticleFacts = Pick<Article, "title" | "symptom" | "cause" | "solution" | "language" | "applicationId">;

export interface ArticleSelection {
  states: readonly ArticleState[];
  applicationIds: readonly number[] | null;
  languages: readonly string[] | null;
}

const DAY_MS = 86_400_000;

/** Articles as people write, edit and review them. */
export class Articles {
  /** Published at once when its author may review; else to be reviewed, and found by technicians in the meantime. */
  async create(tx: Transaction, viewer: Viewer, facts: ArticleFacts): Promise<number> {
    const compartmentId = await compartmentOf(tx, viewer, facts.applicationId);
    const article = await insertArticle(tx, {
      ...facts,
      compartmentId,
      state: may(viewer, Permission.ARTICLES_REVIEW) ? ArticleState.PUBLISHED : ArticleState.TO_REVIEW,
      sourceTicketNumber: null,
      createdById: viewer.kind === "PERSON" ? viewer.personId : null,
      createdAt: tx.now,
      updatedAt: tx.now,
      expiresAt: null,
    });
    tx.record(articleEvent(ArticleEvent.CREATED, article));
    return article.id;
  }

  async edit(tx: Transaction, viewer: Viewer, id: number, version: number, facts: ArticleFacts): Promise<void> {
    const before = await this.locked(tx, viewer, id, version);
    if (Object.entries(facts).every(([name, value]) => before[name as keyof ArticleFacts] === value)) return;
    const compartmentId =
      facts.applicationId === before.applicationId
        ? before.compartmentId
        : await compartmentOf(tx, viewer, facts.applicationId);
    const article = { ...before, ...facts, compartmentId, version: before.version + 1, updatedAt: tx.now };
    if (before.expiresAt) {
      // Somebody cares for the draft: its time starts again.
      const { draftExpiresDays } = await deskSettings(tx);
      article.expiresAt = new Date(tx.now.getTime() + draftExpiresDays * DAY_MS);
      await schedule(tx, DueKind.DRAFT_EXPIRES, id, article.expiresAt);
    }
    await saveArticle(tx, article);
    tx.record(articleEvent(ArticleEvent.EDITED, article, { before }));
  }

  /** Publishes or archives; an archived article may come back. */
  async review(tx: Transaction, viewer: Viewer, id: number, version: number, decision: ArticleState): Promise<void> {
    if (decision === ArticleState.TO_REVIEW) refuse(new InvalidInput([new InvalidField("decision", "UNKNOWN_CHOICE")]));
    const before = await this.locked(tx, viewer, id, version);
    if (before.state === decision) return;
    const article = { ...before, state: decision, version: before.version + 1, updatedAt: tx.now, expiresAt: null };
    await unschedule(tx, DueKind.DRAFT_EXPIRES, id);
    await saveArticle(tx, article);
    const type = decision === ArticleState.PUBLISHED ? ArticleEvent.PUBLISHED : ArticleEvent.ARCHIVED;
    tx.record(articleEvent(type, article, { before }));
  }

  /** The timer of a draft: archived unless somebody used or reviewed it. */
  async onDraftExpires(tx: Transaction, id: number, dueAt: Date): Promise<void> {
    const before = await lockArticle(tx, id);
    if (before?.state !== ArticleState.TO_REVIEW || before.useCount > 0) return;
    const article = { ...before, state: ArticleState.ARCHIVED, version: before.version + 1, updatedAt: dueAt };
    await saveArticle(tx, { ...article, expiresAt: null });
    tx.record(articleEvent(ArticleEvent.EXPIRED, article, { before, occurredAt: dueAt }));
  }

  private async locked(tx: Transaction, viewer: Viewer, id: number, version: number): Promise<Article> {
    const article = await lockArticle(tx, id);
    if (!article || !mayReadArticle(viewer, article)) return refuse(new ArticleNotFound());
    if (article.version !== version) refuse(new ArticleChangedMeanwhile(article));
    return article;
  }
}

/** One page of articles, newest first. */
export async function readArticlePage(
  sql: Sql,
  viewer: Viewer,
  selection: ArticleSelection,
  request: PageRequest,
): Promise<Page<Article>> {
  const { sql: condition, parameters } = selectedArticles(viewer, selection);
  const beyond = request.beyond?.[0];
  const rows = await sql.query<{ id: number }[]>(
    `SELECT a.id FROM article a WHERE ${condition} ${beyond === undefined ? "" : "AND a.id < ?"}
     ORDER BY a.id DESC LIMIT ?`,
    [...parameters, ...(beyond === undefined ? [] : [beyond]), request.limit + 1],
  );
  const articles = await readArticles(
    sql,
    rows.map(({ id }) => id),
  );
  return pageOf(articles, request, ({ id }) => [id]);
}

/** The articles of a selection that the viewer may find, as a condition on the table aliased `a`. */
export function selectedArticles(
  viewer: Viewer,
  { states, applicationIds, languages }: ArticleSelection,
): { sql: string; parameters: unknown[] } {
  const { sql, parameters } = articlesVisibleTo(viewer, "a", states);
  const conditions = [sql];
  const values = [...parameters];
  for (const [column, among] of [
    ["applicationId", applicationIds],
    ["language", languages],
  ] as const) {
    if (among === null) continue;
    conditions.push(among.length === 0 ? "FALSE" : `a.${column} IN (?)`);
    if (among.length > 0) values.push(among);
  }
  return { sql: conditions.join(" AND "), parameters: values };
}

/** Who may know of an article: those who may know of its application's tickets. */
async function compartmentOf(tx: Transaction, viewer: Viewer, applicationId: number | null): Promise<number> {
  if (applicationId === null) return DESK_COMPARTMENT_ID;
  const [row] = await tx.query<{ compartmentId: number }[]>("SELECT compartmentId FROM application WHERE id = ?", [
    applicationId,
  ]);
  if (!row || !viewer.compartmentIds.has(row.compartmentId)) return refuse(new UnknownReference("input.application"));
  return row.compartmentId;
}
