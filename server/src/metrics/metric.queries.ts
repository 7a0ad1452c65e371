import { BACKLOG_STATES, MetricId, REOPEN_DAYS, SKIPPED } from "./metric.definitions.js";
import type { Bucket } from "./metric-period.rules.js";

/** What a ticket's rows can be grouped by; PERIOD stands for its day, week, month, quarter or year. */
export type Dimension = "APPLICATION" | "NATURE" | "KIND" | "CHANNEL" | "LEVEL" | "TEAM" | "PERIOD";

/** A question about one metric, checked and complete. */
export interface Question {
  from: Date;
  /** Exclusive. */
  to: Date;
  /** Exclusive: the first instant after asOf. */
  until: Date;
  /** One for the whole period, or those it is grouped by. */
  buckets: readonly Bucket[];
  groupBy: readonly Dimension[];
  /** Null: all of them. */
  applicationIds: readonly number[] | null;
  compartmentIds: readonly number[];
  /** The level k of the metrics of a level; null: every level. */
  level: number | null;
  thresholdMs: number | null;
}

export interface Query {
  sql: string;
  parameters: unknown[];
}

/** The groups of a row, as the database gives them. */
export interface GroupedRow {
  g0: string | number | null;
  g1: string | number | null;
}

export interface CountRow extends GroupedRow {
  value: number;
}
export interface ShareRow extends GroupedRow {
  part: number;
  whole: number;
}
export interface PartRow extends GroupedRow {
  part: string;
  value: number;
  apart: number;
}
export interface DistributionRow extends GroupedRow {
  valued: number;
  whole: number;
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  inTime: number | null;
}

const COLUMNS: Record<Dimension, string> = {
  APPLICATION: "f.applicationIdAfter",
  NATURE: "f.natureAfter",
  KIND: "f.kindAfter",
  CHANNEL: "f.channel",
  LEVEL: "b.level",
  TEAM: "b.teamId",
  PERIOD: "b.bucket",
};

const DAY = 86_400_000;

/**
 * Behind a derived table that looks up rows one by one: with a limit it is computed once and kept. Merged into the
 * query around it, its look-ups would be made again for every mention of their results.
 */
const ONCE = "LIMIT 18446744073709551615";

/** How the rows of a metric become its value. */
export type Shape = "count" | "share" | "parts" | "distribution";

interface Plan {
  shape: Shape;
  /** The rows that the metric is about: each with its ticket, period, level, team, and what its shape adds up. */
  rows: (builder: Builder, question: Question) => string;
  discardedToo?: boolean;
  /** A ticket met twice is one ticket. */
  distinct?: boolean;
}

/** One figure of a report: the groups of its row, as the database gives them, and what of the value is meant. */
export interface Selection {
  g0: string | number | null;
  g1: string | number | null;
  /**
   * Null: all of it. Else a part's key (those apart too); PART or REST of a share; KNOWN, STILL_OPEN, UNDER_THRESHOLD
   * or OVER_THRESHOLD of a distribution.
   */
  part: string | null;
}

export interface TicketBehindRow {
  ticket: number;
  /** The (longest) duration, where the metric measures one. */
  value: number | null;
}

/**
 * The query of a metric. Each one first finds the events that the metric is about (`b`: the ticket, the period, the
 * level and team as at the event, the position of the ticket's last event known at asOf), then reads the ticket's
 * facts there (`f`), leaves out what the viewer may not see and, unless cancellations are the point, what was
 * cancelled or merged, and adds up by group. MySQL and MariaDB agree on everything used here.
 */
export function queryOf(id: MetricId, question: Question): Query {
  const builder = new Builder(question);
  const plan = PLANS[id];
  const sql = SHAPES[plan.shape](builder, plan.rows(builder, question), plan);
  return { sql, parameters: builder.parameters };
}

/** The tickets behind one figure, by number: the rows that `queryOf` adds up. */
export function ticketsBehind(
  id: MetricId,
  question: Question,
  selection: Selection,
  page: { after: number; first: number },
): Query {
  const builder = new Builder(question);
  const plan = PLANS[id];
  const value = plan.shape === "distribution" ? "b.value" : "NULL";
  const sql = `SELECT b.ticket AS ticket, MAX(${value}) AS value
    FROM ${builder.facts(plan.rows(builder, question), plan.discardedToo)} AND b.ticket > ${builder.bind(page.after)}
      ${builder.only(selection)} AND ${partCondition(builder, plan.shape, selection.part)}
    GROUP BY b.ticket ORDER BY b.ticket LIMIT ${builder.bind(page.first)}`;
  return { sql, parameters: builder.parameters };
}

