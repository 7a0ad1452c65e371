import { expect, test } from "vitest";
import { Replay } from "./replay";

const updated = (position: string) => ({ __typename: "TicketUpdated", position });
const checkpoint = (position: string) => ({ __typename: "Checkpoint", position });

test("what is replayed is delivered in one batch at the first checkpoint", () => {
  const replay = new Replay<string>("1.10");
  expect(replay.accept(updated("1.11"), "a").deliver).toEqual([]);
  expect(replay.accept(updated("1.14"), "b").deliver).toEqual([]);
  expect(replay.accept(checkpoint("1.14"), "c")).toEqual({
    deliver: ["a", "b", "c"],
    ending: "checkpoint",
    replayed: 2,
  });
});

test("after the checkpoint each change passes at once", () => {
  const replay = new Replay<string>("1.10");
  replay.accept(checkpoint("1.10"), "c");
  expect(replay.accept(updated("1.11"), "a").deliver).toEqual(["a"]);
});

test("a broken line is resumed from the last position received, held items included", () => {
  const replay = new Replay<string>("1.10");
  replay.accept(updated("1.12"), "a");
  replay.broken();
  expect(replay.position).toBe("1.12");
  expect(replay.accept(checkpoint("1.12"), "c").deliver).toEqual(["a", "c"]);
});

test("after a break what comes is a replay again", () => {
  const replay = new Replay<string>(null);
  replay.accept(checkpoint("1.10"), "c");
  replay.broken();
  expect(replay.replaying).toBe(true);
  expect(replay.accept(updated("1.11"), "a").deliver).toEqual([]);
});

test("an item older than the feed's position is dropped", () => {
  const replay = new Replay<string>("1.10");
  replay.accept(checkpoint("1.10"), "c");
  expect(replay.accept(updated("1.9"), "old").deliver).toEqual([]);
});

test("counts that come with every reconnection are no changes", () => {
  const replay = new Replay<string>("1.10");
  replay.accept({ __typename: "QueueCountsChanged", position: "1.11" }, "counts");
  replay.accept(updated("1.12"), "a");
  expect(replay.accept(checkpoint("1.12"), "c").replayed).toBe(1);
});

test("presence has no position and never waits", () => {
  const replay = new Replay<string>("1.10");
  replay.accept(updated("1.11"), "a");
  expect(replay.accept({ __typename: "PresenceChanged" }, "p").deliver).toEqual(["p"]);
});

test("a resync is passed on with what was held and does not move the position", () => {
  const replay = new Replay<string>("1.10");
  replay.accept(updated("1.11"), "a");
  const { deliver, ending } = replay.accept({ __typename: "ResyncRequired", position: "1.900" }, "r");
  expect(deliver).toEqual(["a", "r"]);
  expect(ending).toBe("resync");
  expect(replay.position).toBe("1.11");
});
