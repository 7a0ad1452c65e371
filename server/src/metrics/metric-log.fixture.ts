import type { LoggedEvent } from "./metric.reference.fixture.js";

/** Random, but the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface LogOptions {
  tickets: number;
  start: Date;
  /** Tickets are recorded over so many days. */
  days: number;
  applicationIds: readonly number[];
  articleIds: readonly number[];
}

type Facts = Pick<
  LoggedEvent,
  "channel" | "stateAfter" | "levelAfter" | "teamIdAfter" | "applicationIdAfter" | "natureAfter" | "kindAfter"
>;

/** The acts that a state allows, as the life of a ticket has them, and how likely each is. */
const ACTS: Record<string, readonly [string, number][]> = {
  NEW: [
    ["QUALIFIED", 6],
    ["TAKEN", 3],
    ["ESCALATED", 1],
    ["NOTED", 1],
    ["CANCELLED", 0.5],
    ["CHASED", 0.5],
  ],
  OPEN: [
    ["TAKEN", 5],
    ["ASSIGNED", 2],
    ["ESCALATED", 3],
    ["HANDED_BACK", 1],
    ["TRANSFERRED", 1],
    ["WAITING_STARTED", 1],
    ["RESOLVED", 3],
    ["CANCELLED", 0.3],
    ["QUALIFIED", 0.5],
  ],
  IN_PROGRESS: [
    ["REPLIED", 2],
    ["INTERVENED", 1],
    ["WAITING_STARTED", 2],
    ["ESCALATED", 2],
    ["HANDED_BACK", 0.7],
    ["RELEASED", 0.5],
    ["RESOLVED", 5],
    ["QUALIFIED", 0.5],
  ],
  WAITING: [
    ["RESUMED", 5],
    ["CHASED", 1],
    ["TRANSFERRED", 0.5],
    ["RESOLVED", 2],
    ["CANCELLED", 0.2],
  ],
  RESOLVED: [
    ["CLOSED", 6],
    ["REOPENED", 2],
    ["NOTED", 1],
  ],
  CLOSED: [
    ["REOPENED", 0.6],
    ["NOTED", 0.4],
    ["", 4],
  ],
  CANCELLED: [
    ["NOTED", 0.2],
    ["", 1],
  ],
};

const STATES: Record<string, string> = {
  TAKEN: "IN_PROGRESS",
  RELEASED: "OPEN",
  ESCALATED: "OPEN",
  HANDED_BACK: "OPEN",
  TRANSFERRED: "OPEN",
  WAITING_STARTED: "WAITING",
  RESUMED: "IN_PROGRESS",
  RESOLVED: "RESOLVED",
  CLOSED: "CLOSED",
  REOPENED: "OPEN",
  CANCELLED: "CANCELLED",
};

const TAKES_CHARGE = new Set(["TAKEN", "QUALIFIED", "REPLIED", "INTERVENED", "ESCALATED", "RESOLVED"]);

/** Histories of tickets that keep to the life of a ticket, interleaved as commits are. */
export function generateLog(seed: number, options: LogOptions): LoggedEvent[] {
  const random = randomOf(seed);
  const events: LoggedEvent[] = [];
  for (let ticket = 1; ticket <= options.tickets; ticket++) events.push(...history(ticket, random, options));
  events.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.subjectId - b.subjectId);
  return events.map((event, index) => ({ ...event, position: index + 1 }));
}

function history(ticket: number, random: () => number, options: LogOptions): LoggedEvent[] {
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  let clock = options.start.getTime() + random() * options.days * 86_400_000;
  let facts: Facts = {
    channel: one(["PHONE", "EMAIL", "WEB"]),
    stateAfter: random() < 0.5 ? "NEW" : "OPEN",
    levelAfter: random() < 0.8 ? 0 : 1,
    teamIdAfter: one([1, 2]),
    applicationIdAfter: random() < 0.2 ? null : one(options.applicationIds),
    natureAfter: random() < 0.3 ? null : one(["TECHNICAL", "FUNCTIONAL"]),
    kindAfter: one(["INCIDENT", "QUESTION"]),
  };
  const taken = { ticket: false, level: false };
  const events: LoggedEvent[] = [];
  const log = (type: string, before: Facts | null, details: Partial<LoggedEvent> = {}) => {
    let takesCharge = 0;
    if (TAKES_CHARGE.has(type) || (type === "RECORDED" && facts.channel === "PHONE" && random() < 0.3)) {
      takesCharge = (taken.ticket ? 0 : 1) | (taken.level ? 0 : 2);
      taken.ticket = true;
      taken.level = true;
    }
    if (before && before.levelAfter !== facts.levelAfter) taken.level = false;
    events.push({
      position: 0,
      subjectId: ticket,
      type,
      recordedAt: new Date(Math.floor(clock)),
      takesCharge,
      skipsLevel: false,
      resolutionCode: null,
      articleId: null,
      stateBefore: before?.stateAfter ?? null,
      levelBefore: before?.levelAfter ?? null,
      teamIdBefore: before?.teamIdAfter ?? null,
      ...facts,
      ...details,
    });
  };
  log("RECORDED", null);
  while (events.length < 30) {
    const type = weighted(ACTS[facts.stateAfter]!, random());
    if (type === "") break;
    if (type === "ESCALATED" && facts.levelAfter === 3) continue;
    if (type === "HANDED_BACK" && facts.levelAfter === 0) continue;
    // Several acts of one transaction share its instant.
    if (random() > 0.2) clock += random() ** 4 * 20 * 86_400_000;
    const before = facts;
    facts = { ...facts, stateAfter: STATES[type] ?? facts.stateAfter };
    const details: Partial<LoggedEvent> = {};
    if (type === "QUALIFIED") {
      if (facts.stateAfter === "NEW") facts.stateAfter = "OPEN";
      facts.natureAfter = one(["TECHNICAL", "FUNCTIONAL", "REGULATORY"]);
      facts.applicationIdAfter = one(options.applicationIds);
    } else if (type === "ESCALATED") {
      const skips = facts.levelAfter < 2 && random() < 0.3;
      facts.levelAfter += skips ? 2 : 1;
      details.skipsLevel = skips;
    } else if (type === "HANDED_BACK") {
      facts.levelAfter -= 1;
    } else if (type === "TRANSFERRED") {
      facts.teamIdAfter = 3 - facts.teamIdAfter;
    } else if (type === "RESOLVED") {
      details.resolutionCode = one(["SOLVED", "WORKAROUND", "NO_FAULT"]);
      details.articleId = random() < 0.6 ? one(options.articleIds) : null;
    }
    log(type, before, details);
  }
  return events;
}

function weighted(choices: readonly [string, number][], at: number): string {
  let left = at * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices[0]![0];
}
