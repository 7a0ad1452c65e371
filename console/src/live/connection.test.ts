import { expect, test } from "vitest";
import { type FeedLine, type Line, reportLine, silenceLimit, unusedLine } from "./connection";

const feed = (facts: Partial<FeedLine>): FeedLine => ({ provenAt: 1000, openedAt: 0, replaying: false, ...facts });
const line = (facts: Partial<Line>): Line => ({
  ...unusedLine,
  socket: "open",
  feeds: new Map([["desk", feed({})]]),
  ...facts,
});

test("with an open socket and a fresh checkpoint on each feed the screen is live", () => {
  expect(reportLine(line({}), 5000)).toEqual({ state: "live", notLiveSince: null });
});

test("an open socket without a checkpoint is not live, whatever else arrives", () => {
  expect(reportLine(line({}), 1000 + silenceLimit + 1)).toEqual({ state: "silent", notLiveSince: 1000 });
});

test("one silent feed among several is enough to say so", () => {
  const feeds = new Map([
    ["desk", feed({ provenAt: 20_000 })],
    ["queue", feed({ provenAt: 4000 })],
  ]);
  expect(reportLine(line({ feeds }), 21_000)).toEqual({ state: "silent", notLiveSince: 4000 });
});

test("a closed socket is offline since the last proof", () => {
  expect(reportLine(line({ socket: "closed" }), 3000)).toEqual({ state: "offline", notLiveSince: 1000 });
});

test("after a break the screen catches up until the replay is complete", () => {
  const feeds = new Map([["desk", feed({ replaying: true })]]);
  expect(reportLine(line({ feeds }), 3000)).toEqual({ state: "catching-up", notLiveSince: 1000 });
});

test("before anything was ever live it is starting, not broken", () => {
  const feeds = new Map([["desk", feed({ provenAt: null, replaying: true })]]);
  expect(reportLine(line({ feeds, socket: "connecting" }), 3000).state).toBe("starting");
  expect(reportLine(line({ feeds }), 3000).state).toBe("starting");
});

test("a feed that a new page opens beside a live one does not make the line flicker", () => {
  const opening = feed({ provenAt: null, openedAt: 2000, replaying: true });
  const feeds = new Map([
    ["desk", feed({})],
    ["ticket", opening],
  ]);
  expect(reportLine(line({ feeds }), 3000).state).toBe("live");
  expect(reportLine(line({ feeds }), 4000).state).toBe("starting");
});

test("a feed that never got its first checkpoint is silent too", () => {
  const feeds = new Map([["desk", feed({ provenAt: null, openedAt: 500, replaying: true })]]);
  expect(reportLine(line({ feeds }), 500 + silenceLimit + 1)).toEqual({ state: "silent", notLiveSince: 500 });
});

test("a socket that cannot be opened is offline, not silent", () => {
  const late = 1000 + silenceLimit + 1;
  expect(reportLine(line({ socket: "connecting" }), late)).toEqual({ state: "offline", notLiveSince: 1000 });
  const feeds = new Map([["desk", feed({ provenAt: null, openedAt: 500 })]]);
  expect(reportLine(line({ feeds, socket: "connecting" }), late).state).toBe("offline");
});

test("a refused socket stays refused", () => {
  expect(reportLine(line({ socket: "refused" }), 3000).state).toBe("refused");
});
