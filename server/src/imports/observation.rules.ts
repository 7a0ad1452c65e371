import type { Channel, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import type { LogRow } from "./log-reader.js";
import { timeReader } from "./log-time.rules.js";
import { type Cells, compileCondition, compileLookup, compileText, type Found, type Reader } from "./lookup.rules.js";
import type { Mapping, TargetState, TimeColumn, WorkAct } from "./mapping.js";

/** Why a row, or something in it, was not turned into acts. */
export type Reason =
  | "NO_CASE"
  | "NO_TIME"
  | "UNREADABLE_TIME"
  | "UNKNOWN_STATE"
  | "SKIPPED"
  | "UNKNOWN_VALUE"
  | "UNSUPPORTED"
  | "BEFORE_RECORDING"
  | "OUT_OF_ORDER"
  | "REQUESTER_CHANGED"
  | "CHANNEL_CHANGED"
  | "QUALIFIED_WHILE_RESOLVED"
  | "ROUTED_WHILE_RESOLVED"
  | "ASSIGNED_WHILE_RESOLVED"
  | "RESOLVED_AFTER_CLOSING"
  | "AFTER_CANCELLATION"
  | "CHASED_WHEN_ENDED"
  | "NOBODY_TO_TAKE_IT"
  | "NOBODY_HAS_IT"
  | "NOTHING_CHANGED"
  | "REFUSED";

export interface Remark {
  line: number;
  case: string;
  reason: Reason;
  detail: string;
}

/** What one row of the log says about its incident after it. Null: it does not say. */
export interface Observation {
  line: number;
  at: Date;
  state: TargetState | null;
  waitingFor: WaitingFor | null;
  act: WorkAct | null;
  words: string | null;
  recordedAt: Date | null;
  channel: Channel | null;
  kind: TicketKind | null;
  requester: string | null;
  site: string | null;
  subject: string | null;
  description: string | null;
  application: string | null;
  category: string | null;
  nature: Nature | null;
  impact: Scale | null;
  urgency: Scale | null;
  team: string | null;
  /** Null where levels follow the order of groups. */
  level: number | null;
  assignee: string | null;
  actor: string | null;
  code: ResolutionCode | null;
  solution: string | null;
  solvedWithArticle: boolean;
}

/** A row that was read, or why it was not, with what in it is not known. */
export interface Observed {
  caseId: string;
  observation: Observation | null;
  remarks: Omit<Remark, "case">[];
  /** The values by which rows of one instant are ordered. */
  ties: readonly (string | number)[];
}

/** Reads rows by a mapping. */
export type Observer = (row: LogRow) => Observed;

export function observer(mapping: Mapping, columns: readonly string[]): Observer {
  const places = new Map(columns.map((name, place) => [name, place]));
  const { recording, facts, resolution } = mapping;
  const timeOf = timeReader(mapping.time.formats, mapping.time.zone ?? "UTC");
  const recordedAt = recording.time ? timeColumn(recording.time, mapping) : null;
  const states = mapping.states.map((rule) => ({ ...rule, holds: compileCondition(rule.when) }));
  const stateColumns = [...new Set(mapping.states.flatMap(({ when }) => Object.keys(when)))];
  const withArticle = resolution.article ? compileCondition(resolution.article.when) : () => false;
  const readers = {
    channel: compileLookup(recording.channel),
    kind: compileLookup(recording.kind),
    requester: compileText(recording.requester),
    site: recording.site ? compileText(recording.site) : nothing,
    subject: compileText(recording.subject),
    description: recording.description ? compileText(recording.description) : nothing,
    application: compileText(mapping.application),
    category: facts.category ? compileText(facts.category) : nothing,
    nature: compileLookup(facts.nature),
    impact: compileLookup(facts.impact),
    urgency: compileLookup(facts.urgency),
    team: compileText(mapping.team.value),
    level: "groupOrder" in mapping.level ? nothing : compileLookup<number>(mapping.level),
    assignee: mapping.assignee ? compileText(mapping.assignee.value) : nothing,
    words: mapping.words ? compileText(mapping.words) : nothing,
    actor: mapping.actor ? compileText(mapping.actor) : nothing,
    code: compileLookup(resolution.code),
    solution: resolution.solution ? compileText(resolution.solution) : nothing,
  } satisfies { [Fact in keyof Observation]?: Reader<NonNullable<Observation[Fact]>> };

  return ({ line, values }) => {
    const cells: Cells = (column) => values[places.get(column)!] ?? null;
    const remarks: Observed["remarks"] = [];
    const remark = (reason: Reason, detail: string) => void remarks.push({ line, reason, detail });
    const caseId = cells(mapping.case.column);
    const ties = mapping.order.map(({ column, as }) =>
      as === "number" ? Number(cells(column)) : (cells(column) ?? ""),
    );
    const unread = (reason: Reason, detail: string): Observed => {
      remark(reason, detail);
      return { caseId: caseId ?? "", observation: null, remarks, ties };
    };
    if (caseId === null) return unread("NO_CASE", `"${mapping.case.column}" is missing`);
    const timeText = cells(mapping.time.column);
    if (timeText === null) return unread("NO_TIME", `"${mapping.time.column}" is missing`);
    const at = timeOf(timeText);
    if (!at) return unread("UNREADABLE_TIME", timeText);

    const rule = states.find(({ holds }) => holds(cells));
    if (!rule) {
      return unread(
        "UNKNOWN_STATE",
        stateColumns.map((column) => `${column}=${cells(column) ?? "(missing)"}`).join(", "),
      );
    }
    if (rule.skip) return unread("SKIPPED", rule.skip);

    const read = <T>(reader: Reader<T>): T | null => {
      const found: Found<T> = reader(cells);
      if ("value" in found) return found.value;
      if ("unknown" in found) remark("UNKNOWN_VALUE", `${found.column}=${found.unknown}`);
      return null;
    };
    const opened = recordedAt ? recordedAt(cells) : null;
    if (opened && "unknown" in opened) remark("UNREADABLE_TIME", opened.unknown);
    for (const { column, reason } of mapping.unsupported) {
      const value = cells(column);
      if (value !== null) remark("UNSUPPORTED", `${column}=${value}: ${reason}`);
    }
    const observation: Observation = {
      line,
      at,
      state: rule.state ?? null,
      waitingFor: rule.waitingFor ?? null,
      act: rule.act ?? null,
      words: read(readers.words),
      recordedAt: opened && "value" in opened ? opened.value : null,
      channel: read(readers.channel),
      kind: read(readers.kind),
      requester: read(readers.requester),
      site: read(readers.site),
      subject: read(readers.subject),
      description: read(readers.description),
      application: read(readers.application),
      category: read(readers.category),
      nature: read(readers.nature),
      impact: read(readers.impact),
      urgency: read(readers.urgency),
      team: read(readers.team),
      level: read<number>(readers.level),
      assignee: read(readers.assignee),
      actor: read(readers.actor),
      code: read(readers.code),
      solution: read(readers.solution),
      solvedWithArticle: withArticle(cells),
    };
    return { caseId, observation, remarks, ties };
  };
}

function timeColumn({ column, formats, zone }: TimeColumn, { time }: Mapping): (cells: Cells) => Found<Date> {
  const read = timeReader(formats ?? time.formats, zone ?? time.zone ?? "UTC");
  return (cells) => {
    const text = cells(column);
    if (text === null) return { missing: true };
    const value = read(text);
    return value ? { value } : { unknown: text, column };
  };
}

function nothing(): Found<never> {
  return { missing: true };
}