function partCondition(b: Builder, shape: Shape, part: string | null): string {
  if (part === null) return "TRUE";
  if (shape === "parts") return part === SKIPPED ? "b.apart" : `b.part = ${b.bind(part)}`;
  if (shape === "share") return part === "PART" ? "b.hit" : "NOT COALESCE(b.hit, FALSE)";
  const threshold = b.question.thresholdMs ?? 0;
  if (part === "KNOWN") return "b.value IS NOT NULL";
  if (part === "STILL_OPEN") return "b.value IS NULL";
  return part === "UNDER_THRESHOLD" ? `b.value <= ${threshold}` : `b.value > ${threshold}`;
}

const PLANS: Record<MetricId, Plan> = {
  [MetricId.intake_received]: { shape: "count", rows: (b) => eventsOfPeriod(b, "RECORDED") },
  [MetricId.handled_resolved]: {
    shape: "parts",
    rows: (b) => lastResolutions(b, "e.resolutionCode AS part, 0 AS apart"),
  },
  [MetricId.time_takeCharge]: {
    shape: "distribution",
    rows: (b) =>
      eventsOfPeriod(
        b,
        "RECORDED",
        `${milliseconds("t.recordedAt")} - ${milliseconds("e.recordedAt")} AS value`,
        // One event of a ticket has this bit.
        () => `LEFT JOIN event t ON t.subjectType = 'TICKET' AND t.subjectId = e.subjectId
          AND t.takesCharge IN (1, 3) AND t.recordedAt < ${b.until()}`,
      ),
  },
  [MetricId.time_takeCharge_level]: { shape: "distribution", rows: arrivals },
  [MetricId.time_resolve]: {
    shape: "distribution",
    rows: (b) =>
      lastResolutions(
        b,
        `${milliseconds("e.recordedAt")} - ${milliseconds("r.recordedAt")} AS value`,
        "JOIN event r ON r.subjectType = 'TICKET' AND r.subjectId = e.subjectId AND r.type = 'RECORDED'",
      ),
  },
  [MetricId.escalation_rate]: { shape: "parts", rows: endsOfStays, discardedToo: true },
  [MetricId.backlog_open]: { shape: "parts", rows: openAtEnds },
  [MetricId.reopen_rate]: {
    shape: "share",
    // A ticket resolved twice in a period is one ticket of its cohort.
    distinct: true,
    rows: (b, question) =>
      resolutions(
        b,
        `${milliseconds("o.reopenedAt")} - ${milliseconds("e.recordedAt")} <= ${REOPEN_DAYS * DAY} AS hit`,
        () => b.bind(earlier(question.until, new Date(endOf(question).getTime() + REOPEN_DAYS * DAY + 1))),
      ),
  },
  [MetricId.knowledge_reuse]: {
    shape: "share",
    rows: (b) =>
      eventsOfPeriod(
        b,
        "RESOLVED",
        "e.articleId IS NOT NULL AND NOT (a.sourceTicketNumber <=> e.subjectId) AS hit",
        () => "LEFT JOIN article a ON a.id = e.articleId",
      ),
  },
};

const SHAPES: Record<Shape, (builder: Builder, rows: string, plan: Plan) => string> = {
  count: counts,
  share: shares,
  parts,
  distribution,
};

/** A query under construction: its parameters, in the order in which its text names them. */
class Builder {
  readonly parameters: unknown[] = [];
  private readonly starts: string;

  constructor(readonly question: Question) {
    this.starts = question.buckets.map(({ startsAt }) => startsAt.getTime()).join(", ");
  }

  bind(value: unknown): string {
    this.parameters.push(value);
    return "?";
  }

  from(): string {
    return this.bind(this.question.from);
  }

  until(): string {
    return this.bind(this.question.until);
  }

  /** Where the period ends as seen at asOf. */
  end(): string {
    return this.bind(endOf(this.question));
  }

  /** The number of the period in which an instant lies; -1 before the first. (INTERVAL of null is -1, not null.) */
  bucket(instant: string): string {
    return `(INTERVAL(${milliseconds(instant)}, ${this.starts}) - 1)`;
  }

  /**
   * The position of the ticket's last event known at asOf (`k` is the ticket). Its row knows the last one of all, which
   * is that one unless the ticket has changed since.
   */
  known(): string {
    return `CASE WHEN k.updatedAt < ${this.until()} THEN k.position ELSE
      (SELECT x.position FROM event x WHERE x.subjectType = 'TICKET' AND x.subjectId = k.number
        AND x.recordedAt < ${this.until()} ORDER BY x.position DESC LIMIT 1) END AS known`;
  }

