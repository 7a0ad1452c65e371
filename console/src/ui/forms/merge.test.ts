import { expect, test } from "vitest";
import { merge } from "./merge";

const base = { name: "Paie", code: "PAIE", levels: [0, 1] };

test("what only I changed stays mine", () => {
  const mine = { ...base, name: "Paie et primes" };
  expect(merge(base, mine, base)).toEqual({ values: mine, taken: [], conflicts: [] });
});

test("what only they changed is taken over beside my own changes", () => {
  const mine = { ...base, name: "Paie et primes" };
  const theirs = { ...base, levels: [0, 1, 2] };
  expect(merge(base, mine, theirs)).toEqual({
    values: { name: "Paie et primes", code: "PAIE", levels: [0, 1, 2] },
    taken: ["levels"],
    conflicts: [],
  });
});

test("what both changed differently keeps my words and is named", () => {
  const mine = { ...base, name: "Paie et primes" };
  const theirs = { ...base, name: "Rémunération" };
  expect(merge(base, mine, theirs)).toEqual({ values: mine, taken: [], conflicts: ["name"] });
});

test("what both changed alike needs nobody", () => {
  const both = { ...base, levels: [2] };
  expect(merge(base, both, both)).toEqual({ values: both, taken: [], conflicts: [] });
});
