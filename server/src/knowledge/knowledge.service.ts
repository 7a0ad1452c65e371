import { CompartmentKind, DESK_COMPARTMENT_ID } from "../applications/application.entity.js";
import { deskSettings } from "../desk/desk.settings.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { ActorKind } from "../platform/events/actor.js";
import { refuse, UnknownReference } from "../platform/graphql/problem.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { schedule, unschedule } from "../platform/jobs/timers.js";
import type { ResolutionCode, Ticket } from "../tickets/ticket.entity.js";
import { type Article, ArticleState } from "./article.entity.js";
import { ArticleEvent, articleEvent } from "./article.events.js";
import { insertArticle, lockArticle, saveArticle } from "./article.rows.js";
import { feedsKnowledge, LONGEST_TEXT, symptomOf, symptomsOf, withSymptom } from "./article.rules.js";
import { nearDuplicate, wordsOf } from "./similarity.rules.js";

export interface Feeding {
  ticket: Ticket;
  code: ResolutionCode;
  solution: string;
  /** The article that solved it, when the resolution names one. */
  articleId: number | null;
  /** Write a draft when none is named. */
  draft: boolean;
  /** Named articles are counted, nothing is written into the knowledge base. An import always is quiet. */
  quiet?: boolean;
  /** Where the article's id stands in the input, for the problem that refuses it. */
  path?: string;
}

export interface Fed {
  articleId: number | null;
  outcome: "NAMED" | "DRAFTED" | "MERGED" | "NONE";
}

const NOTHING: Fed = { articleId: null, outcome: "NONE" };
const DAY_MS = 86_400_000;
/** How many of an application's articles a resolution is compared with, the most alike first. */
const CANDIDATES = 20;
const WORDS_ASKED = 40;

/** Each resolution feeds the knowledge base: it names the article that solved the ticket, or leaves a draft. */
export class KnowledgeService {
  /** Call it after the ticket is locked: it locks articles, and while it drafts, the ticket's application. */
  async feed(tx: Transaction, { path = "input.resolution.article", ...feeding }: Feeding): Promise<Fed> {
    const { ticket } = feeding;
    feeding.quiet ||= tx.actor.kind === ActorKind.IMPORT;
    if (!feedsKnowledge(ticket.kind, feeding.code) || (await isSecret(tx, ticket))) return NOTHING;
    if (feeding.articleId !== null) return this.name(tx, feeding, feeding.articleId, path);
    if (!feeding.draft || feeding.quiet || feeding.solution.trim() === "") return NOTHING;
    const own = await this.ownDraft(tx, ticket);
    if (own) return this.rewrite(tx, feeding, own);
    // Two resolutions of one trouble at the same time: the second one waits, and finds the first one's draft.
    await tx.query("SELECT id FROM application WHERE id = ? FOR UPDATE", [ticket.applicationId]);
    const existing = await this.duplicate(tx, feeding);
    if (existing) {
      await this.use(tx, feeding, existing, ArticleEvent.MERGED);
      return { articleId: existing.id, outcome: "MERGED" };
    }
    return this.write(tx, feeding);
  }

  private async name(tx: Transaction, feeding: Feeding, id: number, path: string): Promise<Fed> {
    const article = await lockArticle(tx, id);
    const seen = article && [DESK_COMPARTMENT_ID, feeding.ticket.compartmentId].includes(article.compartmentId);
    if (!article || !seen || article.state === ArticleState.ARCHIVED) return refuse(new UnknownReference(path));
    await this.use(tx, feeding, article, ArticleEvent.USED);
    return { articleId: id, outcome: "NAMED" };
  }

  /** Counted once per ticket, however often it is reopened and solved again. */
  private async use(
    tx: Transaction,
    { ticket, quiet = false }: Feeding,
    article: Article,
    event: ArticleEvent.USED | ArticleEvent.MERGED,
  ): Promise<void> {
    const { affectedRows } = await tx.query<{ affectedRows: number }>(
      "INSERT IGNORE INTO article_use (ticketNumber, articleId, usedAt) VALUES (?, ?, ?)",
      [ticket.number, article.id, tx.now],
    );
    if (affectedRows > 0) article.useCount += 1;
    article.expiresAt = null;
    await unschedule(tx, DueKind.DRAFT_EXPIRES, article.id);
    tx.record(articleEvent(event, article, { before: article, ticketNumber: ticket.number }));
    const symptom = quiet ? null : withSymptom(article, symptomOf(ticket));
    if (symptom !== null) {
      article.symptom = symptom;
      article.version += 1;
      article.updatedAt = tx.now;
      tx.record(articleEvent(ArticleEvent.SYMPTOM_ADDED, article, { before: article, ticketNumber: ticket.number }));
    }
    await saveArticle(tx, article);
  }

