import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutboxState } from "./outbox.entity.js";
import { afterFailure, MAX_ATTEMPTS, references } from "./outbox.rules.js";

const NOW = new Date("2026-03-02T09:00:00Z");
const minutes = (attempt: number) => {
  const next = afterFailure(attempt, "MOMENT", NOW);
  return next.state === OutboxState.WAITING ? (next.notBefore.getTime() - NOW.getTime()) / 60_000 : null;
};

describe("after a failed attempt, a mail", () => {
  it("waits twice as long each time, two hours at most", () => {
    expect([1, 2, 3, 7, 8, 9, 30].map(minutes)).toEqual([1, 2, 4, 64, 120, 120, 120]);
  });

  it("is given up after about five days", () => {
    expect(minutes(MAX_ATTEMPTS)).toBeNull();
    const days = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, n) => minutes(n + 1)!).reduce((a, b) => a + b) / 1440;
    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(6);
  });

  it("is given up at once when its recipient is refused for good", () => {
    expect(afterFailure(1, "RECIPIENT", NOW)).toEqual({ state: OutboxState.FAILED });
  });
});

describe("a mail's references", () => {
  it("name the first and the latest mails of the conversation, never more than twenty", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 }), (earlier) => {
        const named = references(earlier);
        expect(named.length).toBe(Math.min(earlier.length, 20));
        expect(named[0]).toBe(earlier[0]);
        expect(named.at(-1)).toBe(earlier.at(-1));
      }),
    );
  });
});
