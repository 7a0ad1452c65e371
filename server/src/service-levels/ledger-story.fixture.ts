import { isDeepStrictEqual } from "node:util";
import { DateTime } from "luxon";
import { Priority, TicketKind, TicketState, WaitingFor } from "../tickets/ticket.entity.js";
import { calendarOf } from "./calendar.fixture.js";
import { advance, change, ledgerOf, start } from "./ledger.rules.js";
import type {
  ClockFacts,
  HistoryEntry,
  Ledger,
  PolicyVersion,
  ServiceLevelRules,
  TargetClock,
  Verdict,
} from "./service-level.model.js";

const ZONE = "Europe/Paris";

/** An instant by the wall of Paris, where the stories happen. */
export function paris(local: string): number {
  return DateTime.fromISO(local, { zone: ZONE }).toMillis();
}

export function wall(instant: number | null): string | null {
  return instant === null ? null : DateTime.fromMillis(instant, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** Matches everything, always in force; half an hour to take charge and four to resolve, unless said otherwise. */
export function policyOf(parts: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    id: 1,
    policyId: 1,
    effectiveFrom: new Date(0),
    active: true,
    rank: 10,
    applicationIds: [],
    kinds: [],
    priorities: [],
    siteIds: [],
    calendarId: null,
    takeChargeMinutes: null,
    resolveMinutes: 240,
    warningPercent: 75,
    pausesOn: [WaitingFor.REQUESTER],
    onBreach: [],
    ...parts,
  };
}

/** Office hours of Paris, Monday to Friday, 9 to 18. */
export function rulesOf(parts: Partial<ServiceLevelRules> = {}): ServiceLevelRules {
  return {
    calendars: [calendarOf()],
    policies: [policyOf()],
    queueCalendars: [],
    defaultCalendars: [{ calendarId: 1, effectiveFrom: new Date(0) }],
    ...parts,
  };
}

export const RECORDED: ClockFacts = {
  state: TicketState.NEW,
  waitingFor: null,
  queueId: 1,
  level: 0,
  assigneeId: null,
  applicationId: null,
  kind: TicketKind.INCIDENT,
  priority: null,
  requesterSiteId: null,
  takenInCharge: false,
};

// What the acts of a story change.
export const taken: Partial<ClockFacts> = { state: TicketState.IN_PROGRESS, assigneeId: 7, takenInCharge: true };
export const resumed: Partial<ClockFacts> = { state: TicketState.IN_PROGRESS, waitingFor: null };
export const resolved: Partial<ClockFacts> = { state: TicketState.RESOLVED, waitingFor: null, takenInCharge: true };
export const closed: Partial<ClockFacts> = { state: TicketState.CLOSED };
export const reopened: Partial<ClockFacts> = { state: TicketState.OPEN };
export const cancelled: Partial<ClockFacts> = { state: TicketState.CANCELLED, waitingFor: null };
export const merged: Partial<ClockFacts> = { state: TicketState.MERGED, waitingFor: null };
export const prioritised = (priority: keyof typeof Priority): Partial<ClockFacts> => ({ priority: Priority[priority] });
export const waitingFor = (what: keyof typeof WaitingFor): Partial<ClockFacts> => ({
  state: TicketState.WAITING,
  waitingFor: WaitingFor[what],
});

/** Told in the order of the log: when, and what it changed. The first is the recording. */
export type Told = readonly (readonly [local: string, changes: Partial<ClockFacts>])[];

/** What came of a story: the ledger, and its figures in words. */
export class Outcome {
  constructor(readonly ledger: Ledger) {}

  get minutes(): number {
    return this.ledger.clock.elapsedMs / 60_000;
  }

  get resolve(): string {
    return inWords(this.ledger.clock.resolve);
  }

  get takeCharge(): string {
    return inWords(this.ledger.clock.takeCharge);
  }

  get verdicts(): string[] {
    return this.ledger.verdicts.map(said);
  }

  get intervals(): string[] {
    return this.ledger.intervals.map(
      ({ from, to, counted, reason }) => `${wall(from)} ${wall(to)} ${counted ? "+" : "-"} ${reason}`,
    );
  }

  /** Counted or paused time by reason, in minutes. */
  minutesOf(reason: string): number {
    return (
      this.ledger.intervals.reduce((sum, each) => sum + (each.reason === reason ? each.to - each.from : 0), 0) / 60_000
    );
  }
}

export function said({ target, kind, at }: Verdict): string {
  return `${target} ${kind} ${wall(at)}`;
}

function inWords({ state, dueAt }: TargetClock): string {
  return dueAt === null ? `${state}` : `${state} ${wall(dueAt)}`;
}

/** What comes of a story, which the clock carried along has to say as well. */
export function outcomeOf(told: Told, until: string, rules: ServiceLevelRules = rulesOf()): Outcome {
  const history: HistoryEntry[] = told.map(([local, changes], i) => ({
    position: i + 1,
    at: paris(local),
    changes: i === 0 ? { ...RECORDED, ...changes } : changes,
  }));
  const ledger = ledgerOf(history, rules, paris(until));
  const [first, ...others] = [...history].sort((a, b) => a.at - b.at) as [HistoryEntry, ...HistoryEntry[]];
  let facts = first.changes as ClockFacts;
  let { clock, verdicts } = start(facts, first.at, rules);
  for (const { at, changes } of others) {
    const judged = change(clock, facts, { ...facts, ...changes }, at, rules);
    facts = { ...facts, ...changes };
    clock = judged.clock;
    verdicts = [...verdicts, ...judged.verdicts];
  }
  const last = advance(clock, facts, paris(until), rules);
  const carried = { clock: last.clock, verdicts: [...verdicts, ...last.verdicts] };
  if (!isDeepStrictEqual(carried, { clock: ledger.clock, verdicts: ledger.verdicts }))
    throw new Error(`carried: ${JSON.stringify(carried)}, but the history says ${JSON.stringify(ledger)}`);
  return new Outcome(ledger);
}
