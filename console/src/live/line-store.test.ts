import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silenceLimit } from "./connection";
import { LineStore } from "./line-store";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A line whose only feed has said that it cannot go on. */
function withoutFeed(): LineStore {
  const line = new LineStore();
  line.socket("open");
  line.feedOpened("wall");
  line.feedProven("wall", 0);
  line.feedClosed("wall");
  return line;
}

test("what has to be read again is read until it is there, and meanwhile the screen says that it grows old", async () => {
  const line = withoutFeed();
  const answers = [false, new Error("no network"), false, false, false, false, true];
  let read = 0;
  const done = line.reread(
    "TIMELINE_CHANGED",
    async () => {
      const answer = answers[read++]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    new AbortController().signal,
  );
  const began = Date.now();
  while (Date.now() <= began + silenceLimit) await vi.advanceTimersByTimeAsync(1000);
  expect(read).toBeLessThan(answers.length);
  expect(line.report()).toEqual({ state: "silent", notLiveSince: began });
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(read).toBe(answers.length);
  expect(line.read()).toMatchObject({ rereading: 0, rereadingSince: null, caughtUp: { changes: null } });
});

test("a screen that is gone is not read again", async () => {
  const line = withoutFeed();
  const screen = new AbortController();
  const read = vi.fn(async () => false);
  const done = line.reread("TIMELINE_CHANGED", read, screen.signal);
  await vi.advanceTimersByTimeAsync(0);
  screen.abort();
  await done;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledOnce();
  expect(line.read()).toMatchObject({ rereading: 0, rereadingSince: null, caughtUp: null });
});
