import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommitReturned } from "./durability.js";
import type { Note } from "./feed.js";
import { nextHead, Payload } from "./payload.js";
import { Pending } from "./pending.js";
import { contiguousPrefix } from "./prefix.js";
import { Timelines } from "./timelines.js";

describe("the prefix rule", () => {
  it.each([
    { last: 0, positions: [], length: 0 },
    { last: 0, positions: [1, 2, 3], length: 3 },
    { last: 4, positions: [5, 7, 8], length: 1 },
    { last: 4, positions: [6, 7], length: 0 },
  ])("takes $length of $positions after $last", ({ last, positions, length }) => {
    expect(contiguousPrefix(last, positions)).toBe(length);
  });

  it("reads every position once and in order, whichever of them each reading saw", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.boolean()), (count, visible) => {
        const seen = visible[Symbol.iterator]();
        const taken: number[] = [];
        for (let round = 0; round < 400 && taken.length < count; round++) {
          const everything = round > 200;
          const read = Array.from({ length: count }, (_, i) => i + 1).filter(
            (n) => n > taken.length && (everything || seen.next().value),
          );
          taken.push(...read.slice(0, contiguousPrefix(taken.length, read)));
        }
        expect(taken).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      }),
    );
  });
});

describe("the rule of durability", () => {
  it("covers what a returned COMMIT covers, and no more", () => {
    const rule = new CommitReturned();
    rule.committed(7);
    rule.committed(5);
    expect(rule.covers(7)).toBe(true);
    expect(rule.covers(8)).toBe(false);
    expect(rule.upTo(12)).toBe(7);
  });
});

interface TestNote extends Note {
  had: boolean;
}

const merge = (a: TestNote, b: TestNote): TestNote => ({ ...b, since: a.since, had: a.had });
const notes = fc
  .array(fc.record({ subject: fc.constantFrom("a", "b", "c"), had: fc.boolean() }), { maxLength: 30 })
  .map((list): TestNote[] => list.map((each, i) => ({ ...each, position: i + 1, since: i + 1 })));

describe("notes that wait", () => {
  it("are in the order of positions, one for each subject, with what was before the first and the last position", () => {
    fc.assert(
      fc.property(notes, (all) => {
        const waiting = Pending.merged(all, merge);
        expect(waiting.map(({ position }) => position)).toEqual(
          waiting.map(({ position }) => position).sort((a, b) => a - b),
        );
        expect(new Set(waiting.map(({ subject }) => subject)).size).toBe(waiting.length);
        for (const note of waiting) {
          const own = all.filter(({ subject }) => subject === note.subject);
          expect(note.position).toBe(own.at(-1)!.position);
          expect(note.since).toBe(own[0]!.since);
          expect(note.had).toBe(own[0]!.had);
        }
      }),
    );
  });

  it("are the same after some were taken out and put back", () => {
    fc.assert(
      fc.property(notes, fc.nat(30), fc.nat(30), (all, before, count) => {
        const pending = new Pending<TestNote>(merge);
        all.slice(0, before).forEach((note) => pending.add(note));
        const taken = pending.take(count);
        all.slice(before).forEach((note) => pending.add(note));
        pending.putBack(taken);
        expect(pending.take(100)).toEqual(Pending.merged(all, merge));
      }),
    );
  });

  it("all wait where the feed does not merge", () => {
    fc.assert(
      fc.property(notes, (all) => {
        expect(Pending.merged(all, () => null)).toEqual(all);
      }),
    );
  });
});

describe("timelines", () => {
  it.each([
    { cursor: "1.50", ok: true, why: "before the first fork" },
    { cursor: "1.101", ok: false, why: "beyond the first fork" },
    { cursor: "2.150", ok: true, why: "on the second timeline, before the fork" },
    { cursor: "1.90", ok: false, why: "beyond a later fork to an earlier point" },
    { cursor: "3.500", ok: true, why: "on the present one" },
    { cursor: "4.1", ok: false, why: "on one unknown here" },
  ])("$cursor is $ok: $why", ({ cursor, ok }) => {
    const timelines = new Timelines();
    const fork = cursor === "1.90" ? 80 : 200;
    timelines.update([
      { timeline: 1, forkedAt: 0 },
      { timeline: 2, forkedAt: 100 },
      { timeline: 3, forkedAt: fork },
    ]);
    const [timeline, n] = cursor.split(".").map(Number);
    expect(timelines.contains({ timeline: timeline!, n: n! })).toBe(ok);
  });
});

describe("a message sent by the hub", () => {
  it("is the operation's beginning and the shared bytes, valid for any operation id", () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (id, data) => {
        const message = Buffer.concat([nextHead(id), new Payload(JSON.stringify({ data })).nextTail]).toString();
        expect(JSON.parse(message)).toEqual({ id, type: "next", payload: JSON.parse(JSON.stringify({ data })) });
      }),
    );
  });
});
