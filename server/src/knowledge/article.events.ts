import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";
import type { Article } from "./article.entity.js";

/** What happens to an article. `relatedId` is the ticket it happened for. */
export enum ArticleEvent {
  /** Written by a person. */
  CREATED = "ARTICLE_CREATED",
  /** Written from a resolved ticket, to be reviewed. */
  DRAFTED = "ARTICLE_DRAFTED",
  /** A resolution named it. */
  USED = "ARTICLE_USED",
  /** A resolution named none and said the same: used, instead of a draft that would have doubled it. */
  MERGED = "ARTICLE_MERGED",
  /** A symptom met by a ticket was added. */
  SYMPTOM_ADDED = "ARTICLE_SYMPTOM_ADDED",
  EDITED = "ARTICLE_EDITED",
  PUBLISHED = "ARTICLE_PUBLISHED",
  ARCHIVED = "ARTICLE_ARCHIVED",
  /** Nobody used or reviewed the draft in time. */
  EXPIRED = "ARTICLE_EXPIRED",
}

type Before = Partial<Pick<Article, "state" | "applicationId" | "compartmentId">>;

export function articleEvent(
  type: ArticleEvent,
  article: Article,
  { before = {}, ticketNumber, occurredAt }: { before?: Before; ticketNumber?: number; occurredAt?: Date } = {},
): NewEvent {
  return {
    subjectType: SubjectType.ARTICLE,
    subjectId: article.id,
    subjectVersion: article.version,
    type,
    articleId: article.id,
    relatedId: ticketNumber ?? null,
    stateBefore: before.state ?? null,
    stateAfter: article.state,
    applicationIdBefore: before.applicationId ?? null,
    applicationIdAfter: article.applicationId,
    compartmentIdBefore: before.compartmentId ?? null,
    compartmentIdAfter: article.compartmentId,
    ...(occurredAt ? { occurredAt } : {}),
  };
}
