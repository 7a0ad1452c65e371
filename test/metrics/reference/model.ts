/** One event of a ticket, as the log has it. */
export interface TicketEvent {
  position: number;
  subjectId: number;
  type: string;
  actorKind: string;
  actorId: number | null;
  /** The same for the events of one act. */
  causeId: string;
  occurredAt: Date;
  recordedAt: Date;
  businessMs: number | null;
  target: string | null;
  takesCharge: number;
  skipsLevel: boolean;
  minutes: number | null;
  means: string | null;
  channel: string;
  audience: string | null;
  resolutionCode: string | null;
  articleId: number | null;
  /** Of a verdict: the policy. */
  relatedId: number | null;
  requesterId: number | null;
  beneficiaryId: number | null;
  requesterSiteId: number | null;
  stateAfter: string;
  waitingForAfter: string | null;
  levelBefore: number | null;
  levelAfter: number;
  queueIdBefore: number | null;
  queueIdAfter: number;
  teamIdBefore: number | null;
  teamIdAfter: number;
  assigneeIdAfter: number | null;
  applicationIdAfter: number | null;
  compartmentIdAfter: number;
  kindAfter: string;
  natureAfter: string | null;
  priorityAfter: string | null;
}

/** A draft that a resolution led to, or the article that it was merged into at once. */
export interface ArticleEvent {
  position: number;
  type: "ARTICLE_DRAFTED" | "ARTICLE_MERGED";
  ticket: number;
  recordedAt: Date;
}

/** Everything that metrics are computed from. */
export interface Log {
  /** Of tickets, in the order of the log. */
  events: readonly TicketEvent[];
  articles: readonly ArticleEvent[];
  /** The ticket that an article was written from. */
  writtenFrom: ReadonlyMap<number, number>;
  /** Until when each team was at which site, in the order of time; the last place is until now (null). */
  teamPlaces: readonly { teamId: number; until: Date | null; siteId: number | null }[];
}

export interface Period {
  startsAt: Date;
  /** Exclusive. */
  endsAt: Date;
}

export interface ReferenceQuestion {
  asOf: Date;
  /** With it, nothing after this position counts either. */
  position?: number | null;
  /** The whole period, or what it is cut into. */
  periods: readonly Period[];
  /** Those before, of the same kind, the oldest first. */
  earlierPeriods: readonly Period[];
  /** By name; PERIOD for day, week, month, quarter and year. */
  groupBy: readonly string[];
  level: number | null;
  thresholdMs: number | null;
  clock: "CALENDAR" | "BUSINESS";
  applicationIds: readonly number[] | null;
  /** The compartments that the viewer sees. */
  compartmentIds: readonly number[];
}

/** One thing counted. */
export interface Hit {
  ticket: number;
  period: number;
  at: Date;
  level: number | null;
  queueId: number | null;
  teamId: number | null;
  /** Whose doing it is. */
  personId: number | null;
  /** Of a verdict. */
  policyId?: number | null;
  /** Of a breakdown; and what a figure is shown by as well. */
  part?: string | null;
  apart?: boolean;
  adds?: number;
  code?: string | null;
  /** Of a distribution; null: not known. */
  value?: number | null;
  /** Of a share or a ratio. */
  hit?: boolean;
}

/** A value in plain form: what the API answers, without names and orders. */
export type ReferenceValue = Record<string, number | boolean | null | Record<string, number>>;

/** One ticket as known at asOf. */
export interface Ticket {
  number: number;
  /** Its events as known at asOf, in the order of the log. */
  history: readonly TicketEvent[];
}
