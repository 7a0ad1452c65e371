import DataLoader from "dataloader";
import type { Viewer } from "../platform/auth/viewer.js";
import { oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { Event } from "../platform/events/event.entity.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { HistoryRow } from "./history.type.js";
import type { Message, Ticket } from "./ticket.entity.js";
import { PUBLIC_EVENT_TYPES } from "./ticket.events.js";
import { readsAsStaff } from "./ticket.policy.js";

const MISSED_AT_MOST = 50;

export async function historyOf(
  sql: Sql,
  ticket: Ticket,
  viewer: Viewer,
  request: PageRequest,
): Promise<Page<HistoryRow>> {
  const rows = await readEvents(
    sql,
    ticket,
    viewer,
    `${request.beyond ? `AND position ${request.backward ? "<" : ">"} ?` : ""}
     ORDER BY position ${request.backward ? "DESC" : "ASC"} LIMIT ?`,
    [...(request.beyond ? [request.beyond[0]] : []), request.limit + 1],
  );
  return pageOf(rows, request, ({ position }) => [position]);
}

/** What happened to a ticket after one of its versions, oldest first. */
export function missedSince(sql: Sql, ticket: Ticket, version: number, viewer: Viewer | null): Promise<HistoryRow[]> {
  return readEvents(sql, ticket, viewer, "AND subjectVersion > ? ORDER BY position LIMIT ?", [version, MISSED_AT_MOST]);
}

/** What one act made. */
export function eventsOfCause(sql: Sql, ticket: Ticket, causeId: Buffer, viewer: Viewer): Promise<HistoryRow[]> {
  return readEvents(sql, ticket, viewer, "AND causeId = ? ORDER BY position", [causeId]);
}

async function readEvents(
  sql: Sql,
  ticket: Ticket,
  viewer: Viewer | null,
  rest: string,
  parameters: unknown[],
): Promise<HistoryRow[]> {
  const staff = viewer === null || readsAsStaff(viewer, ticket);
  const visible = staff ? "" : "AND type IN (?) AND (audience IS NULL OR audience = 'PUBLIC')";
  const rows = await sql.query<Event[]>(
    `SELECT * FROM event WHERE subjectType = 'TICKET' AND subjectId = ? ${visible} ${rest}`,
    [ticket.number, ...(staff ? [] : [PUBLIC_EVENT_TYPES]), ...parameters],
  );
  return rows.map((row) => ({ ...row, staff }));
}

export function textLoader(context: RequestContext, sql: Sql): DataLoader<number, { id: number; body: string } | null> {
  const read = async (ids: readonly number[]) =>
    oneForEach(
      ids,
      await sql.query<{ id: number; body: string }[]>("SELECT id, body FROM text WHERE id IN (?)", [ids]),
      ({ id }) => id,
    );
  return context.loader<number, { id: number; body: string } | null>("text", () => new DataLoader(read));
}

export function messageLoader(context: RequestContext, sql: Sql): DataLoader<number, Message | null> {
  const read = async (ids: readonly number[]) =>
    oneForEach(ids, await sql.query<Message[]>("SELECT * FROM message WHERE id IN (?)", [ids]), ({ id }) => id);
  return context.loader<number, Message | null>("message", () => new DataLoader(read));
}

export function tokenNameLoader(
  context: RequestContext,
  sql: Sql,
): DataLoader<number, { id: number; name: string } | null> {
  const read = async (ids: readonly number[]) =>
    oneForEach(
      ids,
      await sql.query<{ id: number; name: string }[]>("SELECT id, name FROM api_token WHERE id IN (?)", [ids]),
      ({ id }) => id,
    );
  return context.loader<number, { id: number; name: string } | null>("token-name", () => new DataLoader(read));
}
