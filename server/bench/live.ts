import "reflect-metadata";
import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { Child, type Cpu, spent } from "./live/child.js";
import { benchDatabase } from "./live/database.js";
import { APPLICATION, insertPeople, QUEUE, TicketWriter } from "./live/desk-data.js";
import { QUEUE_FEED } from "./live/documents.js";

const FEEDS = 200;
const USERS = 20;
const TICKETS = 1_000;
const CHANGES_PER_SECOND = 50;
const SECONDS = 20;
const NOTES = 100;

/** How long a change takes to every screen while the same server renders pages and makes a report. */
export async function run(): Promise<void> {
  const database = await benchDatabase();
  const children: Child[] = [];
  const child = (name: string) => {
    const made = new Child(`./${name}.worker.js`);
    children.push(made);
    return made;
  };
  try {
    const { url, flavour } = database;
    const tokens = await insertPeople(database.dataSource, USERS);
    const cookies = tokens.map((token) => `guichet=${token}`);
    const tickets = await new TicketWriter(database.dataSource).record(TICKETS);

    const [server, clients, writer, load] = [child("server"), child("clients"), child("writer"), child("load")];
    const port = await server.ask<number>("start", { url, flavour });
    await writer.ask("start", { url, flavour });
    const sockets = Array.from({ length: FEEDS }, (_, i) => ({
      cookie: cookies[i % USERS],
      query: QUEUE_FEED,
      variables: { view: viewOf(i % 10) },
    }));
    await clients.ask("open", { url: `ws://127.0.0.1:${port}/graphql`, sockets });
    console.log(
      `live: ${FEEDS} feeds of ${USERS} users in 10 views, ${TICKETS} tickets, ${CHANGES_PER_SECOND} changes a second for ${SECONDS} s ` +
        "by another process, which rings no doorbell; two readers turn pages of 50, a third has a report made",
    );
    const http = `http://127.0.0.1:${port}/graphql`;
    await load.ask("start", { url: http, cookies });
    const changing = { tickets, assignees: USERS, everyMs: 1_000 / CHANGES_PER_SECOND };
    // Not counted: the first seconds, when code is compiled and caches are filled.
    await clients.ask("expect", 100 * FEEDS);
    await writer.ask("change", { ...changing, count: 100 });
    await clients.ask("reached", 60_000);

    await server.ask("resetDelay");
    const before = { cpu: await server.ask<Cpu>("cpu"), at: Date.now() };
    const count = CHANGES_PER_SECOND * SECONDS;
    await clients.ask("expect", count * FEEDS);
    const commits = await writer.ask<Moment[]>("change", { ...changing, count });
    await clients.ask("reached", 60_000);
    const delay = await server.ask<{ p50: number; p99: number; max: number }>("delay");
    const busy = spent(before.cpu, await server.ask<Cpu>("cpu")) / (Date.now() - before.at);
    const latencies = delays(commits, await clients.ask<Arrival[]>("arrivals"));

    await clients.ask("expect", NOTES * FEEDS);
    const asked = await load.ask<Arrival[]>("note", { url: http, cookies, tickets, count: NOTES, everyMs: 20 });
    await clients.ask("reached", 60_000);
    const arrivals = await clients.ask<Arrival[]>("arrivals");
    const ownLatencies = delays(
      asked.map(({ position, at }) => ({ position: n(position), at })),
      arrivals,
    );
    const took = await load.ask<Record<"page" | "report", number[]>>("stop");

    console.log(
      `server: ${(busy * 100).toFixed(0)} % of a processor; event loop delay: p50 ${delay.p50.toFixed(1)} ms, p99 ${delay.p99.toFixed(1)} ms, longest ${delay.max.toFixed(1)} ms`,
    );
    console.log(
      `pages: ${took.page.length}, p95 ${at(took.page, 95).toFixed(0)} ms; reports: ${took.report.length}, p95 ${at(took.report, 95).toFixed(0)} ms`,
    );
    console.log(
      `a note by this server's own API, from its request to the sockets: p50 ${at(ownLatencies, 50)} ms, p95 ${at(ownLatencies, 95)} ms`,
    );
    console.log(`live p50=${at(latencies, 50)} p95=${at(latencies, 95)} loop99=${delay.p99.toFixed(1)}`);
  } finally {
    await Promise.all(children.map((each) => each.stop()));
    await database.stop();
  }
}

interface Moment {
  position: number;
  at: number;
}

interface Arrival {
  position: string;
  at: number;
}

/** Ten views of the same tickets, so that there are ten groups. */
function viewOf(group: number): object {
  return {
    queues: [toGlobalId("Queue", QUEUE)],
    open: true,
    ...(group === 0 ? {} : { applications: [APPLICATION, 1_000 + group].map((id) => toGlobalId("Application", id)) }),
  };
}

/** From each commit to each arrival of it. */
function delays(commits: readonly Moment[], arrivals: readonly Arrival[]): number[] {
  const committed = new Map(commits.map(({ position, at: when }) => [position, when]));
  return arrivals.flatMap(({ position, at: when }) => {
    const since = committed.get(n(position));
    return since === undefined ? [] : [Math.max(0, when - since)];
  });
}

const n = (position: string) => Number(position.split(".")[1]);

function at(values: readonly number[], percentile: number): number {
  return (
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * percentile) / 100))] ?? 0
  );
}
