import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * The incident log read a second time, from nothing but the description that comes with it, to check what an import
 * made of it. Nothing here knows the importer.
 */
export interface Row {
  at: number;
  order: number;
  state: string;
  openedAt: number;
  category: string;
  impact: string;
  urgency: string;
  group: string | null;
  assignee: string | null;
  withArticle: boolean;
  /** The log's own counters, as they stand after this row. */
  reassigned: number;
  reopened: number;
}

export interface Incident {
  id: string;
  openedAt: number;
  /** As contact_type has it. */
  contact: string;
  /** Oldest first; rows in the state -100 left out, which is none. */
  rows: Row[];
}

const ENDED = new Set(["Resolved", "Closed"]);
const AWAITING: Record<string, string> = {
  "Awaiting User Info": "REQUESTER",
  "Awaiting Vendor": "THIRD_PARTY",
  "Awaiting Problem": "THIRD_PARTY",
  "Awaiting Evidence": "THIRD_PARTY",
};

/** The incidents, in the order of their opening. */
export function readIncidents(path: string): Incident[] {
  const [header, ...lines] = gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n");
  const names = header!.trim().split(",");
  const place = (name: string) => names.indexOf(name);
  const places = {
    number: place("number"),
    state: place("incident_state"),
    at: place("sys_updated_at"),
    order: place("sys_mod_count"),
    openedAt: place("opened_at"),
    category: place("category"),
    impact: place("impact"),
    urgency: place("urgency"),
    group: place("assignment_group"),
    assignee: place("assigned_to"),
    knowledge: place("knowledge"),
    contact: place("contact_type"),
    reassigned: place("reassignment_count"),
    reopened: place("reopen_count"),
  };
  const incidents = new Map<string, Incident>();
  for (const line of lines) {
    const cells = line.trimEnd().split(",");
    if (cells.length !== names.length) throw new Error(`Not ${names.length} values: ${line}`);
    const cell = (name: keyof typeof places) => cells[places[name]]!;
    const known = (name: keyof typeof places) => (cell(name) === "?" ? null : cell(name));
    const openedAt = minute(cell("openedAt"));
    const incident = incidents.get(cell("number")) ?? {
      id: cell("number"),
      openedAt,
      contact: cell("contact"),
      rows: [],
    };
    incidents.set(incident.id, incident);
    if (cell("state") === "-100") continue;
    incident.rows.push({
      at: minute(cell("at")),
      order: Number(cell("order")),
      state: cell("state"),
      openedAt,
      category: known("category") ?? "No category",
      impact: cell("impact"),
      urgency: cell("urgency"),
      group: known("group"),
      assignee: known("assignee"),
      withArticle: cell("knowledge") === "true",
      reassigned: Number(cell("reassigned")),
      reopened: Number(cell("reopened")),
    });
  }
  const all = [...incidents.values()];
  for (const { rows } of all) rows.sort((a, b) => a.at - b.at || a.order - b.order);
  return all.sort((a, b) => a.openedAt - b.openedAt);
}

/** "29/2/2016 01:16" as minutes since 1970, UTC. */
function minute(text: string): number {
  const match = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text);
  if (!match) throw new Error(`Not a time: ${text}`);
  const [day, month, year, hour, minutes] = match.slice(1).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minutes) / 60_000;
}

export type Change = "FIRST_GROUP" | "ESCALATION" | "TRANSFER" | "HAND_BACK";
export type Direction = "UP" | "DOWN" | "SIDEWAYS";

/** One step of an incident's life as a ticket, in the order in which a row's changes follow each other. */
export interface Step {
  at: number;
  act: "RECORDED" | "REOPENED" | "REQUALIFIED" | "MOVED" | "TAKEN" | "WAITING" | "RESUMED" | "RESOLVED";
  /** Afterwards. */
  open: boolean;
  waitingFor: string | null;
  level: number;
}

/** What happened to an incident, in the words of the description. */
export interface Story {
  /** When it was recorded: at its opening, or at the first update where that was before. */
  start: number;
  steps: Step[];
  resolutions: { at: number; withArticle: boolean }[];
  reopenings: number[];
  closings: number[];
  /** Each change of group as the description calls it, and whether the incident was resolved before and after. */
  changes: { as: Change; frozen: boolean }[];
  /** Where those changes lead by the levels' order: what a ticket that is open can do. `as` is null for a change caught up. */
  moves: { at: number; as: Change | null; direction: Direction }[];
  /** Minutes waited for the requester and for others. */
  waited: Record<string, number>;
  firstActive: number | null;
  /** Whether the first Active only ended a wait of somebody who had the incident already. */
  resumedOnly: boolean;
  /** Each time that somebody came to work on it who was not working on it yet. */
  taken: number[];
  /** The first change of category, impact or urgency while it was open. */
  firstRequalified: number | null;
  /** The category as the ticket knows it: what changed after the last resolution does not reach it. */
  category: string;
  finalCategory: string;
}

const HIGHEST = 3;

