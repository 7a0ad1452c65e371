import type { TicketOrder, TicketRowFragment } from "@guichet/schema";
import type { Before } from "./live-list";

type Sortable = Pick<TicketRowFragment, "number" | "priority" | "queueEnteredAt" | "updatedAt" | "nextBreachAt">;

/** The fact a list is ordered by, written so that texts compare as the facts do. */
export function sortKeyOf(ticket: Sortable, order: TicketOrder): string {
  switch (order.field) {
    case "NUMBER":
      return "";
    case "PRIORITY":
      // A ticket without a priority has not been qualified: that comes first.
      return ticket.priority ?? "P0";
    case "QUEUE_ENTERED":
      return ticket.queueEnteredAt;
    case "UPDATED":
      return ticket.updatedAt;
    case "NEXT_BREACH":
      // Nothing is due: after all that is, whichever way they go.
      return ticket.nextBreachAt ?? (order.direction === "ASC" ? "9999" : "");
  }
}

/** The order of the rows: by the fact, then by number, both in the direction asked for. */
export function orderedBy(order: TicketOrder): Before {
  const way = order.direction === "ASC" ? 1 : -1;
  return (a, b) => {
    if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -way : way;
    return way * (a.number - b.number);
  };
}
