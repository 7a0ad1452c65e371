import { LASTING_DAYS, MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import type { Counted, Plan } from "./metric.plan.js";
import { FactKind } from "./metric-fact.entity.js";
import type { QuestionSql } from "./question-sql.js";

const LASTING_MS = LASTING_DAYS * 86_400_000;

/** Whether what was solved stayed solved, and whether it was learnt from. */
export const QUALITY_PLANS = {
  [MetricId.share_firstContact]: {
    shape: "share",
    counted: (sql) => ({
      ...sql.of(FactKind.RESOLUTION, [sql.standing()]),
      hit: `(m.flag AND NOT COALESCE(${reopenedSoon(sql)}, FALSE) AND NOT COALESCE(${followedUpSoon(sql)}, FALSE))`,
    }),
    alsoBy: { grouping: MetricGrouping.KIND },
  },
  [MetricId.reopen_rate]: {
    shape: "share",
    counted: (sql) => ({ ...sql.of(FactKind.RESOLUTION), hit: reopenedSoon(sql), distinct: true }),
  },
  [MetricId.followup_rate]: {
    shape: "share",
    counted: (sql) => ({ ...sql.of(FactKind.RESOLUTION), hit: followedUpSoon(sql), distinct: true }),
  },
  [MetricId.knowledge_reuse]: {
    shape: "share",
    counted: (sql) => ({
      ...sql.of(FactKind.RESOLUTION),
      hit: "(m.articleId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = m.articleId AND a.sourceTicketNumber = m.ticket))",
    }),
  },
  [MetricId.knowledge_duplicates]: { shape: "share", counted: draftsDue },
} satisfies Partial<Record<MetricId, Plan>>;

function reopenedSoon(sql: QuestionSql): string {
  return `(${sql.ended("m")} AND m.endKnownAt - m.at <= ${LASTING_MS})`;
}

function followedUpSoon(sql: QuestionSql): string {
  return `(m.followedUpAt < ${sql.until}${sql.upTo("m.followedUpPosition")} AND m.followedUpAt - m.at <= ${LASTING_MS})`;
}

/** The drafts that resolutions led to (`e`), those merged at once into an article that said the same among them. */
function draftsDue(sql: QuestionSql): Counted {
  const instant = (milliseconds: number) => `'${new Date(milliseconds).toISOString().slice(0, -1).replace("T", " ")}'`;
  return {
    from: `event e STRAIGHT_JOIN metric_fact m ON m.kind = 'RESOLUTION' AND m.magnitude = 0 AND m.ticket = e.relatedId
      AND m.at = TIMESTAMPDIFF(MICROSECOND, '1970-01-01', e.recordedAt) DIV 1000`,
    where: [
      "e.subjectType = 'ARTICLE'",
      "e.type IN ('ARTICLE_DRAFTED', 'ARTICLE_MERGED')",
      `e.recordedAt >= ${instant(sql.from)} AND e.recordedAt < ${instant(sql.end)}${sql.upTo("e.position")}`,
    ],
    bucket: sql.bucket("m.at"),
    hit: "e.type = 'ARTICLE_MERGED'",
  };
}
