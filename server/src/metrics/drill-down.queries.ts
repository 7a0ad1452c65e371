import type { MetricId } from "./metric.definitions.js";
import type { Counted, Plan } from "./metric.plan.js";
import { PLANS } from "./metric.queries.js";
import type { GroupValue, Query, Question } from "./metric.question.js";
import { QuestionSql } from "./question-sql.js";

/** Which figure of a report is meant: the groups of its row, as the database has them, and what of its value. */
export interface Selected {
  id: MetricId;
  counted: (sql: QuestionSql) => Counted;
  groups: readonly GroupValue[];
  /**
   * Null: all of it. Else a part's key (those apart too); PART or REST of a share; KNOWN, STILL_OPEN, UNDER_THRESHOLD
   * or OVER_THRESHOLD of a distribution.
   */
  part: string | null;
}

/** Where a thing stands in the list: its instant, its ticket, and which one of the ticket's it is. */
export type ThingKey = readonly [at: number, ticket: number, n: number];

export interface ThingRow {
  at: number;
  ticket: number;
  n: number;
  value: number | string | null;
  part: string | null;
  hit: number | null;
}

export interface TotalRow {
  total: number | string | null;
  tickets: number;
}

/** The things that a figure adds up, the latest first. */
export function thingsBehind(question: Question, selected: Selected, beyond: ThingKey | null, limit: number): Query {
  const sql = new QuestionSql(question);
  const from = selection(sql, selected);
  return {
    sql: `SELECT r.at, r.ticket, r.n, r.value, r.part, r.hit FROM ${from} ${beyond ? `AND ${after(sql, beyond)}` : ""}
      ORDER BY r.at DESC, r.ticket DESC, r.n DESC LIMIT ${sql.bind(limit)}`,
    parameters: sql.parameters,
  };
}

/** What they add up to. */
export function totalBehind(question: Question, selected: Selected): Query {
  const sql = new QuestionSql(question);
  const from = selection(sql, selected);
  return {
    sql: `SELECT SUM(r.adds) AS total, COUNT(DISTINCT r.ticket) AS tickets FROM ${from}`,
    parameters: sql.parameters,
  };
}

function selection(sql: QuestionSql, { id, counted, groups, part }: Selected): string {
  const plan = PLANS[id];
  const things = counted(sql);
  const rows = things.distinct ? tickets(sql, things, groups) : each(sql, things, groups);
  return `(${rows}) r WHERE ${partCondition(sql, plan, part)}`;
}

function each(sql: QuestionSql, things: Counted, groups: readonly GroupValue[]): string {
  // Bound in the order in which they stand in the text.
  const columns = `m.at, m.ticket, m.n, ${things.adds ?? things.value ?? "NULL"} AS value, ${things.part ?? "NULL"} AS part,
    ${things.apart ?? "FALSE"} AS apart, ${things.hit ?? "NULL"} AS hit, ${things.adds ?? "1"} AS adds`;
  return `SELECT ${columns} FROM ${[sql.rowsOf(things), ...sql.inGroup(things, groups)].join(" AND ")}`;
}

/** A ticket met twice is one ticket, and part of the figure if one of the two is. */
function tickets(sql: QuestionSql, things: Counted, groups: readonly GroupValue[]): string {
  return `SELECT MAX(m.at) AS at, m.ticket, MAX(m.n) AS n, NULL AS value, NULL AS part, FALSE AS apart,
      MAX(CASE WHEN ${things.hit} THEN 1 ELSE 0 END) AS hit, 1 AS adds
    FROM ${[sql.rowsOf(things), ...sql.inGroup(things, groups)].join(" AND ")} GROUP BY m.ticket`;
}

function partCondition(sql: QuestionSql, { shape, apartKey }: Plan, part: string | null): string {
  const threshold = sql.question.thresholdMs ?? 0;
  switch (shape) {
    case "ratio":
      // Its whole are other things than its part.
      return part === "PART" ? "r.hit" : "NOT r.hit";
    case "share":
      return part === null ? "TRUE" : part === "PART" ? "r.hit" : "NOT COALESCE(r.hit, FALSE)";
    case "parts":
      if (part === null) return "TRUE";
      return part === apartKey ? "r.apart" : `r.part = ${sql.bind(part)}`;
    case "distribution":
      if (part === null) return "TRUE";
      if (part === "KNOWN") return "r.value IS NOT NULL";
      if (part === "STILL_OPEN") return "r.value IS NULL";
      return `r.value ${part === "UNDER_THRESHOLD" ? "<=" : ">"} ${threshold}`;
    case "count":
      return "TRUE";
  }
}

function after(sql: QuestionSql, [at, ticket, n]: ThingKey): string {
  const [x, y, z] = [sql.bind(at), sql.bind(at), sql.bind(ticket)];
  return `(r.at < ${x} OR (r.at = ${y} AND (r.ticket < ${z} OR (r.ticket = ${sql.bind(ticket)} AND r.n < ${sql.bind(n)}))))`;
}
