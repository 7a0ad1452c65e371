import { toGlobalId } from "../platform/graphql/node-id.js";
import type { Item } from "../platform/live/feed.js";
import type { Ticket } from "../tickets/ticket.entity.js";

/** A ticket that entered a view, changed in it, or left it (then without content). */
export function ticketItem(
  type: "TicketEntered" | "TicketUpdated" | "TicketLeft",
  { number, position, at }: { number: number; position: number; at: (position: number) => string },
  ticket: Ticket | null,
  sortKey: string | null,
): Item {
  const root =
    ticket === null
      ? { __typename: type, position: at(position), number, id: toGlobalId("Ticket", number) }
      : { __typename: type, position: at(position), sortKey, ticket };
  return { key: `${type}:${number}:${position}:${sortKey ?? ""}`, root };
}
