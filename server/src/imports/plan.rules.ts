import {
  Channel,
  type Nature,
  ResolutionCode,
  type Scale,
  TicketKind,
  type WaitingFor,
} from "../tickets/ticket.entity.js";
import type { Mapping, WorkAct } from "./mapping.js";
import type { Observation, Reason, Remark } from "./observation.rules.js";

/** A queue as the log names it. */
export interface NamedQueue {
  team: string;
  level: number;
}

export interface PlannedFacts {
  kind: TicketKind;
  application: string;
  category: string | null;
  nature: Nature | null;
  impact: Scale | null;
  urgency: Scale | null;
}

export interface PlannedRecord extends PlannedFacts {
  act: "RECORD";
  channel: Channel;
  requester: string;
  subject: string;
  description: string;
  queue: NamedQueue;
}

/** One act on a ticket; people, queues and applications by the log's names. */
export type PlannedAct = { by: string | null } & (
  | PlannedRecord
  | ({ act: "QUALIFY" } & PlannedFacts & { nature: Nature; impact: Scale; urgency: Scale })
  | { act: "TAKE" | "ASSIGN"; person: string }
  | { act: "RELEASE" | "RESUME" | "CLOSE" | "REOPEN" | "CANCEL" }
  | { act: "ESCALATE" | "HAND_BACK" | "TRANSFER"; queue: NamedQueue }
  | { act: "WAIT"; waitFor: WaitingFor }
  | { act: "RESOLVE"; code: ResolutionCode; solution: string; articleOf: string | null; close: boolean }
  | { act: WorkAct; words: string }
);

/** What happens to a ticket at one instant: one transaction. */
export interface PlannedStep {
  at: Date;
  acts: PlannedAct[];
}

export interface CasePlan {
  steps: PlannedStep[];
  remarks: Remark[];
}

export type PlanMapping = Pick<Mapping, "level" | "levelBefore" | "assignee"> & {
  team: Pick<Mapping["team"], "before">;
};

type State = "NEW" | "OPEN" | "IN_PROGRESS" | "WAITING" | "RESOLVED" | "CLOSED" | "CANCELLED";

/** What no log says, and a desk must have. */
export const UNKNOWN_REQUESTER = "Unknown requester";
export const UNKNOWN_APPLICATION = "Unknown application";

/**
 * Turns the rows of one incident, in order, into acts that the life of a ticket allows. A row says how the incident
 * stands after it; the acts are those that bring the ticket there, and what cannot be brought about is remarked.
 */
export function planCase(caseId: string, rows: readonly Observation[], mapping: PlanMapping): CasePlan {
  const [first] = rows;
  if (!first) return { steps: [], remarks: [] };
  const replay = new Replay(caseId, first, mapping);
  for (const row of rows) replay.row(row);
  return replay.plan();
}

class Replay {
  private readonly steps: PlannedStep[] = [];
  private readonly remarks: Remark[] = [];
  private readonly levels = new Map<string, number>();
  private readonly channel: Channel;
  private readonly requester: string;
  private readonly recordedAt: Date;
  private facts: PlannedFacts;
  /** As the ticket has them; the log may know better while it is resolved. */
  private wanted: PlannedFacts;
  private queue: NamedQueue;
  private wantedQueue: NamedQueue;
  private state: State;
  private waitingFor: WaitingFor | null = null;
  private assignee: string | null = null;
  /** Whether the log named the assignee: one whom only an act made it need not be missed. */
  private assigneeOfLog = false;
  private solvedQueue: NamedQueue | null = null;
  private sourceState: Observation["state"] = null;
  private sourceChannel: Channel | null;
  private sourceRequester: string | null;
  private line: number;
  private by: string | null;
  private now: Date;
  private acted = false;
  private readonly told = new Set<string>();

