import type { Priority, TicketKind, TicketState, WaitingFor } from "../tickets/ticket.entity.js";

// What service levels are made of, as plain data. Instants of clocks, verdicts and intervals are epoch milliseconds.

/** What a service level promises a date for. */
export enum TargetKind {
  TAKE_CHARGE = "TAKE_CHARGE",
  RESOLVE = "RESOLVE",
}

/** Where the promise stands. */
export enum TargetState {
  PENDING = "PENDING",
  /** Pending, and past the policy's warning threshold. */
  IMMINENT = "IMMINENT",
  /** Pending or imminent, while the ticket's state stops the clock. Closed hours pause nothing: the due time lies later. */
  PAUSED = "PAUSED",
  MET = "MET",
  MISSED = "MISSED",
  CANCELLED = "CANCELLED",
}

/** What the clock has to say at an instant; each becomes an event of the ticket. */
export enum VerdictKind {
  WARNED = "WARNED",
  MET = "MET",
  MISSED = "MISSED",
  CANCELLED = "CANCELLED",
}

/** What a policy may have done when a target is missed. */
export enum BreachAct {
  NOTIFY = "NOTIFY",
  RAISE_PRIORITY = "RAISE_PRIORITY",
  ESCALATE = "ESCALATE",
}

/** Why an interval of the ledger is counted or not. */
export enum IntervalReason {
  OPEN_HOURS = "OPEN_HOURS",
  CLOSED_HOURS = "CLOSED_HOURS",
  HOLIDAY = "HOLIDAY",
  /** An exception of the calendar: extra hours when counted, closed otherwise. */
  EXCEPTION = "EXCEPTION",
  WAITING_REQUESTER = "WAITING_REQUESTER",
  WAITING_THIRD_PARTY = "WAITING_THIRD_PARTY",
  WAITING_DATE = "WAITING_DATE",
  RESOLVED = "RESOLVED",
  /** Closed, cancelled or merged. */
  ENDED = "ENDED",
}

/** Wall times "HH:MM"; `to` may be "24:00", and at or before `from` it lies on the following day. */
export interface HoursOfDay {
  from: string;
  to: string;
}

/** 1 is Monday. A period that passes midnight belongs to the day on which it begins. */
export interface HoursPeriod extends HoursOfDay {
  weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Replaces the hours of one date, a public holiday's included; without periods the date is closed. */
export interface CalendarException {
  /** 2026-12-24 */
  date: string;
  name: string;
  periods: HoursOfDay[];
}

/** The public holidays of a country (ISO 3166), or of one of its regions as `holidayRegions` lists them. */
export interface HolidaySource {
  country: string;
  region: string | null;
}

/** Never changed once made: what is derived from it is kept as long as the object itself. */
export interface CalendarVersion {
  id: number;
  calendarId: number;
  effectiveFrom: Date;
  timeZone: string;
  holidays: HolidaySource | null;
  weekly: HoursPeriod[];
  exceptions: CalendarException[];
}

/** An empty condition matches every ticket; the lowest rank that matches is the ticket's policy. */
export interface PolicyVersion {
  id: number;
  policyId: number;
  effectiveFrom: Date;
  active: boolean;
  rank: number;
  applicationIds: number[];
  kinds: TicketKind[];
  priorities: Priority[];
  siteIds: number[];
  calendarId: number | null;
  takeChargeMinutes: number | null;
  resolveMinutes: number | null;
  /** Share of a target after which it is imminent; 100: never. */
  warningPercent: number;
  pausesOn: WaitingFor[];
  onBreach: BreachAct[];
}

/** The calendar of a queue's own (on-call); null: none. */
export interface QueueCalendarVersion {
  queueId: number;
  calendarId: number | null;
  effectiveFrom: Date;
}

/** The desk's own calendar, where neither the queue nor the policy has one; the first one also holds before its beginning. */
export interface DefaultCalendarVersion {
  calendarId: number;
  effectiveFrom: Date;
}

/** Everything the clock goes by. Treated as immutable: a change of settings makes a new object. */
export interface ServiceLevelRules {
  calendars: readonly CalendarVersion[];
  policies: readonly PolicyVersion[];
  queueCalendars: readonly QueueCalendarVersion[];
  defaultCalendars: readonly DefaultCalendarVersion[];
}

/** What a ticket's policy, calendar and pauses depend on, and what its ledger says beside. */
export interface ClockFacts {
  state: TicketState;
  waitingFor: WaitingFor | null;
  queueId: number;
  level: number;
  assigneeId: number | null;
  applicationId: number | null;
  kind: TicketKind;
  priority: Priority | null;
  requesterSiteId: number | null;
  /** A person has committed to the ticket: `takenInChargeAt` is not null. */
  takenInCharge: boolean;
}

/** One target of a ticket. Without target (null state) the policy in force promises nothing of the kind. */
export interface TargetClock {
  /** Of the policy in force; of a met or missed target, the one it was judged by. */
  targetMs: number | null;
  state: TargetState | null;
  /**
   * When elapsed reaches the target if nothing changes, by the rules in force now; of a missed target, when it was
   * missed. Null when paused, met or cancelled, and when no such instant lies within HORIZON_MS.
   */
  dueAt: number | null;
}

/** All that the clock of a ticket has to remember: it goes into the ticket's row as it is. */
export interface Clock {
  /** Everything up to and including this instant is accounted for. */
  at: number;
  /** Counted time from the entry to `at`. */
  elapsedMs: number;
  takeCharge: TargetClock;
  resolve: TargetClock;
  /** The next instant at which time alone changes something; null when nothing will. */
  nextAlarmAt: number | null;
}

export interface Verdict {
  kind: VerdictKind;
  target: TargetKind;
  /** The instant itself, however late it is found out. */
  at: number;
  /** Counted time at that instant. */
  elapsedMs: number;
  /** By which it was judged; null where none was in force, and of what is read from the log. */
  policy: PolicyVersion | null;
}

/**
 * What one event of a ticket changed. The event that recorded the ticket gives all the facts. One that was recorded late
 * contradicts nothing that happened after it: of two changes of one fact, the later one was also recorded later.
 */
export interface HistoryEntry {
  position: number;
  at: number;
  changes: Partial<ClockFacts>;
}

/** A stretch of a ticket's life in which nothing that the clock goes by changed. */
export interface Interval {
  from: number;
  to: number;
  counted: boolean;
  reason: IntervalReason;
  calendarId: number;
  policyVersionId: number | null;
  level: number;
  assigneeId: number | null;
}

export interface Judged {
  clock: Clock;
  /** In the order of their instants. */
  verdicts: Verdict[];
}

export interface Reckoning extends Judged {
  /** Counted time at each entry of the history, by its position. */
  elapsedAt: Map<number, number>;
}

export interface Ledger extends Reckoning {
  /** From the entry to the clock's `at`, without gap or overlap. */
  intervals: Interval[];
}
