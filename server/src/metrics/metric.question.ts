import type { Bucket } from "./metric-period.rules.js";

/** What rows can be grouped by; PERIOD stands for its day, week, month, quarter or year. */
export type Dimension =
  | "APPLICATION"
  | "NATURE"
  | "KIND"
  | "PRIORITY"
  | "REQUESTER_SITE"
  | "CHANNEL"
  | "LEVEL"
  | "QUEUE"
  | "TEAM"
  | "TEAM_SITE"
  | "RESOLUTION_CODE"
  | "WAITING_FOR"
  | "TARGET"
  | "MEANS"
  | "POLICY"
  | "PERSON"
  | "PERIOD";

export type Clock = "CALENDAR" | "BUSINESS";

/** Where a team was until an instant; null: until now. */
export interface TeamPlace {
  teamId: number;
  until: Date | null;
  siteId: number | null;
}

/** A question about one metric, checked and complete. */
export interface Question {
  from: Date;
  /** Exclusive. */
  to: Date;
  /** Exclusive: the first instant after asOf. */
  until: Date;
  /** With it, nothing after this position of the log counts either. */
  position: number | null;
  /** One for the whole period, or those it is grouped by. */
  buckets: readonly Bucket[];
  /** Where the periods before the first bucket start, the oldest first. */
  earlierStarts: readonly Date[];
  groupBy: readonly Dimension[];
  /** Null: all of them. */
  applicationIds: readonly number[] | null;
  compartmentIds: readonly number[];
  /** Only what this person did or has; null: everybody's. */
  personId: number | null;
  /** The level k of the metrics of a level; null: every level. */
  level: number | null;
  thresholdMs: number | null;
  clock: Clock;
  /** Of each team in the order of time; read where something is grouped by the team's site. */
  teamPlaces: readonly TeamPlace[];
  /** Left out or null: tickets are as secret as they are now. */
  secrets?: ChangedSecrets | null;
}

/** To see tickets as secret as they were: those seen then and not now, and those seen now and not then. */
export interface ChangedSecrets {
  seen: readonly number[];
  unseen: readonly number[];
}

export interface Query {
  sql: string;
  parameters: unknown[];
}

export type GroupValue = string | number | null;

/** The groups of a row, as the database gives them; those that a question does not have are null. */
export interface GroupedRow {
  g0: GroupValue;
  g1: GroupValue;
  g2: GroupValue;
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

/** The exclusive end of the period as seen at asOf. */
export function endOf({ to, until }: Pick<Question, "to" | "until">): Date {
  return to < until ? to : until;
}