  constructor(
    private readonly caseId: string,
    private readonly first: Observation,
    private readonly mapping: PlanMapping,
  ) {
    this.line = first.line;
    this.by = first.actor;
    const opened = first.recordedAt ?? first.at;
    this.recordedAt = opened < first.at ? opened : first.at;
    this.now = this.recordedAt;
    if (opened > first.at) this.remark("BEFORE_RECORDING", `its recording is at ${opened.toISOString()}`);
    this.channel = first.channel ?? Channel.API;
    this.requester = first.requester ?? UNKNOWN_REQUESTER;
    this.sourceChannel = first.channel;
    this.sourceRequester = first.requester;
    this.facts = {
      kind: first.kind ?? TicketKind.INCIDENT,
      application: first.application ?? UNKNOWN_APPLICATION,
      category: first.category,
      nature: first.nature,
      impact: first.impact,
      urgency: first.urgency,
    };
    this.wanted = this.facts;
    this.queue = this.queueOf(first, null);
    this.wantedQueue = this.queue;
    this.state = isQualified(this.facts) ? "OPEN" : "NEW";
    this.do({
      act: "RECORD",
      ...this.facts,
      channel: this.channel,
      requester: this.requester,
      subject: first.subject ?? caseId,
      description: first.description ?? "",
      queue: this.queue,
    });
  }

  plan(): CasePlan {
    return { steps: this.steps, remarks: this.remarks };
  }

  row(row: Observation): void {
    const isFirst = row === this.first;
    this.line = row.line;
    this.by = row.actor;
    this.now = row.at > this.recordedAt ? row.at : this.recordedAt;
    this.acted = isFirst;
    const remarksBefore = this.remarks.length;
    this.learn(row);

    if (this.state === "CANCELLED") this.afterCancellation(row);
    else this.bring(row);
    if (row.act) this.work(row.act, row.words);

    if (row.state) this.sourceState = row.state;
    if (!this.acted && this.remarks.length === remarksBefore) this.remark("NOTHING_CHANGED", "");
  }

  /** Takes in what the row says besides its state. */
  private learn(row: Observation): void {
    this.wanted = {
      kind: row.kind ?? this.wanted.kind,
      application: row.application ?? this.wanted.application,
      category: row.category ?? this.wanted.category,
      nature: row.nature ?? this.wanted.nature,
      impact: row.impact ?? this.wanted.impact,
      urgency: row.urgency ?? this.wanted.urgency,
    };
    this.wantedQueue = this.queueOf(row, this.wantedQueue);
    if (row.requester && row.requester !== this.sourceRequester) {
      if (this.sourceRequester) this.remark("REQUESTER_CHANGED", `${this.sourceRequester} -> ${row.requester}`);
      this.sourceRequester = row.requester;
    }
    if (row.channel && row.channel !== this.sourceChannel) {
      if (this.sourceChannel) this.remark("CHANNEL_CHANGED", `${this.sourceChannel} -> ${row.channel}`);
      this.sourceChannel = row.channel;
    }
  }

  private bring(row: Observation): void {
    const target = row.state ?? this.sourceTarget();
    const ended = this.state === "RESOLVED" || this.state === "CLOSED";
    if (ended && isOpen(target)) this.reopen();
    else if (ended) return this.end(row, target);

    this.qualify();
    this.route();
    if (target === "CANCELLED") return this.cancel();
    if (isOpen(target)) this.workOn(row, target);
    else {
      this.assign(row.assignee);
      this.end(row, target);
    }
  }

  /** A row that says nothing of the state leaves it as the log had it. */
  private sourceTarget(): State {
    return this.sourceState ?? this.state;
  }

  private reopen(): void {
    this.do({ act: "REOPEN" });
    this.state = "OPEN";
    this.setAssignee(null);
    this.queue = this.solvedQueue ?? this.queue;
  }

  private qualify(): void {
    if (same(this.facts, this.wanted)) return;
    const { nature, impact, urgency } = this.wanted;
    if (nature === null || impact === null || urgency === null) return;
    this.do({ act: "QUALIFY", ...this.wanted, nature, impact, urgency });
    this.facts = this.wanted;
    if (this.state === "NEW") this.state = "OPEN";
  }

