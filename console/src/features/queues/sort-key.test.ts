import type { OrderDirection } from "@guichet/schema";
import { expect, test } from "vitest";
import { orderedBy, sortKeyOf } from "./sort-key";

const ticket = (number: number, nextBreachAt: string | null) => ({
  number,
  priority: null,
  queueEnteredAt: "2026-03-02T08:00:00.000Z",
  updatedAt: "2026-03-02T08:00:00.000Z",
  nextBreachAt,
});

const tickets = [
  ticket(1, null),
  ticket(2, "2026-03-02T10:00:00.000Z"),
  ticket(3, "2026-03-02T09:00:00.000Z"),
  ticket(4, null),
  ticket(5, "2026-03-02T09:00:00.000Z"),
];

test.each<[OrderDirection, number[]]>([
  ["ASC", [3, 5, 2, 1, 4]],
  ["DESC", [2, 5, 3, 4, 1]],
])("by what is due next, %s: what is not due comes last, as the desk lists it", (direction, numbers) => {
  const order = { field: "NEXT_BREACH", direction } as const;
  const before = orderedBy(order);
  const entries = tickets.map((each) => ({ number: each.number, sortKey: sortKeyOf(each, order) }));
  expect(entries.sort((a, b) => Number(before(a, b))).map(({ number }) => number)).toEqual(numbers);
});
