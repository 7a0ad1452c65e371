import { expect, test } from "vitest";
import { linesOf } from "./verdict-changes";

type Change = Parameters<typeof linesOf>[0][number];

const change = (number: number | null, after: Change["after"]): Change => ({
  target: "RESOLVE",
  before: "MET",
  after,
  ticket: number === null ? null : { number, subject: `Ticket ${number}` },
});

test("tickets that may be seen have a line each; the others are counted by what becomes of them", () => {
  const lines = linesOf([change(null, "MISSED"), change(7, "MISSED"), change(null, "MISSED"), change(null, null)]);
  expect(lines.map(({ ticket, after, count }) => [ticket?.number ?? null, after, count])).toEqual([
    [7, "MISSED", 1],
    [null, "MISSED", 2],
    [null, null, 1],
  ]);
});
