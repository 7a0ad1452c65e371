import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { DeskServer, globalId, insertDesk, QUEUES, type SignedIn } from "../live/harness/desk.js";
import { DurableDatabase } from "../live/harness/durable-database.js";
import { Screen } from "../live/harness/screen.js";
import { head, wrongAmong, wrongInLog, wronglyShown, wrongOn } from "../live/harness/truth.js";
import { long, pause, until } from "../live/harness/until.js";
import { Writers } from "../live/harness/writers.js";

const ROUNDS = long ? 25 : 2;
const WRITERS = 16;

const opened: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.stop();
}, 120_000);

/** A durable desk with two server processes, tickets, and screens that follow all of it. */
async function openDesk(): Promise<{
  database: DurableDatabase;
  servers: DeskServer[];
  people: SignedIn[];
  screens: Screen[];
}> {
  const folder = mkdtempSync(join(tmpdir(), "guichet-fault-"));
  opened.push({ stop: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) });
  const database = await DurableDatabase.open(folder);
  opened.push(database);
  const first = await DeskServer.start(database);
  const people = await insertDesk(database, 8);
  const servers = [first, await DeskServer.start(database)];
  opened.push(...servers);
  const view = { queues: QUEUES.map((id) => globalId("Queue", id)), open: true };
  const screens = servers.flatMap((server, i) =>
    [0, 1].map((j) => new Screen({ server, port: () => server.port, person: people[2 * i + j]!, view })),
  );
  opened.push({ stop: async () => void (await Promise.all(screens.map((screen) => screen.stop()))) });
  return { database, servers, people, screens };
}

async function expectAllWell(database: DurableDatabase, screens: readonly Screen[], writers: Writers): Promise<void> {
  const end = await head(database);
  await until("every screen is up to date", () => screens.every(({ provenAt }) => provenAt >= end), 60_000);
  const wrong = await Promise.all(screens.map((screen) => wrongOn(screen, database, QUEUES)));
  expect(wrong.flat()).toEqual([]);
  expect(await wrongAmong(writers.acknowledged, database)).toEqual([]);
  expect(await wronglyShown(screens, database)).toEqual([]);
  expect(await wrongInLog(database)).toEqual([]);
  expect(screens.reduce((sum, { counts }) => sum + counts.stale + counts.backwards, 0)).toBe(0);
}

describe(`a server process killed ${ROUNDS} times under ${WRITERS} writers`, () => {
  it(
    "loses nothing that was acknowledged, and does nothing twice that is asked again",
    async () => {
      const { database, servers, people, screens } = await openDesk();
      const writers = await Writers.start(servers, people, { tickets: 40, writers: WRITERS });
      for (let round = 0; round < ROUNDS; round++) {
        const before = writers.acknowledged.length;
        await until("some acts more", () => writers.acknowledged.length > before + 30, 60_000);
        const victim = servers[round % 2]!;
        await victim.kill();
        await pause(Math.random() * 200);
        await victim.restart();
      }
      await writers.stop();
      await expectAllWell(database, screens, writers);
      expect(writers.retries).toBeGreaterThan(0);
      expect(screens.some(({ counts }) => counts.resumed > 0)).toBe(true);
      console.log(
        `${ROUNDS} kills: ${writers.acknowledged.length} acts acknowledged, ${writers.retries} requests asked again`,
      );
    },
    long ? 3_600_000 : 240_000,
  );
});

describe(`the database killed ${ROUNDS} times under ${WRITERS} writers and tight readers`, () => {
  it(
    "loses nothing that was acknowledged, and no screen has shown what does not survive",
    async () => {
      const { database, servers, people, screens } = await openDesk();
      const writers = await Writers.start(servers, people, { tickets: 40, writers: WRITERS });
      for (let round = 0; round < ROUNDS; round++) {
        const before = writers.acknowledged.length;
        await until("some acts more", () => writers.acknowledged.length > before + 30, 60_000);
        await pause(Math.random() * 300);
        await database.killAndRestart();
      }
      const before = writers.acknowledged.length;
      await until("acts after the last kill", () => writers.acknowledged.length > before + 10, 60_000);
      await writers.stop();
      await expectAllWell(database, screens, writers);
      const [timelines] = await database.query<{ n: number }>("SELECT COUNT(*) AS n FROM log_timeline");
      expect(Number(timelines!.n)).toBe(1);
      console.log(
        `${ROUNDS} kills: ${writers.acknowledged.length} acts acknowledged, ${writers.retries} requests asked again`,
      );
    },
    long ? 3_600_000 : 240_000,
  );
});
