import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, ForwardPage, pageOf, TwoWayPage } from "./connection.js";
import { fromGlobalId, keyOf, toGlobalId } from "./node-id.js";
import { Refusal } from "./problem.js";

const page = (fields: Partial<TwoWayPage>) => Object.assign(new TwoWayPage(), fields);
const codeOf = (action: () => unknown) => {
  try {
    action();
    return null;
  } catch (error) {
    return (error as { extensions?: { code?: string } }).extensions?.code;
  }
};

describe("a page request", () => {
  it("wants first or last, not both and not neither", () => {
    expect(page({ first: 5 }).request()).toEqual({ limit: 5, backward: false, beyond: null });
    expect(page({ last: 5, before: encodeCursor([1, "a"]) }).request()).toEqual({
      limit: 5,
      backward: true,
      beyond: [1, "a"],
    });
    expect(codeOf(() => page({}).request())).toBe("PAGE_SIZE_REQUIRED");
    expect(codeOf(() => page({ first: 1, last: 1 }).request())).toBe("PAGE_SIZE_REQUIRED");
  });

  it.each([0, -1, 101, 1_000_000])("is refused a size of %i", (first) => {
    expect(codeOf(() => page({ first }).request())).toBe("PAGE_SIZE_EXCEEDED");
    expect(codeOf(() => Object.assign(new ForwardPage(), { first }).request())).toBe("PAGE_SIZE_EXCEEDED");
  });

  it.each(["", "x", "bnVsbA", encodeCursor([1]).slice(1), Buffer.from('[{"a":1}]').toString("base64url")])(
    "is refused a cursor that is none: %j",
    (after) => {
      expect(codeOf(() => page({ first: 1, after }).request())).toBe("BAD_CURSOR");
    },
  );

  it("reads back the cursors it wrote", () => {
    const key = [3, null, "É — 日本", 1.5];
    expect(decodeCursor(encodeCursor(key))).toEqual(key);
  });
});

describe("a page", () => {
  const keyOfRow = (n: number) => [n];

  it("says whether more follow, from the one row read too many", () => {
    const { edges, pageInfo } = pageOf([1, 2, 3], { limit: 2, backward: false, beyond: null }, keyOfRow);
    expect(edges.map(({ node }) => node)).toEqual([1, 2]);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false, endCursor: encodeCursor([2]) });
  });

  it("read backward is in the list's order all the same", () => {
    const { edges, pageInfo } = pageOf([9, 8, 7], { limit: 2, backward: true, beyond: [10] }, keyOfRow);
    expect(edges.map(({ node }) => node)).toEqual([8, 9]);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true, startCursor: encodeCursor([8]) });
  });

  it("of nothing has no cursors", () => {
    const { pageInfo } = pageOf([], { limit: 2, backward: false, beyond: null }, keyOfRow);
    expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});

describe("a global id", () => {
  it("is read back as the key it was made of, for its own type only", () => {
    expect(keyOf("Ticket", toGlobalId("Ticket", 42))).toBe(42);
    expect(keyOf("Person", toGlobalId("Ticket", 42))).toBeNull();
  });

  it.each([
    "",
    "42",
    "Ticket:42",
    toGlobalId("Ticket", 0),
    toGlobalId("Ticket", -1),
    toGlobalId("Ticket", "1 OR 1=1"),
    toGlobalId("Ticket", "1e3"),
  ])("that is none refuses the request: %j", (id) => {
    expect(() => fromGlobalId("Ticket", id, "input.ticket")).toThrow(Refusal);
  });
});