  private route(): void {
    const { queue, wantedQueue } = this;
    if (queue.team === wantedQueue.team && queue.level === wantedQueue.level) return;
    const act =
      wantedQueue.level > queue.level ? "ESCALATE" : wantedQueue.level < queue.level ? "HAND_BACK" : "TRANSFER";
    this.do({ act, queue: wantedQueue });
    this.queue = wantedQueue;
    this.state = "OPEN";
    this.waitingFor = null;
    this.setAssignee(null);
  }

  /** Brings an open ticket to an open state, with the assignee that the row names. */
  private workOn(row: Observation, target: State): void {
    if (target === "IN_PROGRESS") this.progress(row);
    else if (target === "WAITING") this.wait(row);
    else this.idle(row);
  }

  private progress({ assignee }: Observation): void {
    this.releaseIfMissing(assignee);
    if (this.state === "WAITING") this.resume();
    if (this.state === "IN_PROGRESS") return this.assign(assignee);
    const entered = this.sourceState !== "IN_PROGRESS";
    const person = assignee ?? (entered ? (this.assignee ?? this.by) : null);
    if (person) this.take(person, assignee !== null);
    else if (entered) this.remark("NOBODY_TO_TAKE_IT", "the row names neither an assignee nor who made the change");
    else if (this.acted) this.remark("NOBODY_HAS_IT", "in progress there, in a queue here until somebody takes it");
  }

  private wait({ assignee, waitingFor }: Observation): void {
    this.releaseIfMissing(assignee);
    this.assign(assignee);
    if (this.state === "NEW") {
      // Only a ticket that somebody has looked at can wait.
      const person = this.assignee ?? this.by;
      if (!person)
        return this.remark("NOBODY_TO_TAKE_IT", "an unqualified ticket waits only once somebody has taken it");
      this.take(person, assignee !== null);
    }
    const waitFor = waitingFor ?? this.waitingFor;
    if (!waitFor || (this.state === "WAITING" && waitFor === this.waitingFor)) return;
    if (this.state === "WAITING") this.resume();
    this.do({ act: "WAIT", waitFor });
    this.state = "WAITING";
    this.waitingFor = waitFor;
  }

  private idle({ assignee }: Observation): void {
    this.releaseIfMissing(assignee);
    if (this.state === "IN_PROGRESS" || (this.state === "WAITING" && this.assignee)) this.release();
    else if (this.state === "WAITING") this.resume();
    this.assign(assignee);
  }

  private end(row: Observation, target: State): void {
    if (this.state === "RESOLVED" || this.state === "CLOSED") this.remarkIgnored(row);
    if (target === "CANCELLED") return this.remark("AFTER_CANCELLATION", "cancelled there after its resolution");
    if (this.state === "CLOSED") {
      if (target === "RESOLVED" && this.sourceState === "CLOSED") this.remark("RESOLVED_AFTER_CLOSING", "stays closed");
      return;
    }
    if (this.state !== "RESOLVED") {
      const articleOf = row.solvedWithArticle ? this.facts.application : null;
      const code = row.code ?? ResolutionCode.SOLVED;
      this.by = this.assignee ?? this.by;
      this.do({ act: "RESOLVE", code, solution: row.solution ?? "", articleOf, close: target === "CLOSED" });
      this.solvedQueue = this.queue;
      this.waitingFor = null;
      this.state = target;
    } else if (target === "CLOSED") {
      this.do({ act: "CLOSE" });
      this.state = "CLOSED";
    }
  }

  private cancel(): void {
    this.do({ act: "CANCEL" });
    this.state = "CANCELLED";
  }

  private afterCancellation({ state }: Observation): void {
    if (state && state !== "CANCELLED") this.remark("AFTER_CANCELLATION", `${state} there after its cancellation`);
  }

