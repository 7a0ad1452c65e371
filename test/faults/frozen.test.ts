import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeskServer, globalId, insertDesk, QUEUES, type SignedIn } from "../live/harness/desk.js";
import { at, type FeedItem, QUEUE_FEED } from "../live/harness/documents.js";
import { DurableDatabase } from "../live/harness/durable-database.js";
import { Stream } from "../live/harness/stream.js";
import { head, wrongInLog } from "../live/harness/truth.js";
import { long, pause, until } from "../live/harness/until.js";
import { Writers } from "../live/harness/writers.js";

const SILENCE_MS = long ? 14_000 : 7_000;
const SOCKETS = long ? 1_000 : 200;

let folder: string;
let database: DurableDatabase;
let server: DeskServer;
let people: SignedIn[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "guichet-frozen-"));
  database = await DurableDatabase.open(folder);
  server = await DeskServer.start(database);
  people = await insertDesk(database, 8);
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

const view = { queues: QUEUES.map((id) => globalId("Queue", id)), open: true };
const follow = (person: SignedIn, take: (item: FeedItem) => void, after: string | null = null) =>
  new Stream(server.port, person, QUEUE_FEED, { view, after }, take);

describe("a desk whose database stands still", () => {
  it("sends no checkpoint while it cannot see the log's end, and goes on by itself", async () => {
    const checkpoints: number[] = [];
    const stream = follow(people[0]!, ({ __typename }) => {
      if (__typename === "Checkpoint") checkpoints.push(Date.now());
    });
    await until("two checkpoints", () => checkpoints.length > 1);
    const pid = await database.pid();
    process.kill(pid, "SIGSTOP");
    try {
      const frozen = Date.now();
      await pause(SILENCE_MS);
      // One may have been due for what was known just before.
      expect(checkpoints.filter((when) => when > frozen).length).toBeLessThanOrEqual(1);
      expect(checkpoints.filter((when) => when > frozen + 5_500)).toEqual([]);
    } finally {
      process.kill(pid, "SIGCONT");
    }
    const silent = checkpoints.length;
    await until("a checkpoint again", () => checkpoints.length > silent);
    stream.close();
  });

  it.runIf(long)("lets other writers on when one that holds the log's head stands still", async () => {
    const writers = await Writers.start([server], people, { tickets: 10, writers: 8 });
    await until("some acts", () => writers.acknowledged.length > 20);
    const stalled = await database.connect();
    stalled.on("error", () => undefined);
    await stalled.query("START TRANSACTION");
    await stalled.query("UPDATE log_head SET n = LAST_INSERT_ID(n + 1) WHERE id = 1");
    const before = writers.acknowledged.length;
    await until("the writers go on", () => writers.acknowledged.length > before + 20, 60_000);
    stalled.destroy();
    await writers.stop();
    expect(await wrongInLog(database)).toEqual([]);
  });
});

describe(`${SOCKETS} screens that come back at once after a restart`, () => {
  it("are all brought up to date, without reading again", async () => {
    const writers = await Writers.start([server], people, { tickets: 20, writers: 4 });
    const from = `1.${await head(database)}`;
    await until("something to catch up with", () => writers.acknowledged.length > 60, 60_000);
    await writers.stop();
    const end = await head(database);
    await server.stop();
    await server.restart();
    const began = Date.now();
    let caughtUp = 0;
    let resyncs = 0;
    const streams = Array.from({ length: SOCKETS }, (_, i) =>
      follow(
        people[i % people.length]!,
        ({ __typename, position }) => {
          if (__typename === "ResyncRequired") resyncs++;
          if (__typename === "Checkpoint" && at(position) >= end) caughtUp++;
        },
        from,
      ),
    );
    await until("all have caught up", () => caughtUp >= SOCKETS, 30_000);
    console.log(`${SOCKETS} screens caught up with ${end - Number(from.slice(2))} events in ${Date.now() - began} ms`);
    expect(resyncs).toBe(0);
    for (const stream of streams) stream.close();
  });
});
