import type { MetricGrouping } from "./metric.input.js";
import type { QuestionSql } from "./question-sql.js";

/** How the rows of a metric become its value. A ratio's part and whole are different things. */
export type Shape = "count" | "share" | "ratio" | "parts" | "distribution";

/** The things that a metric is about: rows `m` of metric_fact, and what its shape adds up of them. */
export interface Counted {
  from: string;
  where: readonly string[];
  /** The number of the period that a row belongs to. */
  bucket: string;
  /** Of a distribution: the duration, null while it has not ended. */
  value?: string;
  /** Of a breakdown. */
  part?: string;
  /** Of a breakdown: the rows that are counted once more beside the parts. */
  apart?: string;
  /** Of a breakdown: what a row adds to its part, if not 1. */
  adds?: string;
  /** Of a share or ratio: the row is part of it. */
  hit?: string;
  /** A ticket met twice is one ticket. */
  distinct?: boolean;
  /** Rows that count although their ticket has been discarded by asOf. */
  discardedToo?: string;
  /** Whose doing a row is, if not simply that of `m`. */
  person?: string;
  /** What `m.part` is, where one can group by it. */
  partIs?: "WAITING_FOR" | "TARGET" | "MEANS";
}

/** How one metric is computed. */
export interface Plan {
  shape: Shape;
  counted: (sql: QuestionSql) => Counted;
  /** What its definition shows it by once more, always. */
  alsoBy?: { grouping: MetricGrouping; counted?: (sql: QuestionSql) => Counted };
  /** What is counted beside the parts. */
  apartKey?: string;
  /** Its durations have no second clock. */
  calendarOnly?: boolean;
}
