import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { Intervention, Message, Ticket } from "./ticket.entity.js";
import { isVisibleTo, visibleTo } from "./ticket.policy.js";

/** Tickets by number; null for those that the viewer may not know of. */
export function ticketLoader(context: RequestContext, sql: Sql): DataLoader<number, Ticket | null> {
  const read = async (numbers: readonly number[]) => {
    const rows = await sql.query<Ticket[]>("SELECT * FROM ticket WHERE number IN (?)", [numbers]);
    const visible = rows.filter((row) => context.viewer && isVisibleTo(context.viewer, row));
    return oneForEach(numbers, visible, ({ number }) => number);
  };
  return context.loader<number, Ticket | null>("ticket", () => new DataLoader(read));
}

/** A ticket whoever asks: for the answer to an act that has been judged already. */
export async function readTicket(sql: Sql, number: number): Promise<Ticket | null> {
  const [row] = await sql.query<Ticket[]>("SELECT * FROM ticket WHERE number = ?", [number]);
  return row ?? null;
}

const FOLLOW_UPS_AT_MOST = 50;

export async function readFollowUps(context: RequestContext, sql: Sql, number: number): Promise<Ticket[]> {
  const { sql: visible, parameters } = visibleTo(context.signedIn);
  const rows = await sql.query<Ticket[]>(
    `SELECT t.* FROM ticket t WHERE t.followUpOfNumber = ? AND ${visible} ORDER BY t.number LIMIT ?`,
    [number, ...parameters, FOLLOW_UPS_AT_MOST],
  );
  return rows;
}

/** The thread, oldest first; its public side for those who are not staff. */
export async function readMessages(
  sql: Sql,
  number: number,
  staff: boolean,
  request: PageRequest,
): Promise<Page<Message>> {
  const rows = await sql.query<Message[]>(
    `SELECT * FROM message WHERE ticketNumber = ? ${staff ? "" : "AND audience = 'PUBLIC'"}
     ${request.beyond ? `AND id ${request.backward ? "<" : ">"} ?` : ""}
     ORDER BY id ${request.backward ? "DESC" : "ASC"} LIMIT ?`,
    [number, ...(request.beyond ? [request.beyond[0]] : []), request.limit + 1],
  );
  return pageOf(rows, request, ({ id }) => [id]);
}

export function interventionsLoader(context: RequestContext, sql: Sql): DataLoader<number, Intervention[]> {
  const read = async (numbers: readonly number[]) =>
    manyForEach(
      numbers,
      await sql.query<Intervention[]>("SELECT * FROM intervention WHERE ticketNumber IN (?) ORDER BY id", [numbers]),
      ({ ticketNumber }) => ticketNumber,
    );
  return context.loader<number, Intervention[]>("interventions", () => new DataLoader(read));
}

const OPEN_TICKETS_AT_MOST = 50;

/** Each person's open tickets that the viewer may know of, newest first. */
export function openTicketsLoader(context: RequestContext, sql: Sql): DataLoader<number, Ticket[]> {
  const read = async (people: readonly number[]) => {
    const { sql: visible, parameters } = visibleTo(context.signedIn);
    const rows = await sql.query<Ticket[]>(
      `SELECT * FROM (
         SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.requesterId ORDER BY t.number DESC) AS nth
         FROM ticket t WHERE t.requesterId IN (?) AND t.state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING') AND ${visible}
       ) ranked WHERE nth <= ? ORDER BY number DESC`,
      [people, ...parameters, OPEN_TICKETS_AT_MOST],
    );
    return manyForEach(people, rows, ({ requesterId }) => requesterId);
  };
  return context.loader<number, Ticket[]>("open-tickets", () => new DataLoader(read));
}