  /**
   * The ticket of an event, if the viewer may see it. The compartment is today's, for past periods too: a ticket found
   * to be secret leaves every figure.
   */
  ticketOf(number: string): string {
    const { compartmentIds } = this.question;
    const visible = compartmentIds.length === 0 ? "FALSE" : `k.compartmentId IN (${this.bind([...compartmentIds])})`;
    return `JOIN ticket k ON k.number = ${number} AND ${visible}`;
  }

  /** The level and team of an event, read only where something is grouped by them. */
  place(level: string, teamId: string): string {
    const { groupBy } = this.question;
    const read = (dimension: Dimension, column: string) => (groupBy.includes(dimension) ? column : "NULL");
    return `${read("LEVEL", level)} AS level, ${read("TEAM", teamId)} AS teamId`;
  }

  group(): string {
    const [first, second] = this.question.groupBy;
    return `${first ? COLUMNS[first] : "NULL"} AS g0, ${second ? COLUMNS[second] : "NULL"} AS g1`;
  }

  /** Only the rows of one group. */
  only({ g0, g1 }: Selection): string {
    const values = [g0, g1];
    return this.question.groupBy.map((by, index) => `AND ${COLUMNS[by]} <=> ${this.bind(values[index])}`).join(" ");
  }

  groupBy(...more: string[]): string {
    const columns = [...this.question.groupBy.map((_, index) => `g${index}`), ...more];
    return columns.length === 0 ? "" : `GROUP BY ${columns.join(", ")}`;
  }

  /** The facts beside a metric's own rows, and what is left out. */
  facts(base: string, discardedToo = false): string {
    const { applicationIds } = this.question;
    const conditions = [`f.stateAfter NOT IN ('CANCELLED', 'MERGED') ${discardedToo ? "OR b.part = 'DISCARDED'" : ""}`];
    if (applicationIds) {
      conditions.push(
        applicationIds.length === 0 ? "FALSE" : `f.applicationIdAfter IN (${this.bind([...applicationIds])})`,
      );
    }
    return `(${base} ${ONCE}) b JOIN event f ON f.position = b.known
      WHERE ${conditions.map((condition) => `(${condition})`).join(" AND ")}`;
  }
}

