import type { ArticleEvent, Log, TicketEvent } from "../../../test/metrics/reference/model.js";

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
  siteIds: readonly number[];
  /** Tickets in these compartments are more or less secret. */
  compartmentIds: readonly number[];
}

type Facts = Pick<
  TicketEvent,
  | "channel"
  | "requesterId"
  | "beneficiaryId"
  | "requesterSiteId"
  | "stateAfter"
  | "waitingForAfter"
  | "levelAfter"
  | "queueIdAfter"
  | "teamIdAfter"
  | "assigneeIdAfter"
  | "applicationIdAfter"
  | "compartmentIdAfter"
  | "natureAfter"
  | "kindAfter"
  | "priorityAfter"
>;

/** The acts that a state allows, as the life of a ticket has them, and how likely each is. */
const ACTS: Record<string, readonly [string, number][]> = {
  NEW: [
    ["QUALIFIED", 6],
    ["TAKEN", 3],
    ["ESCALATED", 1],
    ["NOTED", 1],
    ["REPLIED", 1],
    ["RESOLVED", 0.5],
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
    ["MERGED", 0.2],
    ["QUALIFIED", 0.5],
    ["TARGET_MET", 0.5],
    ["TARGET_MISSED", 0.5],
  ],
  IN_PROGRESS: [
    ["REPLIED", 2],
    ["INTERVENED", 1.5],
    ["WAITING_STARTED", 2],
    ["ESCALATED", 2],
    ["HANDED_BACK", 0.7],
    ["RELEASED", 0.5],
    ["RESOLVED", 5],
    ["QUALIFIED", 0.5],
    ["CHASED", 0.5],
    ["TARGET_MET", 1],
    ["TARGET_MISSED", 0.5],
    ["TARGET_CANCELLED", 0.3],
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
    ["TARGET_MET", 2],
    ["TARGET_CANCELLED", 0.3],
  ],
  CLOSED: [
    ["REOPENED", 0.6],
    ["NOTED", 0.4],
    ["FOLLOWED_UP", 1],
    ["", 4],
  ],
  CANCELLED: [
    ["NOTED", 0.2],
    ["", 1],
  ],
  MERGED: [["", 1]],
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
  MERGED: "MERGED",
};

const TAKES_CHARGE = new Set(["TAKEN", "QUALIFIED", "REPLIED", "INTERVENED", "ESCALATED", "RESOLVED"]);
/** After these nobody has the ticket. */
const LEAVE = new Set(["RELEASED", "ESCALATED", "HANDED_BACK", "TRANSFERRED", "REOPENED"]);
const REQUESTER = 7;
const TECHNICIANS = [8, 9] as const;
const DAY = 86_400_000;

export type GeneratedLog = Pick<Log, "events" | "articles">;

/** Histories of tickets that keep to the life of a ticket, interleaved as commits are. */
export function generateLog(seed: number, options: LogOptions): GeneratedLog {
  const random = randomOf(seed);
  const lives = Array.from({ length: options.tickets }, (_, index) => new Life(index + 1, random, options).live());
  const all = lives.flat().sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.subjectId - b.subjectId);
  // A resolution is followed by what becomes of its draft, in the same transaction.
  let position = 0;
  const articles: ArticleEvent[] = [];
  const events = all.map(({ article, ...event }) => {
    const numbered = { ...event, position: ++position };
    const { subjectId: ticket, recordedAt } = event;
    if (article) articles.push({ position: ++position, type: article, ticket, recordedAt });
    return numbered;
  });
  return { events, articles };
}

type LivedEvent = TicketEvent & { article?: ArticleEvent["type"] };

class Life {
  private readonly events: LivedEvent[] = [];
  private readonly taken = { ticket: false, level: false };
  private readonly hasBusinessClock: boolean;
  private facts: Facts;
  private clock: number;
  private act = 0;
  private businessMs = 0;

  constructor(
    private readonly number: number,
    private readonly random: () => number,
    private readonly options: LogOptions,
  ) {
    this.clock = Math.floor(options.start.getTime() + random() * options.days * DAY);
    this.hasBusinessClock = random() < 0.9;
    this.facts = {
      channel: this.one(["PHONE", "EMAIL", "WEB", "ON_SITE"]),
      requesterId: REQUESTER,
      beneficiaryId: null,
      requesterSiteId: random() < 0.2 ? null : this.one(options.siteIds),
      stateAfter: random() < 0.5 ? "NEW" : "OPEN",
      waitingForAfter: null,
      ...this.place(random() < 0.8 ? 0 : 1, this.one([1, 2])),
      assigneeIdAfter: null,
      applicationIdAfter: random() < 0.2 ? null : this.one(options.applicationIds),
      compartmentIdAfter: random() < 0.9 ? options.compartmentIds[0]! : this.one(options.compartmentIds),
      natureAfter: random() < 0.3 ? null : this.one(["TECHNICAL", "FUNCTIONAL"]),
      kindAfter: this.one(["INCIDENT", "QUESTION"]),
      priorityAfter: random() < 0.3 ? null : this.one(["P1", "P3"]),
    };
  }

  live(): LivedEvent[] {
    this.log("RECORDED", null);
    while (this.events.length < 30) {
      const type = weighted(ACTS[this.facts.stateAfter]!, this.random());
      if (type === "") break;
      if (type === "ESCALATED" && this.facts.levelAfter === 3) continue;
      if (type === "HANDED_BACK" && this.facts.levelAfter === 0) continue;
      this.pass();
      this.happen(type);
      if (this.random() < 0.05) this.changeThePast();
    }
    return this.events;
  }

