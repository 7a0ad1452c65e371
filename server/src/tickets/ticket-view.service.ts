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
  const conditions = conditionsOf(view, viewer);
  const ascending = (order.direction === OrderDirection.ASC) !== request.backward;
  if (request.beyond) addBeyond(conditions, order, request.beyond, ascending);
  const direction = ascending ? "ASC" : "DESC";
  const orderBy = [...(NULLABLE.has(order.field) ? ["t.nextBreachAt IS NULL"] : []), ...columnsOf(order.field)]
    .map((column) => `${column} ${direction}`)
    .join(", ");
  const numbers = await sql.query<{ number: number }[]>(
    `SELECT t.number FROM ticket t WHERE ${conditions.sql.join(" AND ")} ORDER BY ${orderBy} LIMIT ?`,
    [...conditions.parameters, request.limit + 1],
  );
  return pageOf(await readInOrder(sql, numbers), request, (ticket) => sortKeyOf(ticket, order));
}

/** Ordered as if a ticket without a value had the last of all. */
const NULLABLE: ReadonlySet<TicketOrderField> = new Set([TicketOrderField.NEXT_BREACH]);

function columnsOf(field: TicketOrderField): string[] {
  const column = COLUMN_OF[field];
  return column === "number" ? ["t.number"] : [`t.${column}`, "t.number"];
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

async function readInOrder(sql: Sql, numbers: readonly { number: number }[]): Promise<Ticket[]> {
  if (numbers.length === 0) return [];
  const rows = await sql.query<Ticket[]>("SELECT * FROM ticket WHERE number IN (?)", [
    numbers.map(({ number }) => number),
  ]);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.map(({ number }) => byNumber.get(number)).filter((row) => row !== undefined);
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
function addBeyond(conditions: Conditions, order: TicketOrder, beyond: CursorKey, ascending: boolean): void {
  const than = ascending ? ">" : "<";
  const number = beyond.at(-1);
  if (order.field === TicketOrderField.NUMBER) {
    conditions.sql.push(`t.number ${than} ?`);
    conditions.parameters.push(number);
    return;
  }
  const column = COLUMN_OF[order.field];
  const value = typeof beyond[0] === "string" ? new Date(beyond[0]) : beyond[0];
  const isNull = value === null && NULLABLE.has(order.field);
  if (beyond.length !== 2 || (value === null && !isNull) || (value instanceof Date && Number.isNaN(value.getTime()))) {
    throw new RequestError("BAD_CURSOR", "This cursor is not of a list in this order.");
  }
  if (isNull) {
    // In the last part of the list; backward, everything with a value lies beyond it, too.
    conditions.sql.push(
      `(t.${column} IS NULL AND t.number ${than} ?${ascending ? "" : ` OR t.${column} IS NOT NULL`})`,
    );
    conditions.parameters.push(number);
    return;
  }
  if (NULLABLE.has(order.field) && ascending) {
    conditions.sql.push(`(t.${column} > ? OR (t.${column} = ? AND t.number > ?) OR t.${column} IS NULL)`);
    conditions.parameters.push(value, value, number);
    return;
  }
  conditions.sql.push(`t.${column} ${than}= ? AND (t.${column} ${than} ? OR t.number ${than} ?)`);
  conditions.parameters.push(value, value, number);
}
