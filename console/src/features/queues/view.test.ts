import { expect, test } from "vitest";
import { type DeskView, isFiltered, readView, toFilter, unfiltered, writeView } from "./view";

const view = (address: string) => readView(new URL(address, "http://desk.example").searchParams);
const viewer = { id: "me", queues: ["q1", "q2"] };

test("an address without anything shows the open tickets of one's own queues, longest waiting first", () => {
  expect(toFilter(view("/desk"), viewer)).toEqual({ queues: ["q1", "q2"], open: true });
  expect(view("/desk").order).toEqual({ field: "QUEUE_ENTERED", direction: "ASC" });
});

test.each([
  "/desk",
  "/desk?queue=q2",
  "/desk?scope=assigned",
  "/desk?scope=desk&state=NEW%2COPEN&priority=P1&application=a1%2Ca2&unassigned=1&sort=priority-desc",
])("%s is written as it was read", (address) => {
  expect(writeView(view(address))).toBe(address);
});

test("naming states replaces the default of what is open", () => {
  expect(toFilter(view("/desk?queue=q1&state=CLOSED"), viewer)).toEqual({ queues: ["q1"], states: ["CLOSED"] });
});

test("words nobody knows are ignored", () => {
  expect(view("/desk?state=BROKEN&sort=colour-asc&scope=moon")).toEqual(view("/desk"));
});

test("clearing the filters keeps the queue and the order", () => {
  const filtered: DeskView = view("/desk?queue=q1&kind=QUESTION&sort=number-desc");
  expect(isFiltered(filtered)).toBe(true);
  expect(writeView(unfiltered(filtered))).toBe("/desk?queue=q1&sort=number-desc");
});
