import { expect, it, onTestFinished, vi } from "vitest";
import { Presence } from "./presence.js";

it("says who has a live screen at any process, not at this one alone", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const presence = new Presence({
    others: async () => [{ id: "another", presence: JSON.stringify({ sightings: [], connected: [7] }) }],
    connected: () => new Set([3]),
    changed: () => undefined,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  presence.start();
  onTestFinished(() => presence.stop());
  await vi.advanceTimersByTimeAsync(2_000);
  expect([3, 5, 7].filter((id) => presence.isConnected(id))).toEqual([3, 7]);
});