  /** Other rules give another elapsed time, which is said of the last act. */
  private changeThePast(): void {
    const { occurredAt } = this.events.findLast(({ type }) => !type.startsWith("TARGET"))!;
    this.businessMs = Math.floor(this.businessMs * this.random() * 1.5);
    this.log("TARGETS_CHANGED", this.facts, { actorKind: "SYSTEM", actorId: null, occurredAt });
  }

  /** Several steps of one act share its instant; the others come soon or late. */
  private pass(): void {
    if (this.random() < 0.2) return;
    this.act++;
    const passed = Math.floor(this.random() ** 4 * 20 * DAY);
    this.clock += passed;
    this.businessMs += Math.floor(passed * this.random() * 0.5);
  }

  private happen(type: string): void {
    const { random } = this;
    const before = this.facts;
    this.facts = { ...before, stateAfter: STATES[type] ?? before.stateAfter };
    if (STATES[type]) this.facts.waitingForAfter = null;
    const details: Partial<LivedEvent> = { actorId: this.one(TECHNICIANS) };
    if (LEAVE.has(type)) this.facts.assigneeIdAfter = null;
    if (type === "TAKEN") this.facts.assigneeIdAfter = details.actorId!;
    if (type === "ASSIGNED") this.facts.assigneeIdAfter = this.one(TECHNICIANS);
    if (type === "QUALIFIED") {
      if (before.stateAfter === "NEW") this.facts.stateAfter = "OPEN";
      this.facts.natureAfter = this.one(["TECHNICAL", "FUNCTIONAL", "REGULATORY"]);
      this.facts.applicationIdAfter = this.one(this.options.applicationIds);
      this.facts.priorityAfter = this.one(["P1", "P2", "P3"]);
    } else if (type === "ESCALATED") {
      const skips = before.levelAfter < 2 && random() < 0.3;
      Object.assign(this.facts, this.place(before.levelAfter + (skips ? 2 : 1), before.teamIdAfter));
      details.skipsLevel = skips;
    } else if (type === "HANDED_BACK") {
      Object.assign(this.facts, this.place(before.levelAfter - 1, before.teamIdAfter));
    } else if (type === "TRANSFERRED") {
      Object.assign(this.facts, this.place(before.levelAfter, 3 - before.teamIdAfter));
    } else if (type === "WAITING_STARTED") {
      this.facts.waitingForAfter = this.one(["REQUESTER", "THIRD_PARTY", "DATE"]);
    } else if (type === "RESUMED" && before.waitingForAfter === "DATE") {
      // Found late: it happened when it fell due.
      const since = this.events.at(-1)!.occurredAt.getTime();
      details.occurredAt = new Date(since + Math.floor((this.clock - since) * random()));
    } else if (type === "RESOLVED") {
      details.resolutionCode = this.one(["SOLVED", "WORKAROUND", "NO_FAULT"]);
      details.articleId = random() < 0.6 ? this.one(this.options.articleIds) : null;
      // No second one can be resolved at the same instant: which of them the draft is for would not be known.
      if (
        random() < 0.4 &&
        !this.events.some((event) => event.type === type && event.recordedAt.getTime() === this.clock)
      )
        details.article = random() < 0.5 ? "ARTICLE_DRAFTED" : "ARTICLE_MERGED";
    } else if (type === "INTERVENED") {
      Object.assign(details, { minutes: Math.floor(random() * 90), means: this.one(["PHONE", "REMOTE", "ON_SITE"]) });
    } else if (type === "REPLIED") {
      details.audience = "PUBLIC";
      if (random() < 0.3) details.actorId = REQUESTER;
    } else if (type.startsWith("TARGET_")) {
      details.target = this.one(["TAKE_CHARGE", "RESOLVE"]);
      details.relatedId = this.one([1, 2]);
      details.actorKind = "SYSTEM";
      details.actorId = null;
      // Seen late.
      if (random() < 0.3) details.occurredAt = new Date(this.clock - Math.floor(random() * 5 * DAY));
    }
    if (random() < 0.05 && details.actorKind === undefined)
      Object.assign(details, { actorKind: "PROGRAM", actorId: 1 });
    // After one with a draft, too, none at its instant.
    if (type === "RESOLVED" && this.events.some((event) => event.article && event.recordedAt.getTime() === this.clock))
      this.clock++;
    this.log(type, before, details);
  }

  private log(type: string, before: Facts | null, details: Partial<LivedEvent> = {}): void {
    const { facts } = this;
    let takesCharge = 0;
    if (TAKES_CHARGE.has(type) || (type === "RECORDED" && facts.channel === "PHONE" && this.random() < 0.3)) {
      takesCharge = (this.taken.ticket ? 0 : 1) | (this.taken.level ? 0 : 2);
      this.taken.ticket = true;
      this.taken.level = true;
    }
    if (before && before.levelAfter !== facts.levelAfter) this.taken.level = false;
    const at = new Date(this.clock);
    this.events.push({
      position: 0,
      subjectId: this.number,
      type,
      actorKind: "PERSON",
      actorId: TECHNICIANS[0],
      causeId: `${this.number}/${this.act}`,
      occurredAt: at,
      recordedAt: at,
      businessMs: this.hasBusinessClock ? this.businessMs : null,
      target: null,
      takesCharge,
      skipsLevel: false,
      minutes: null,
      means: null,
      audience: null,
      resolutionCode: null,
      articleId: null,
      relatedId: null,
      levelBefore: before?.levelAfter ?? null,
      queueIdBefore: before?.queueIdAfter ?? null,
      teamIdBefore: before?.teamIdAfter ?? null,
      ...facts,
      ...details,
    });
  }

  private place(level: number, teamId: number) {
    return { levelAfter: level, teamIdAfter: teamId, queueIdAfter: teamId * 10 + level };
  }

  private one<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)]!;
  }
}

function weighted(choices: readonly [string, number][], at: number): string {
  let left = at * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices[0]![0];
}
