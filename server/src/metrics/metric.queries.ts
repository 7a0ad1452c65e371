import { BACKLOG_PLANS } from "./backlog.plans.js";
import { DURATION_PLANS } from "./duration.plans.js";
import { INTAKE_PLANS } from "./intake.plans.js";
import { LEVEL_PLANS } from "./level.plans.js";
import type { MetricId } from "./metric.definitions.js";
import type { MetricGrouping } from "./metric.input.js";
import type { Counted, Plan, Shape } from "./metric.plan.js";
import type { Query, Question } from "./metric.question.js";
import { QUALITY_PLANS } from "./quality.plans.js";
import { QuestionSql } from "./question-sql.js";
import { SERVICE_LEVEL_PLANS } from "./service-level.plans.js";

export const PLANS: Record<MetricId, Plan> = {
  ...INTAKE_PLANS,
  ...DURATION_PLANS,
  ...LEVEL_PLANS,
  ...BACKLOG_PLANS,
  ...QUALITY_PLANS,
  ...SERVICE_LEVEL_PLANS,
};

/** What is counted under some groupings: by what was waited for, say, each wait for it instead of all waiting together. */
export function countedBy(id: MetricId, groupBy: readonly MetricGrouping[]): Plan["counted"] {
  const { alsoBy, counted } = PLANS[id];
  return (alsoBy && groupBy.includes(alsoBy.grouping) && alsoBy.counted) || counted;
}

/** The figures of a metric by group. MySQL and MariaDB agree on everything used here. */
export function queryOf(id: MetricId, question: Question, counted: Plan["counted"]): Query {
  const sql = new QuestionSql(question);
  return { sql: SHAPES[PLANS[id].shape](sql, counted(sql)), parameters: sql.parameters };
}

const SHAPES: Record<Shape, (sql: QuestionSql, counted: Counted) => string> = {
  count: (sql, counted) =>
    `SELECT ${sql.groups(counted)}, COUNT(*) AS value FROM ${sql.rowsOf(counted)} ${sql.groupBy()}`,

  share: (sql, { distinct = false, ...counted }) => {
    const hit = `CASE WHEN ${counted.hit} THEN ${distinct ? "m.ticket" : "1"} END`;
    const [part, whole] = distinct
      ? [`COUNT(DISTINCT ${hit})`, "COUNT(DISTINCT m.ticket)"]
      : [`COUNT(${hit})`, "COUNT(*)"];
    return `SELECT ${sql.groups(counted)}, ${part} AS part, ${whole} AS whole FROM ${sql.rowsOf(counted)} ${sql.groupBy()}`;
  },

  ratio: (sql, counted) => `SELECT ${sql.groups(counted)}, COUNT(CASE WHEN ${counted.hit} THEN 1 END) AS part,
      COUNT(CASE WHEN ${counted.hit} THEN NULL ELSE 1 END) AS whole
    FROM ${sql.rowsOf(counted)} ${sql.groupBy()}`,

  parts: (sql, counted) => {
    const value = counted.adds ? `SUM(${counted.adds})` : "COUNT(*)";
    const apart = counted.apart ? `COUNT(CASE WHEN ${counted.apart} THEN 1 END)` : "0";
    return `SELECT ${sql.groups(counted)}, ${counted.part} AS part, ${value} AS value, ${apart} AS apart
      FROM ${sql.rowsOf(counted)} ${sql.groupBy(counted.part!)}`;
  },

  distribution,
};

/** Exact percentiles: the value at rank ceil(p * n) of the sorted values. */
function distribution(sql: QuestionSql, counted: Counted): string {
  const { groupBy, thresholdMs } = sql.question;
  const groups = groupBy.map((_, index) => `g${index}`);
  const partition = groups.length === 0 ? "" : `PARTITION BY ${groups.join(", ")}`;
  const rank = (percent: number) =>
    `MAX(CASE WHEN value IS NOT NULL AND rank_ = CEIL(valued * ${percent} / 100) THEN value END)`;
  const within = thresholdMs === null ? "NULL" : `SUM(CASE WHEN value <= ${thresholdMs} THEN 1 ELSE 0 END)`;
  // Missing values sort last, so that ranks count the others.
  return `SELECT ${groups.join(", ") || "NULL AS g0"}, MAX(valued) AS valued, COUNT(*) AS whole, AVG(value) AS mean,
      ${rank(50)} AS p50, ${rank(90)} AS p90, ${rank(99)} AS p99, ${within} AS inTime
    FROM (SELECT v.*, COUNT(value) OVER (${partition}) AS valued,
        ROW_NUMBER() OVER (${partition} ORDER BY value IS NULL, value) AS rank_
      FROM (SELECT ${sql.groups(counted)}, ${counted.value} AS value FROM ${sql.rowsOf(counted)}) v) r
    ${sql.groupBy()}`;
}
