import { DESK_COMPARTMENT_ID } from "../applications/application.entity.js";
import { deskSettings } from "../desk/desk.settings.js";
import { deskDayAt } from "../desk/desk-day.js";
import type { Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { withoutIdentity } from "../platform/live/rights.js";
import { readQueuesInService } from "../queues/queue.loader.js";
import { OPEN_STATES, type Ticket, TicketState } from "../tickets/ticket.entity.js";
import { readView, type TicketView, viewOf } from "../tickets/ticket-view.service.js";
import { OrderDirection, type TicketOrder, TicketOrderField } from "../tickets/ticket-view.type.js";
import type { WallRow } from "./wall.type.js";

type Chosen = Pick<WallRow, "queues">;

const OLDEST_FIRST: TicketOrder = { field: TicketOrderField.QUEUE_ENTERED, direction: OrderDirection.ASC };
const SOONEST_FIRST: TicketOrder = { field: TicketOrderField.NEXT_BREACH, direction: OrderDirection.ASC };

/** A wall of some queues (null: of all in service), at an instant. */
export async function readWall(database: Sql, queueIds: readonly number[] | null, at: Date): Promise<WallRow> {
  const [{ timeZone }, inService] = await Promise.all([deskSettings(database), readQueuesInService(database)]);
  const queues = queueIds === null ? inService : inService.filter(({ id }) => queueIds.includes(id));
  const { day, endsAt: dayEndsAt } = deskDayAt(at, timeZone);
  return { at, timeZone, day, dayEndsAt, queues };
}

/** Those that nobody has, the longest in their queue first. */
export async function readOldestWaiting(
  database: Sql,
  { queues }: Chosen,
  viewer: Viewer,
  first: number,
): Promise<Ticket[]> {
  const states = [TicketState.NEW, TicketState.OPEN];
  return read(database, { ...inQueues(queues, viewer), states, unassigned: true }, viewer, OLDEST_FIRST, first);
}

/** Those that miss a target if nothing is done, the next one first. */
export async function readNextBreaches(
  database: Sql,
  { queues }: Chosen,
  viewer: Viewer,
  first: number,
): Promise<Ticket[]> {
  const view = { ...inQueues(queues, viewer), states: OPEN_STATES };
  const tickets = await read(database, view, viewer, SOONEST_FIRST, first);
  return tickets.filter(({ nextBreachAt }) => nextBreachAt !== null);
}

function inQueues(queues: Chosen["queues"], viewer: Viewer): TicketView {
  return { ...viewOf(null, viewer), queueIds: queues.map(({ id }) => id) };
}

async function read(database: Sql, view: TicketView, viewer: Viewer, order: TicketOrder, first: number) {
  const page = { limit: first, backward: false, beyond: null };
  const { edges } = await readView(database, view, ofTheRoom(viewer), order, page);
  return edges.map(({ node }) => node);
}

/** A room reads the wall: on it is neither what its viewer alone may see, nor what only members of a compartment may. */
function ofTheRoom(viewer: Viewer): Viewer {
  const compartmentIds = new Set([...viewer.compartmentIds].filter((id) => id === DESK_COMPARTMENT_ID));
  return { ...withoutIdentity(viewer), compartmentIds };
}
