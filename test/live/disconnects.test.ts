import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestDatabase } from "./harness/database.js";
import { DeskServer, globalId, insertDesk, QUEUES, type SignedIn } from "./harness/desk.js";
import { History } from "./harness/history.js";
import { Proxy } from "./harness/proxy.js";
import { Screen } from "./harness/screen.js";
import { head, wrongAmong, wrongInLog, wrongOn } from "./harness/truth.js";
import { long, until } from "./harness/until.js";
import { Writers } from "./harness/writers.js";

const DISCONNECTS = long ? 10_000 : 300;
const VIEWS: number[][] = [[1], [2], [3], [1, 2], [2, 3], [...QUEUES]];

let database: TestDatabase;
let servers: DeskServer[];
let proxies: Proxy[];
let people: SignedIn[];

beforeAll(async () => {
  database = await TestDatabase.throwAway();
  const first = await DeskServer.start(database);
  people = await insertDesk(database, 8);
  // The second process is told of nothing: it has only its own eyes.
  servers = [first, await DeskServer.start(database, { GUICHET_DOORBELL: "off" })];
  proxies = await Promise.all(servers.map(({ port }) => Proxy.before(port)));
}, 120_000);

afterAll(async () => {
  await Promise.all((proxies ?? []).map((proxy) => proxy.close()));
  await Promise.all((servers ?? []).map((server) => server.stop()));
  await database?.stop();
}, 60_000);

describe(`screens that are cut off ${DISCONNECTS} times while 8 writers in 2 processes go on`, () => {
  it(
    "miss nothing, show nothing old, and resume instead of reading again",
    async () => {
      for (const proxy of proxies) {
        proxy.chaos = {
          budget: () => 300 + Math.floor(Math.random() * 3_000),
          cut: () => (Math.random() < 0.5 ? "reset" : "black hole"),
        };
      }
      const writers = await Writers.start(servers, people, { tickets: 30, writers: 8, pauseMs: 10 });
      const from = `1.${await head(database)}`;
      // Screens change process at every break, as behind a balancer.
      const port = () => proxies[Math.floor(Math.random() * 2)]!.port;
      const screens = Array.from({ length: 12 }, (_, i) => {
        const queues = VIEWS[i % VIEWS.length]!;
        const view = { queues: queues.map((id) => globalId("Queue", id)), open: true };
        return { queues, screen: new Screen({ server: servers[i % 2]!, port, person: people[i % 8]!, view }) };
      });
      const histories = writers.tickets.slice(0, 4).map((number, i) => new History(number, from, port, people[i]!));
      const cut = () => proxies.reduce((sum, { cutCount }) => sum + cutCount, 0);
      await until(`${DISCONNECTS} disconnects`, () => cut() >= DISCONNECTS, long ? 3_000_000 : 120_000);
      await writers.stop();
      for (const proxy of proxies) proxy.chaos = null;

      const end = await head(database);
      const behind = () =>
        [...screens.map(({ screen }) => screen), ...histories].filter(({ provenAt }) => provenAt < end);
      await until("every screen says that it is up to date", () => behind().length === 0, 60_000);

      const wrong = await Promise.all(screens.map(({ screen, queues }) => wrongOn(screen, database, queues)));
      const total = (name: keyof Screen["counts"]) => screens.reduce((sum, { screen }) => sum + screen.counts[name], 0);
      console.log(
        `${cut()} disconnects (${proxies.map(({ cuts }) => `${cuts.reset} resets, ${cuts["black hole"]} black holes`).join("; ")}), ` +
          `${writers.acknowledged.length} acts, ${end} events, ${total("items")} items, ${total("duplicates")} of them duplicates, ` +
          `${total("resumed")} resumed, ${total("resyncs")} read again`,
      );
      expect(wrong.flat()).toEqual([]);
      expect(total("stale")).toBe(0);
      expect(total("backwards")).toBe(0);
      expect(total("resumed") / (total("resumed") + total("resyncs"))).toBeGreaterThanOrEqual(0.95);
      for (const history of histories) {
        const events = await database.query<{ position: number; type: string }>(
          "SELECT position, type FROM event WHERE subjectType = 'TICKET' AND subjectId = ? AND position > ?",
          [history.number, from.split(".")[1]],
        );
        expect(new Map(events.map(({ position, type }) => [Number(position), type]))).toEqual(
          new Map([...history.entries].sort(([a], [b]) => a - b)),
        );
      }
      expect(await wrongAmong(writers.acknowledged, database)).toEqual([]);
      expect(await wrongInLog(database)).toEqual([]);
      await Promise.all([...screens.map(({ screen }) => screen.stop()), ...histories.map((history) => history.stop())]);
    },
    long ? 3_600_000 : 300_000,
  );
});