export function storyOf({ openedAt, rows }: Incident): Story {
  const [first] = rows;
  const start = Math.min(openedAt, first!.at);
  const story: Story = {
    start,
    steps: [],
    resolutions: [],
    reopenings: [],
    closings: [],
    changes: [],
    moves: [],
    waited: {},
    firstActive: null,
    resumedOnly: false,
    taken: [],
    firstRequalified: null,
    category: first!.category,
    finalCategory: rows.at(-1)!.category,
  };
  const levels = new Map<string, number>();
  let group: string | null = null;
  let placed: string | null = null;
  let before: Row | null = null;
  let holder: Holder = { name: null, ofLog: false, working: false };
  let waitingFor: string | null = null;
  const step = (at: number, act: Step["act"], open = true) =>
    story.steps.push({ at, act, open, waitingFor, level: placed === null ? 0 : levels.get(placed)! });
  let facts = [first!.category, first!.impact, first!.urgency].join();
  for (const row of rows) {
    const ended = ENDED.has(row.state);
    const wasEnded = before !== null && ENDED.has(before.state);
    if (ended && !wasEnded) story.resolutions.push({ at: row.at, withArticle: row.withArticle });
    if (!ended && wasEnded) story.reopenings.push(row.at);
    if (row.state === "Closed" && before?.state !== "Closed") story.closings.push(row.at);
    if (before && before.state in AWAITING) {
      const what = AWAITING[before.state]!;
      story.waited[what] = (story.waited[what] ?? 0) + row.at - before.at;
    }
    // A row that is already resolved and follows a resolved one changes nothing a ticket can still take in.
    const frozen = ended && wasEnded;
    if (!ended && wasEnded) step(row.at, "REOPENED");
    const nowFacts = [row.category, row.impact, row.urgency].join();
    if (!frozen) {
      if (nowFacts !== facts) {
        story.firstRequalified ??= row.at;
        step(row.at, "REQUALIFIED");
      }
      facts = nowFacts;
      story.category = row.category;
    }
    let as: Change | null = null;
    if (row.group !== null && row.group !== group) {
      if (levels.has(row.group)) as = "HAND_BACK";
      else if (group === null) as = "FIRST_GROUP";
      else as = levels.size < HIGHEST ? "ESCALATION" : "TRANSFER";
      if (!levels.has(row.group)) levels.set(row.group, Math.min(levels.size + 1, HIGHEST));
      // The group of the first row is where the incident is recorded, not a change.
      if (before) story.changes.push({ as, frozen });
      group = row.group;
    }
    const moved = before !== null && !frozen && group !== placed;
    if (moved) story.moves.push({ at: row.at, as, direction: direction(levels, placed, group!) });
    if (!frozen) placed = group;
    if (!before) step(start, "RECORDED");
    if (moved) {
      waitingFor = null;
      step(row.at, "MOVED");
    }
    if (wasEnded && !ended) holder = { name: null, ofLog: false, working: false };
    if (!ended) {
      const { after, taken } = held(holder, row, before, moved);
      const awaits: string | null = AWAITING[row.state] ?? null;
      if (awaits !== waitingFor) {
        waitingFor = awaits;
        step(row.at, awaits ? "WAITING" : "RESUMED");
      }
      if (taken) {
        story.taken.push(row.at);
        step(row.at, "TAKEN");
      }
      if (row.state === "Active" && story.firstActive === null) {
        story.firstActive = row.at;
        story.resumedOnly = !taken && !holder.working;
      }
      holder = after;
    }
    if (ended && !wasEnded) {
      waitingFor = null;
      step(row.at, "RESOLVED", false);
    }
    before = row;
  }
  return story;
}

/** Who has an incident, whether the log names them (or they only came by setting it Active), and is it being worked on. */
interface Holder {
  name: string | null;
  ofLog: boolean;
  working: boolean;
}

/** Who has it after a row; a new queue has nobody, and a wait that ends goes back to who had it. */
function held(was: Holder, row: Row, before: Row | null, moved: boolean): { after: Holder; taken: boolean } {
  let { name, ofLog, working } = was;
  if (moved || (row.assignee === null && ofLog)) [name, ofLog, working] = [null, false, false];
  if (row.state !== "Active") {
    return {
      after:
        row.assignee === null ? { name, ofLog, working: false } : { name: row.assignee, ofLog: true, working: false },
      taken: false,
    };
  }
  if (!working && name !== null && before !== null && before.state in AWAITING) working = true;
  const comes = row.assignee ?? (before?.state === "Active" ? null : "who set it Active");
  const taken = !working && comes !== null;
  if (row.assignee !== null) return { after: { name: row.assignee, ofLog: true, working: true }, taken };
  return { after: { name: taken ? comes : name, ofLog: taken ? false : ofLog, working: working || taken }, taken };
}

function direction(levels: ReadonlyMap<string, number>, from: string | null, to: string): Direction {
  const fromLevel = from === null ? 0 : levels.get(from)!;
  const toLevel = levels.get(to)!;
  if (toLevel === fromLevel) return "SIDEWAYS";
  return toLevel > fromLevel ? "UP" : "DOWN";
}

/** "2016-03" of a minute. */
export function monthOf(at: number): string {
  return new Date(at * 60_000).toISOString().slice(0, 7);
}

/** The month after "2016-12". */
export function monthAfter(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number, 1)).toISOString().slice(0, 7);
}
