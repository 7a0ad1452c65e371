import { expect, test } from "vitest";
import { NewestFacts } from "./newest-facts";

const ticket = (position: string, facts: object) => ({ __typename: "Ticket", number: 7, position, ...facts });

test("an answer overtaken by the feed is shown as the feed told it", () => {
  const newest = new NewestFacts();
  newest.settle({ queueFeed: { ticket: ticket("1.20", { state: "RESOLVED", assignee: { displayName: "Ana" } }) } });
  const late = newest.settle({ tickets: { edges: [{ node: ticket("1.12", { state: "OPEN", assignee: null }) }] } });
  expect(late.tickets.edges[0]?.node).toEqual(ticket("1.20", { state: "RESOLVED", assignee: { displayName: "Ana" } }));
});

test("a newer answer replaces what was known", () => {
  const newest = new NewestFacts();
  newest.settle({ ticket: ticket("1.12", { state: "OPEN" }) });
  expect(newest.settle({ ticket: ticket("1.20", { state: "RESOLVED" }) }).ticket).toEqual(
    ticket("1.20", { state: "RESOLVED" }),
  );
});

test("facts that only the older answer has are kept", () => {
  const newest = new NewestFacts();
  newest.settle({ ticket: ticket("1.20", { state: "RESOLVED" }) });
  expect(newest.settle({ ticket: ticket("1.12", { state: "OPEN", description: "Paper jam" }) }).ticket).toEqual(
    ticket("1.20", { state: "RESOLVED", description: "Paper jam" }),
  );
});

test("two readings of the same position complete each other", () => {
  const newest = new NewestFacts();
  newest.settle({ ticket: ticket("1.20", { state: "OPEN" }) });
  newest.settle({ ticket: ticket("1.20", { impact: "HIGH" }) });
  expect(newest.settle({ ticket: ticket("1.5", { state: "NEW", impact: null }) }).ticket).toEqual(
    ticket("1.20", { state: "OPEN", impact: "HIGH" }),
  );
});

test("what is remembered is bounded", () => {
  const newest = new NewestFacts(2);
  for (const number of [1, 2, 3]) newest.settle({ __typename: "Ticket", number, position: "1.9" });
  expect(newest.isOlder(1, "1.2")).toBe(false);
  expect(newest.isOlder(3, "1.2")).toBe(true);
});

test("everything that is no ticket passes unchanged", () => {
  const data = { me: { __typename: "Me", permissions: ["A"] }, count: 3, none: null };
  expect(new NewestFacts().settle(data)).toEqual(data);
});
