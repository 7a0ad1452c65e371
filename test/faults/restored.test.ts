import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeskServer, globalId, insertDesk, QUEUES, type SignedIn } from "../live/harness/desk.js";
import { type FeedItem, QUEUE_FEED } from "../live/harness/documents.js";
import { DurableDatabase } from "../live/harness/durable-database.js";
import { Program } from "../live/harness/programs.js";
import { Screen } from "../live/harness/screen.js";
import { Stream } from "../live/harness/stream.js";
import { head, wrongInLog, wrongOn } from "../live/harness/truth.js";
import { until } from "../live/harness/until.js";
import { Writers } from "../live/harness/writers.js";

let folder: string;
let database: DurableDatabase;
let server: DeskServer;
let people: SignedIn[];

const state = () => join(folder, "state");
const backup = () => join(folder, "backup");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "guichet-restored-"));
  database = await DurableDatabase.open(state());
  server = await DeskServer.start(database);
  people = await insertDesk(database, 8);
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

/** With the desk closed: what is copied then is whole. */
async function whileClosed(work: () => Promise<void> | void): Promise<void> {
  await server.stop();
  await database.stop();
  await work();
  await database.startAgain();
  await server.restart();
}

async function act(acts: number): Promise<void> {
  const writers = await Writers.start([server], people, { tickets: 5, writers: 4 });
  await until(`${acts} acts`, () => writers.acknowledged.length >= acts, 60_000);
  await writers.stop();
}

const view = { queues: QUEUES.map((id) => globalId("Queue", id)), open: true };

/** What a program is told first that goes on from there. */
async function firstAfter(after: string): Promise<FeedItem> {
  const items: FeedItem[] = [];
  const stream = new Stream(server.port, people[0]!, QUEUE_FEED, { view, after }, (item) => void items.push(item));
  await until("something is told", () => items.length > 0);
  stream.close();
  return items[0]!;
}

describe("a desk that goes back to a backup", () => {
  it("has every screen that had read further read again, and those that had not go on", async () => {
    const screens = people.slice(0, 4).map((person) => new Screen({ server, port: () => server.port, person, view }));
    await act(30);
    await whileClosed(() => cpSync(state(), backup(), { recursive: true }));
    const fork = await head(database);
    await act(30);
    const lost = await head(database);
    expect(lost).toBeGreaterThan(fork + 30);
    await until("the screens have shown all of it", () => screens.every(({ provenAt }) => provenAt >= lost));
    await whileClosed(async () => {
      rmSync(state(), { recursive: true });
      cpSync(backup(), state(), { recursive: true });
      const said = await Program.run("cli/restored.js", [], { GUICHET_STATE: state(), DATABASE_URL: "" });
      expect(said).toBe(`The log goes on from position ${fork} as timeline 2.\n`);
    });
    // Past the place where it was: positions alone would not tell the one past from the other.
    await act(60);
    const end = await head(database);
    expect(end).toBeGreaterThan(lost);
    await until("the screens have shown all of it", () => screens.every(({ provenAt }) => provenAt >= end));
    for (const screen of screens) {
      expect(await wrongOn(screen, database, QUEUES)).toEqual([]);
      expect(screen.counts.resyncs).toBe(1);
      expect(screen.counts.backwards).toBe(0);
    }
    expect(await firstAfter(`1.${fork}`)).toMatchObject({ __typename: "TicketEntered" });
    expect(await firstAfter(`1.${fork + 1}`)).toMatchObject({
      __typename: "ResyncRequired",
      reason: "TIMELINE_CHANGED",
    });
    expect(await wrongInLog(database)).toEqual([]);
    await Promise.all(screens.map((screen) => screen.stop()));
  }, 300_000);
});
