import type { Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { encodeCursor } from "../platform/graphql/connection.js";
import type { LogEvent } from "../platform/live/log-event.js";
import type { Reads } from "../platform/live/reads.js";
import type { HistoryRow } from "../tickets/history.type.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { isVisibleTo, readsAsStaff } from "../tickets/ticket.policy.js";
import { sortKeyOf } from "../tickets/ticket-view.service.js";
import type { TicketOrder } from "../tickets/ticket-view.type.js";
import type { TicketFacts } from "./view.rules.js";

/** Whether somebody who is not staff learns of an event of a ticket that they may see. */
export type IsPublicEvent = (event: LogEvent) => boolean;

/** Tickets as feeds read and judge them: one query for all tickets of a turn. */
export class LiveTickets {
  constructor(
    private readonly database: Sql,
    private readonly isPublicEvent: IsPublicEvent,
  ) {}

  read(reads: Reads, number: number): Promise<Ticket | null> {
    return reads.rows("ticket", (numbers: readonly number[]) => this.readMany(numbers)).load(number);
  }

  isVisibleTo(viewer: Viewer, facts: Pick<TicketFacts, "compartmentId" | "requesterId" | "beneficiaryId">): boolean {
    return isVisibleTo(viewer, facts);
  }

  /** The event as an entry of the history this viewer sees; null when theirs does not have it. */
  entry(viewer: Viewer, ticket: Ticket, event: LogEvent): HistoryRow | null {
    const staff = readsAsStaff(viewer, ticket);
    return staff || this.isPublicEvent(event) ? { ...event, staff } : null;
  }

  /** The ticket's place in the list so ordered: its edge's cursor there. */
  sortKey(ticket: Ticket, order: TicketOrder): string {
    return encodeCursor(sortKeyOf(ticket, order));
  }

  private async readMany(numbers: readonly number[]): Promise<ReadonlyMap<number, Ticket>> {
    const rows = await this.database.query<Ticket[]>("SELECT * FROM ticket WHERE number IN (?)", [numbers]);
    return new Map(rows.map((row) => [row.number, { ...row, position: Number(row.position) }]));
  }
}