/** The exclusive end of the period as seen at asOf. */
export function endOf({ to, until }: Pick<Question, "to" | "until">): Date {
  return earlier(to, until);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** Milliseconds since 1970, whatever the session's time zone. */
function milliseconds(instant: string): string {
  return `(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ${instant}) DIV 1000)`;
}

/** The events of one type in the period; `more` says what else is wanted of them, and `join` where it is found. */
function eventsOfPeriod(b: Builder, type: "RECORDED" | "RESOLVED", more = "NULL AS value", join = () => ""): string {
  return `SELECT e.subjectId AS ticket, ${b.bucket("e.recordedAt")} AS bucket,
      ${b.place("e.levelAfter", "e.teamIdAfter")}, ${more}, ${b.known()}
    FROM event e ${b.ticketOf("e.subjectId")} ${join()}
    WHERE e.subjectType = 'TICKET' AND e.type = '${type}'
      AND e.recordedAt >= ${b.from()} AND e.recordedAt < ${b.end()}`;
}

/**
 * The resolutions `e` of the period, each with the reopening that followed it (`o`) before an instant: between two
 * resolutions there is one. (Looking it up for each resolution, by a later position, must not be written: MariaDB 10.11
 * makes an index range of the first outer row's position, keeps it for the others, and loses rows.)
 */
function resolutions(b: Builder, more: string, before: () => string, join = ""): string {
  return `SELECT e.subjectId AS ticket, ${b.bucket("e.recordedAt")} AS bucket,
      ${b.place("e.levelAfter", "e.teamIdAfter")}, ${more}, ${b.known()}
    FROM (SELECT v.position, v.type, LEAD(v.recordedAt) OVER (PARTITION BY v.subjectId ORDER BY v.position) AS reopenedAt
        FROM event v WHERE v.subjectType = 'TICKET' AND v.type IN ('RESOLVED', 'REOPENED')
          AND v.recordedAt >= ${b.from()} AND v.recordedAt < ${before()}) o
      JOIN event e ON e.position = o.position ${b.ticketOf("e.subjectId")} ${join}
    WHERE o.type = 'RESOLVED' AND e.recordedAt < ${b.end()}`;
}

/** Of the period's resolutions those that still stood when their period ended. */
function lastResolutions(b: Builder, more: string, join = ""): string {
  return `${resolutions(b, more, () => b.end(), join)}
    AND (o.reopenedAt IS NULL OR ${b.bucket("o.reopenedAt")} > ${b.bucket("e.recordedAt")})`;
}

/**
 * The arrivals at a level in the period, with the time to the first human act there. That act ends the search, and so
 * does leaving the level; leaving it may be that act.
 */
function arrivals(b: Builder, { level }: Question): string {
  const next = (column: string) => `LEAD(n.${column}) OVER (PARTITION BY n.subjectId ORDER BY n.position)`;
  return `SELECT a.ticket, ${b.bucket("a.recordedAt")} AS bucket, ${b.place("a.levelAfter", "e.teamIdAfter")},
      CASE WHEN a.type = 'RECORDED' AND a.takesCharge >= 2 THEN 0
        WHEN a.nextCharge >= 2 THEN ${milliseconds("a.nextAt")} - ${milliseconds("a.recordedAt")} END AS value,
      ${b.known()}
    FROM (SELECT n.subjectId AS ticket, n.position, n.type, n.recordedAt, n.levelBefore, n.levelAfter, n.takesCharge,
        ${next("recordedAt")} AS nextAt, ${next("takesCharge")} AS nextCharge
      FROM (SELECT DISTINCT i.subjectId AS ticket FROM event i WHERE i.subjectType = 'TICKET'
          AND i.type IN ('RECORDED', 'ESCALATED', 'HANDED_BACK', 'TRANSFERRED', 'REOPENED')
          AND i.recordedAt >= ${b.from()} AND i.recordedAt < ${b.end()}) c
        JOIN event n ON n.subjectType = 'TICKET' AND n.subjectId = c.ticket AND n.recordedAt < ${b.until()}
      WHERE n.levelBefore IS NULL OR n.levelBefore <> n.levelAfter OR n.takesCharge >= 2) a
    ${b.ticketOf("a.ticket")} ${b.question.groupBy.includes("TEAM") ? "JOIN event e ON e.position = a.position" : ""}
    WHERE (a.levelBefore IS NULL OR a.levelBefore <> a.levelAfter)
      AND a.recordedAt >= ${b.from()} AND a.recordedAt < ${b.end()}
      ${level === null ? "" : `AND a.levelAfter = ${b.bind(level)}`}`;
}

/** The stays at a level that ended in the period, and how. */
function endsOfStays(b: Builder, { level }: Question): string {
  return `SELECT e.subjectId AS ticket, ${b.bucket("e.recordedAt")} AS bucket,
      ${b.place("e.levelBefore", "e.teamIdBefore")},
      CASE e.type WHEN 'ESCALATED' THEN 'UP' WHEN 'HANDED_BACK' THEN 'DOWN' WHEN 'TRANSFERRED' THEN 'SIDEWAYS'
        WHEN 'RESOLVED' THEN 'RESOLVED' ELSE 'DISCARDED' END AS part,
      CASE WHEN e.type = 'ESCALATED' AND e.skipsLevel THEN 1 ELSE 0 END AS apart,
      ${b.known()}
    FROM event e ${b.ticketOf("e.subjectId")} WHERE e.subjectType = 'TICKET'
      AND e.type IN ('ESCALATED', 'HANDED_BACK', 'TRANSFERRED', 'RESOLVED', 'CANCELLED', 'MERGED')
      AND e.recordedAt >= ${b.from()} AND e.recordedAt < ${b.end()}
      ${level === null ? "" : `AND e.levelBefore = ${b.bind(level)}`}`;
}

/**
 * The open tickets at the end of each period. Few event types open and end a ticket, so an index alone tells which
 * tickets were open at an end; only their events are read.
 */
function openAtEnds(b: Builder): string {
  const { buckets, ...question } = b.question;
  const end = endOf(question);
  const ends = buckets.filter(({ startsAt }) => startsAt < end).length;
  if (ends === 0)
    return "SELECT 0 AS ticket, 0 AS bucket, 0 AS level, 0 AS teamId, '' AS part, 0 AS apart, 0 AS known FROM DUAL WHERE FALSE";
  const startsIn = (instant: string) => `GREATEST(${b.bucket(instant)}, 0)`;
  const endsIn = (instant: string) => `CASE WHEN ${instant} IS NULL THEN ${ends} ELSE ${b.bucket(instant)} END`;
  const open = BACKLOG_STATES.map((state) => `'${state}'`).join(", ");
  return `SELECT q.ticket, n.n AS bucket, q.level, q.teamId, q.part, 0 AS apart, q.known
    FROM (SELECT s.*, ${startsIn("s.startsAt")} AS firstEnd, ${endsIn("s.endsAt")} AS lastEnd
      FROM (SELECT e.subjectId AS ticket, ${b.place("e.levelAfter", "e.teamIdAfter")}, e.stateAfter AS part, o.known,
        e.recordedAt AS startsAt,
        LEAD(e.recordedAt) OVER (PARTITION BY e.subjectId ORDER BY e.position) AS endsAt
      FROM (SELECT i.ticket, ${b.known()}
          FROM (SELECT DISTINCT w.ticket
              FROM (SELECT v.subjectId AS ticket, v.type, v.recordedAt AS startsAt,
                    LEAD(v.recordedAt) OVER (PARTITION BY v.subjectId ORDER BY v.position) AS endsAt
                  FROM event v WHERE v.subjectType = 'TICKET'
                    AND v.type IN ('RECORDED', 'REOPENED', 'RESOLVED', 'CANCELLED', 'MERGED')
                    AND v.recordedAt < ${b.end()}) w
              WHERE w.type IN ('RECORDED', 'REOPENED')
                AND ${startsIn("w.startsAt")} < ${endsIn("w.endsAt")}) i ${b.ticketOf("i.ticket")} ${ONCE}) o
        JOIN event e ON e.subjectType = 'TICKET' AND e.subjectId = o.ticket AND e.recordedAt < ${b.end()}) s
      WHERE s.part IN (${open}) AND ${startsIn("s.startsAt")} < ${endsIn("s.endsAt")} ${ONCE}) q
    JOIN (WITH RECURSIVE n AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM n WHERE n < ${ends - 1}) SELECT n FROM n) n
      ON n.n >= q.firstEnd AND n.n < q.lastEnd`;
}

function counts(b: Builder, base: string): string {
  return `SELECT ${b.group()}, COUNT(*) AS value FROM ${b.facts(base)} ${b.groupBy()}`;
}

function shares(b: Builder, base: string, { distinct = false }: Plan): string {
  const part = distinct
    ? "COUNT(DISTINCT CASE WHEN b.hit THEN b.ticket END)"
    : "SUM(CASE WHEN b.hit THEN 1 ELSE 0 END)";
  const whole = distinct ? "COUNT(DISTINCT b.ticket)" : "COUNT(*)";
  return `SELECT ${b.group()}, ${part} AS part, ${whole} AS whole FROM ${b.facts(base)} ${b.groupBy()}`;
}

function parts(b: Builder, base: string, { discardedToo = false }: Plan): string {
  return `SELECT ${b.group()}, b.part AS part, COUNT(*) AS value, SUM(b.apart) AS apart
    FROM ${b.facts(base, discardedToo)} ${b.groupBy("part")}`;
}

/** Exact percentiles: the value at rank ceil(p * n) of the sorted values. */
function distribution(b: Builder, base: string): string {
  const { thresholdMs, groupBy } = b.question;
  const groups = groupBy.map((_, index) => `g${index}`);
  const shown = [0, 1].map((index) => groups[index] ?? `NULL AS g${index}`).join(", ");
  const partition = groups.length === 0 ? "" : `PARTITION BY ${groups.join(", ")}`;
  const rank = (percent: number) =>
    `MAX(CASE WHEN value IS NOT NULL AND rank_ = CEIL(valued * ${percent} / 100) THEN value END)`;
  const within = thresholdMs === null ? "NULL" : `SUM(CASE WHEN value <= ${thresholdMs} THEN 1 ELSE 0 END)`;
  // Missing values sort last, so that ranks count the others.
  return `SELECT ${shown}, MAX(valued) AS valued, COUNT(*) AS whole, AVG(value) AS mean,
      ${rank(50)} AS p50, ${rank(90)} AS p90, ${rank(99)} AS p99, ${within} AS inTime
    FROM (SELECT g0, g1, value, COUNT(value) OVER (${partition}) AS valued,
        ROW_NUMBER() OVER (${partition} ORDER BY value IS NULL, value) AS rank_
      FROM (SELECT ${b.group()}, b.value AS value FROM ${b.facts(base)}) v) r
    ${b.groupBy()}`;
}
