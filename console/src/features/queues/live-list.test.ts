import { expect, test } from "vitest";
import {
  append,
  type Before,
  belongs,
  type Entry,
  emptyList,
  hasWaiting,
  type LiveList,
  leaves,
  settle,
} from "./live-list";

const before: Before = (a, b) => Number(a.sortKey) - Number(b.sortKey) || a.number - b.number;
const at = (number: number, sortKey: number): Entry => ({ number, sortKey: String(sortKey) });
const numbers = (list: LiveList) => list.shown.map((entry) => entry.number);

function loaded(entries: Entry[], next: string | null = null): LiveList {
  return append(emptyList, { entries: entries.map((entry) => ({ ...entry, position: "1.10" })), next });
}

test("a ticket that enters waits until the list settles, then takes its place", () => {
  const list = belongs(loaded([at(1, 10), at(2, 20)]), at(3, 15), before);
  expect(numbers(list)).toEqual([1, 2]);
  expect(list.arrived.size).toBe(1);
  expect(numbers(settle(list, before))).toEqual([1, 3, 2]);
});

test("a ticket that leaves stays where it is until the list settles", () => {
  const list = leaves(loaded([at(1, 10), at(2, 20)]), 1, "1.11");
  expect(numbers(list)).toEqual([1, 2]);
  expect(numbers(settle(list, before))).toEqual([2]);
});

test("a changed ticket that keeps its place makes nobody wait", () => {
  expect(hasWaiting(belongs(loaded([at(1, 10)]), at(1, 10), before))).toBe(false);
});

test("a ticket that moves and moves back has nothing to settle", () => {
  const moved = belongs(loaded([at(1, 10), at(2, 20)]), at(1, 30), before);
  expect(hasWaiting(moved)).toBe(true);
  expect(hasWaiting(belongs(moved, at(1, 10), before))).toBe(false);
});

test("left then entered again is one row", () => {
  let list = leaves(loaded([at(1, 10), at(2, 20)]), 1, "1.11");
  list = belongs(list, at(1, 25), before);
  expect(numbers(settle(list, before))).toEqual([2, 1]);
});

test("entered then left is nothing", () => {
  const list = leaves(belongs(loaded([at(1, 10)]), at(2, 5), before), 2, "1.12");
  expect(hasWaiting(list)).toBe(false);
});

test("a ticket below the last loaded row comes with its page, not before", () => {
  const list = belongs(loaded([at(1, 10), at(2, 20)], "cursor"), at(3, 30), before);
  expect(hasWaiting(list)).toBe(false);
  expect(numbers(append(list, { entries: [{ ...at(3, 30), position: "1.11" }], next: null }))).toEqual([1, 2, 3]);
});

test("a shown ticket that moves below the last loaded row leaves the screen", () => {
  const list = belongs(loaded([at(1, 10), at(2, 20)], "cursor"), at(1, 30), before);
  expect(numbers(settle(list, before))).toEqual([2]);
});

test("a page read before a ticket left does not bring it back", () => {
  const list = leaves(loaded([at(1, 10)], "cursor"), 2, "1.15");
  const page = {
    entries: [
      { ...at(2, 20), position: "1.12" },
      { ...at(3, 30), position: "1.9" },
    ],
    next: null,
  };
  expect(numbers(append(list, page))).toEqual([1, 3]);
});

test("a page never repeats a row that is already there", () => {
  const list = loaded([at(1, 10), at(2, 20)], "cursor");
  expect(numbers(append(list, { entries: [{ ...at(2, 20), position: "1.10" }], next: null }))).toEqual([1, 2]);
});
