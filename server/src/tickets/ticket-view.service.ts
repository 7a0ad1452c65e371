import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { type CursorKey, type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import { RequestError } from "../platform/graphql/errors.js";
import { keyOf } from "../platform/graphql/node-id.js";
import {
  type Channel,
  type Nature,
  OPEN_STATES,
  type Priority,
  type ServiceLevelState,
  type Ticket,
  type TicketKind,
  TicketState,
} from "./ticket.entity.js";
import { visibleTo } from "./ticket.policy.js";
import { OrderDirection, type TicketFilter, type TicketOrder, TicketOrderField } from "./ticket-view.type.js";

/** A filter with its references read: a set for each fact that it restricts, null where it does not. */
export interface TicketView {
  queueIds: readonly number[] | null;
  states: readonly TicketState[] | null;
  assigneeIds: readonly number[] | null;
  unassigned: boolean | null;
  applicationIds: readonly number[] | null;
  kinds: readonly TicketKind[] | null;
  natures: readonly Nature[] | null;
  channels: readonly Channel[] | null;
  priorities: readonly Priority[] | null;
  levels: readonly number[] | null;
  teamIds: readonly number[] | null;
  requesterIds: readonly number[] | null;
  serviceLevels: readonly ServiceLevelState[] | null;
}

export const DEFAULT_ORDER: TicketOrder = { field: TicketOrderField.NUMBER, direction: OrderDirection.DESC };

export function viewOf(filter: TicketFilter | null | undefined, viewer: Viewer): TicketView {
  return {
    queueIds: keys("Queue", filter?.queues, "queues"),
    states: statesOf(filter),
    assigneeIds: both(keys("Person", filter?.assignees, "assignees"), filter?.mine ? [own(viewer)] : null),
    unassigned: filter?.unassigned ?? null,
    applicationIds: keys("Application", filter?.applications, "applications"),
    kinds: filter?.kinds ?? null,
    natures: filter?.natures ?? null,
    channels: filter?.channels ?? null,
    priorities: filter?.priorities ?? null,
    levels: filter?.levels ?? null,
    teamIds: keys("Team", filter?.teams, "teams"),
    requesterIds: keys("Person", filter?.requesters, "requesters"),
    serviceLevels: filter?.serviceLevel ? staffOnly(viewer, "serviceLevel", filter.serviceLevel) : null,
  };
}

/** The order asked for, or the usual one. */
export function orderOf(order: TicketOrder | null | undefined, viewer: Viewer): TicketOrder {
  if (order?.field === TicketOrderField.NEXT_BREACH) staffOnly(viewer, "NEXT_BREACH", order);
  return order ?? DEFAULT_ORDER;
}

/** What was promised is the desk's side of a ticket: neither a filter nor an order tells a requester of it. */
function staffOnly<T>(viewer: Viewer, asked: string, value: T): T {
  if (may(viewer, Permission.TICKETS_READ_DESK)) return value;
  throw new RequestError("BAD_USER_INPUT", `${asked} is for who reads the desk's tickets.`);
}

function statesOf(filter: TicketFilter | null | undefined): readonly TicketState[] | null {
  const open = filter?.open;
  const byOpen =
    open == null ? null : Object.values(TicketState).filter((state) => OPEN_STATES.includes(state) === open);
  return both(filter?.states ?? null, byOpen);
}

/** What both conditions allow. */
function both<T>(a: readonly T[] | null, b: readonly T[] | null): readonly T[] | null {
  if (a === null || b === null) return a ?? b;
  return a.filter((each) => b.includes(each));
}

function own(viewer: Viewer): number {
  return viewer.kind === "PERSON" ? viewer.personId : 0;
}

function keys(type: string, ids: readonly string[] | null | undefined, path: string): number[] | null {
  if (ids == null) return null;
  return ids.map((id) => {
    const key = keyOf(type, id);
    if (key === null) throw new RequestError("BAD_USER_INPUT", `filter.${path}: "${id}" is not the id of a ${type}.`);
    return key;
  });
}

const COLUMN_OF: Record<TicketOrderField, keyof Ticket> = {
  [TicketOrderField.NUMBER]: "number",
  [TicketOrderField.PRIORITY]: "prioritySort",
  [TicketOrderField.QUEUE_ENTERED]: "queueEnteredAt",
  [TicketOrderField.UPDATED]: "updatedAt",
  [TicketOrderField.NEXT_BREACH]: "nextBreachAt",
};

/** A ticket's place in a list of that order: comparable part by part, the number last. */
export function sortKeyOf(ticket: Ticket, order: TicketOrder): CursorKey {
  if (order.field === TicketOrderField.NUMBER) return [ticket.number];
  const value = ticket[COLUMN_OF[order.field]] as Date | number | null;
  return [value instanceof Date ? value.toISOString() : value, ticket.number];
}

/** One page of a view, numbers first (from an index alone where there is one), then one read of those rows. */
export async function readView(
  sql: Sql,
  view: TicketView,
  viewer: Viewer,
  order: TicketOrder,
  request: PageRequest,
): Promise<Page<Ticket>> {
  const ascending = (order.direction === OrderDirection.ASC) !== request.backward;
  // A set: what changes parts between two reads is in both.
  const numbers = new Set<number>();
  for (const part of partsOf(order, request)) {
    const wanted = request.limit + 1 - numbers.size;
    if (wanted === 0) break;
    for (const number of await readPart(sql, conditionsOf(view, viewer), part, ascending, wanted)) numbers.add(number);
  }
  return pageOf(await readInOrder(sql, [...numbers]), request, (ticket) => sortKeyOf(ticket, order));
}

/** A part of a list: its rows are in the order of their column, and then of their numbers. */
interface ListPart {
  from: string;
  only: string | null;
  /** Null: numbers alone. */
  column: keyof Ticket | null;
  beyond: CursorKey | null;
}

const TICKET = "ticket t";
/** Nearly all are not due: a server that looks for them in that index, too, reads them all before it sorts them. */
const MOST_TICKETS = "ticket t IGNORE INDEX (ticket_by_breach)";

/** What a page is read from, in reading direction: most lists are one part. */
function partsOf({ field }: TicketOrder, { backward, beyond }: PageRequest): ListPart[] {
  if (field === TicketOrderField.NUMBER) return [{ from: TICKET, only: null, column: null, beyond }];
  if (beyond && beyond.length !== 2) refuseCursor();
  if (field !== TicketOrderField.NEXT_BREACH) return [{ from: TICKET, only: null, column: COLUMN_OF[field], beyond }];
  // Each is served by an index; in one order, with those that are not due last, they are not.
  const due: ListPart = { from: TICKET, only: "t.nextBreachAt IS NOT NULL", column: "nextBreachAt", beyond: null };
  const notDue: ListPart = { from: MOST_TICKETS, only: "t.nextBreachAt IS NULL", column: null, beyond: null };
  const parts = backward ? [notDue, due] : [due, notDue];
  if (!beyond) return parts;
  const first = beyond[0] === null ? notDue : due;
  return parts.slice(parts.indexOf(first)).map((part) => (part === first ? { ...part, beyond } : part));
}

async function readPart(
  sql: Sql,
  conditions: Conditions,
  { from, only, column, beyond }: ListPart,
  ascending: boolean,
  limit: number,
): Promise<number[]> {
  if (only) conditions.sql.push(only);
  if (beyond) addBeyond(conditions, column, beyond, ascending);
  const direction = ascending ? "ASC" : "DESC";
  const columns = column ? [`t.${column}`, "t.number"] : ["t.number"];
  const rows = await sql.query<{ number: number }[]>(
    `SELECT t.number FROM ${from} WHERE ${conditions.sql.join(" AND ")}
     ORDER BY ${columns.map((each) => `${each} ${direction}`).join(", ")} LIMIT ?`,
    [...conditions.parameters, limit],
  );
  return rows.map(({ number }) => number);
}

/** How many tickets a view has, counted up to a limit. */
export async function countView(
  sql: Sql,
  view: TicketView,
  viewer: Viewer,
  upTo: number,
): Promise<{ value: number; exact: boolean }> {
  const { sql: where, parameters } = conditionsOf(view, viewer);
  const [row] = await sql.query<{ n: number }[]>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ticket t WHERE ${where.join(" AND ")} LIMIT ?) counted`,
    [...parameters, upTo + 1],
  );
  const n = Number(row!.n);
  return { value: Math.min(n, upTo), exact: n <= upTo };
}

async function readInOrder(sql: Sql, numbers: readonly number[]): Promise<Ticket[]> {
  if (numbers.length === 0) return [];
  const rows = await sql.query<Ticket[]>("SELECT * FROM ticket WHERE number IN (?)", [numbers]);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.map((number) => byNumber.get(number)).filter((row) => row !== undefined);
}

interface Conditions {
  sql: string[];
  parameters: unknown[];
}

function conditionsOf(view: TicketView, viewer: Viewer): Conditions {
  const visible = visibleTo(viewer);
  const conditions: Conditions = { sql: [visible.sql], parameters: [...visible.parameters] };
  among(conditions, "queueId", view.queueIds);
  among(conditions, "state", view.states);
  among(conditions, "assigneeId", view.assigneeIds);
  among(conditions, "applicationId", view.applicationIds);
  among(conditions, "kind", view.kinds);
  among(conditions, "nature", view.natures);
  among(conditions, "channel", view.channels);
  among(conditions, "priority", view.priorities);
  among(conditions, "level", view.levels);
  among(conditions, "teamId", view.teamIds);
  among(conditions, "requesterId", view.requesterIds);
  among(conditions, "serviceLevelState", view.serviceLevels);
  if (view.unassigned !== null) conditions.sql.push(`t.assigneeId IS ${view.unassigned ? "" : "NOT "}NULL`);
  return conditions;
}

function among(conditions: Conditions, column: keyof Ticket, values: readonly unknown[] | null): void {
  if (values === null) return;
  if (values.length === 0) {
    conditions.sql.push("FALSE");
  } else {
    conditions.sql.push(`t.${column} IN (?)`);
    conditions.parameters.push(values);
  }
}

/** Spelled out: these servers do not use an index range for `(a, b) > (?, ?)`. */
function addBeyond(conditions: Conditions, column: keyof Ticket | null, beyond: CursorKey, ascending: boolean): void {
  const than = ascending ? ">" : "<";
  const number = beyond.at(-1);
  if (column === null) {
    conditions.sql.push(`t.number ${than} ?`);
    conditions.parameters.push(number);
    return;
  }
  const value = typeof beyond[0] === "string" ? new Date(beyond[0]) : beyond[0];
  if (value === null || (value instanceof Date && Number.isNaN(value.getTime()))) refuseCursor();
  conditions.sql.push(`t.${column} ${than}= ? AND (t.${column} ${than} ? OR t.number ${than} ?)`);
  conditions.parameters.push(value, value, number);
}

function refuseCursor(): never {
  throw new RequestError("BAD_CURSOR", "This cursor is not of a list in this order.");
}
