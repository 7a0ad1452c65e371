import { describe, expect, it } from "vitest";
import { dateFault, replacedBy, stateOf, versionAt } from "./effective-version.rules.js";

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 2, day, hour));
const NOW = at(10);

const version = (id: number, effectiveFrom: Date, withdrawnAt: Date | null = null) => ({
  id,
  effectiveFrom,
  withdrawnAt,
});

const FIRST = version(1, new Date(0));
const SECOND = version(2, at(5));
const TAKEN_BACK = version(3, at(8), at(7));
const COMING = version(4, at(20));
const LATER = version(5, at(25));
const ALL = [FIRST, SECOND, TAKEN_BACK, COMING, LATER];

describe("the version that holds", () => {
  const cases: [when: string, at: Date, holds: number | undefined][] = [
    ["before every beginning", new Date(-1), undefined],
    ["at the very beginning", new Date(0), 1],
    ["just before the next one", new Date(at(5).getTime() - 1), 1],
    ["from the instant at which it begins", at(5), 2],
    ["as if one that was taken back had never been", at(9), 2],
    ["until one that is to come begins", at(20), 4],
  ];
  it.each(cases)("%s", (_, instant, holds) => {
    expect(versionAt(ALL, instant)?.id).toBe(holds);
  });

  it("of two that begin at once is the later saved", () => {
    expect(versionAt([version(1, at(5)), version(2, at(5))], NOW)?.id).toBe(2);
  });
});

describe("where a version stands", () => {
  it.each([
    [FIRST, "PAST"],
    [SECOND, "CURRENT"],
    [TAKEN_BACK, "WITHDRAWN"],
    [COMING, "COMING"],
    [LATER, "COMING"],
  ])("version $id", (each, state) => {
    expect(stateOf(each, ALL, NOW)).toBe(state);
  });
});

describe("a new version takes the place", () => {
  const cases: [what: string, from: Date, ids: number[]][] = [
    ["of none, when it begins now", NOW, []],
    ["of one to come that begins at the same instant", at(20), [4]],
    ["of none, when it begins between two to come", at(22), []],
    ["of what has begun since, when it begins in the past, and of nothing to come", at(2), [2]],
    ["of one in the past that begins at the same instant", at(5), [2]],
    ["of everything up to now, when it holds from the beginning", new Date(0), [1, 2]],
  ];
  it.each(cases)("%s", (_, from, ids) => {
    expect(replacedBy(from, ALL, NOW).map(({ id }) => id)).toEqual(ids);
  });
});

describe("the instant from which a change holds", () => {
  const cases: [what: string, from: Date | null, past: boolean, fault: string | null][] = [
    ["left out: now", null, false, null],
    ["now", NOW, false, null],
    ["later", at(11), false, null],
    ["a millisecond ago", new Date(NOW.getTime() - 1), false, "PAST"],
    ["left out of a recomputation", null, true, "REQUIRED"],
    ["a recomputation from now on", NOW, true, "NOT_PAST"],
    ["a recomputation from yesterday on", at(9), true, null],
    ["a recomputation from the beginning on", new Date(0), true, null],
    ["before the beginning", new Date(-1), true, "DATE"],
  ];
  it.each(cases)("%s", (_, from, past, fault) => {
    expect(dateFault(from, { past, now: NOW })).toBe(fault);
  });
});
