import { expect, test } from "vitest";
import { isUntried } from "./untried";

const now = Date.UTC(2026, 5, 15, 12);
const due = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();

test("a mail that has just been written is not worth a word", () => {
  expect(isUntried({ state: "WAITING", attempts: 0, notBefore: due(0.5) }, now)).toBe(false);
});

test("a mail that is due for minutes and was never tried has no server to go to", () => {
  expect(isUntried({ state: "WAITING", attempts: 0, notBefore: due(10) }, now)).toBe(true);
});

test("a mail that is tried again later has a server", () => {
  expect(isUntried({ state: "WAITING", attempts: 2, notBefore: due(10) }, now)).toBe(false);
  expect(isUntried({ state: "WAITING", attempts: 0, notBefore: due(-5) }, now)).toBe(false);
});