  /** The draft that an earlier resolution of this very ticket left, as long as nobody else has relied on it. */
  private async ownDraft(tx: Transaction, { number }: Ticket): Promise<Article | null> {
    const [row] = await tx.query<{ id: number }[]>(
      `SELECT id FROM article WHERE sourceTicketNumber = ? AND state = 'TO_REVIEW' AND useCount = 0
       ORDER BY id DESC LIMIT 1`,
      [number],
    );
    const article = row ? await lockArticle(tx, row.id) : null;
    return article?.state === ArticleState.TO_REVIEW && article.useCount === 0 ? article : null;
  }

  /** The ticket was reopened: what its draft says did not last. */
  private async rewrite(tx: Transaction, { ticket, solution }: Feeding, article: Article): Promise<Fed> {
    if (article.solution !== solution.slice(0, LONGEST_TEXT)) {
      article.solution = solution.slice(0, LONGEST_TEXT);
      article.version += 1;
      article.updatedAt = tx.now;
      await saveArticle(tx, article);
      tx.record(articleEvent(ArticleEvent.EDITED, article, { before: article, ticketNumber: ticket.number }));
    }
    return { articleId: article.id, outcome: "DRAFTED" };
  }

  /** The article of the same application and language that says the same already. */
  private async duplicate(tx: Transaction, { ticket, solution }: Feeding): Promise<Article | null> {
    const symptom = symptomOf(ticket);
    const asked = [...new Set(wordsOf(`${symptom} ${solution}`))].slice(0, WORDS_ASKED).join(" ");
    const rows = await tx.query<Pick<Article, "id" | "title" | "symptom" | "solution">[]>(
      `SELECT id, title, symptom, solution FROM article
       WHERE MATCH (title, symptom, solution) AGAINST (? IN NATURAL LANGUAGE MODE)
         AND applicationId <=> ? AND language = ? AND compartmentId = ? AND state IN ('TO_REVIEW', 'PUBLISHED')
       ORDER BY MATCH (title, symptom, solution) AGAINST (? IN NATURAL LANGUAGE MODE) DESC LIMIT ?`,
      [asked, ticket.applicationId, ticket.language, ticket.compartmentId, asked, CANDIDATES],
    );
    const near = rows.find((row) =>
      symptomsOf(row).some((told) => nearDuplicate({ symptom: told, solution: row.solution }, { symptom, solution })),
    );
    const article = near ? await lockArticle(tx, near.id) : null;
    return article && article.state !== ArticleState.ARCHIVED ? article : null;
  }

  private async write(tx: Transaction, { ticket, solution }: Feeding): Promise<Fed> {
    const { draftExpiresDays } = await deskSettings(tx);
    const expiresAt = new Date(tx.now.getTime() + draftExpiresDays * DAY_MS);
    const article = await insertArticle(tx, {
      state: ArticleState.TO_REVIEW,
      language: ticket.language,
      title: ticket.subject,
      symptom: (ticket.description.trim() || ticket.subject).slice(0, LONGEST_TEXT),
      cause: null,
      solution: solution.slice(0, LONGEST_TEXT),
      applicationId: ticket.applicationId,
      compartmentId: ticket.compartmentId,
      sourceTicketNumber: ticket.number,
      createdById: tx.actor.kind === ActorKind.PERSON ? tx.actor.id : null,
      createdAt: tx.now,
      updatedAt: tx.now,
      expiresAt,
    });
    await schedule(tx, DueKind.DRAFT_EXPIRES, article.id, expiresAt);
    tx.record(articleEvent(ArticleEvent.DRAFTED, article, { ticketNumber: ticket.number }));
    return { articleId: article.id, outcome: "DRAFTED" };
  }
}

async function isSecret(tx: Transaction, ticket: Ticket): Promise<boolean> {
  if (ticket.compartmentId === DESK_COMPARTMENT_ID) return false;
  const [row] = await tx.query<{ kind: CompartmentKind }[]>("SELECT kind FROM compartment WHERE id = ?", [
    ticket.compartmentId,
  ]);
  return row?.kind === CompartmentKind.SECURITY;
}