  private work(act: WorkAct, words: string | null): void {
    if (act === "CHASE" && !isOpen(this.state)) return this.remark("CHASED_WHEN_ENDED", `it is ${this.state} here`);
    this.do({ act, words: words ?? "" });
  }

  /** Facts, queue or assignee changed there on a ticket that is resolved here: they wait for its reopening. */
  private remarkIgnored({ assignee }: Observation): void {
    if (!same(this.facts, this.wanted)) this.remarkOnce("QUALIFIED_WHILE_RESOLVED", changed(this.facts, this.wanted));
    const { team, level } = this.wantedQueue;
    if (team !== this.queue.team || level !== this.queue.level) this.remarkOnce("ROUTED_WHILE_RESOLVED", `to ${team}`);
    if (assignee && assignee !== this.assignee) this.remarkOnce("ASSIGNED_WHILE_RESOLVED", `to ${assignee}`);
  }

  private assign(person: string | null): void {
    if (!person || person === this.assignee) return;
    this.do({ act: "ASSIGN", person });
    this.setAssignee(person, true);
  }

  private take(person: string, ofLog: boolean): void {
    this.do({ act: "TAKE", person });
    this.setAssignee(person, ofLog);
    this.state = "IN_PROGRESS";
  }

  /** The log had an assignee and has none any more. */
  private releaseIfMissing(assignee: string | null): void {
    if (assignee || !this.assigneeOfLog || this.mapping.assignee?.missing !== "RELEASE") return;
    this.release();
  }

  private release(): void {
    this.do({ act: "RELEASE" });
    this.state = "OPEN";
    this.waitingFor = null;
    this.setAssignee(null);
  }

  private resume(): void {
    this.do({ act: "RESUME" });
    this.state = this.assignee ? "IN_PROGRESS" : "OPEN";
    this.waitingFor = null;
  }

  private setAssignee(person: string | null, ofLog = false): void {
    this.assignee = person;
    this.assigneeOfLog = ofLog && person !== null;
  }

  private queueOf({ team, level }: Observation, before: NamedQueue | null): NamedQueue {
    const name = team ?? before?.team ?? this.mapping.team.before;
    if (!("groupOrder" in this.mapping.level)) {
      return { team: name, level: level ?? before?.level ?? this.mapping.levelBefore };
    }
    if (team === null) return before ?? { team: name, level: this.mapping.levelBefore };
    const { first, highest } = this.mapping.level.groupOrder;
    const known = this.levels.get(team) ?? Math.min(first + this.levels.size, highest);
    this.levels.set(team, known);
    return { team, level: known };
  }

  private do(act: DistributiveOmit<PlannedAct, "by">): void {
    const planned: PlannedAct = { ...act, by: "person" in act && act.act === "TAKE" ? act.person : this.by };
    const last = this.steps.at(-1);
    if (last?.at.getTime() === this.now.getTime()) last.acts.push(planned);
    else this.steps.push({ at: this.now, acts: [planned] });
    this.acted = true;
  }

  /** What stays so for many rows is told of the first. */
  private remarkOnce(reason: Reason, detail: string): void {
    const key = `${reason} ${detail}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.remark(reason, detail);
  }

  private remark(reason: Reason, detail: string): void {
    this.remarks.push({ line: this.line, case: this.caseId, reason, detail });
  }
}

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

function isOpen(state: State): boolean {
  return state === "NEW" || state === "OPEN" || state === "IN_PROGRESS" || state === "WAITING";
}

function isQualified({ nature, impact, urgency }: PlannedFacts): boolean {
  return nature !== null && impact !== null && urgency !== null;
}

function same(a: PlannedFacts, b: PlannedFacts): boolean {
  return changed(a, b) === "";
}

const FACTS = ["kind", "application", "category", "nature", "impact", "urgency"] as const;

function changed(before: PlannedFacts, after: PlannedFacts): string {
  return FACTS.filter((fact) => before[fact] !== after[fact])
    .map((fact) => `${fact}: ${before[fact] ?? "-"} -> ${after[fact] ?? "-"}`)
    .join(", ");
}
