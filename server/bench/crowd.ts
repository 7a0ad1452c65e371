import "reflect-metadata";
import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { Child, type Cpu, spent } from "./live/child.js";
import { benchDatabase } from "./live/database.js";
import { insertPeople, TicketWriter, viewOf } from "./live/desk-data.js";
import { QUEUE_FEED } from "./live/documents.js";
import { percentile } from "./load.js";

const SOCKETS = 1_000;
const GROUPS = 10;
const USERS = 20;
const CHANGES = 500;
const EVERY_MS = 40;

/** Whether a process with a thousand screens still answers while five hundred changes go to all of them. */
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
    const tickets = await new TicketWriter(database.dataSource).record(CHANGES);
    const [server, clients, writer, load] = [child("server"), child("clients"), child("writer"), child("load")];
    const port = await server.ask<number>("start", { url, flavour });
    await writer.ask("start", { url, flavour });
    const sockets = Array.from({ length: SOCKETS }, (_, i) => ({
      cookie: cookies[i % USERS],
      query: QUEUE_FEED,
      variables: { view: viewOf(i % GROUPS) },
    }));
    await clients.ask("open", { url: `ws://127.0.0.1:${port}/graphql`, sockets });
    console.log(
      `crowd: ${SOCKETS} sockets of ${USERS} users in ${GROUPS} views, ${CHANGES} changes by another process, one each ${EVERY_MS} ms; two readers turn pages of 50`,
    );
    await load.ask("start", { url: `http://127.0.0.1:${port}/graphql`, cookies, report: false });
    const changing = { tickets, assignees: USERS, everyMs: EVERY_MS };
    // Not counted: the first seconds, when code is compiled and caches are filled.
    await clients.ask("expect", 50 * SOCKETS);
    await writer.ask("change", { ...changing, count: 50 });
    await clients.ask("reached", 60_000);

    await load.ask("forget");
    await server.ask("resetDelay");
    const before = { cpu: await server.ask<Cpu>("cpu"), at: Date.now() };
    await clients.ask("expect", CHANGES * SOCKETS);
    await writer.ask("change", { ...changing, count: CHANGES });
    await clients.ask("reached", 120_000);
    const delay = await server.ask<{ p50: number; p99: number; max: number }>("delay");
    const busy = spent(before.cpu, await server.ask<Cpu>("cpu")) / (Date.now() - before.at);
    const { page } = await load.ask<Record<"page" | "report", number[]>>("stop");
    await compare(database, await clients.ask<[number, string][]>("state"));

    console.log(
      `server: ${(busy * 100).toFixed(0)} % of a processor; event loop delay: p50 ${delay.p50.toFixed(1)} ms, longest ${delay.max.toFixed(1)} ms; pages: ${page.length}, p50 ${percentile(page, 0.5).toFixed(0)} ms`,
    );
    console.log(`crowd loop99=${delay.p99.toFixed(1)} http99=${percentile(page, 0.99).toFixed(1)}`);
  } finally {
    await Promise.all(children.map((each) => each.stop()));
    await database.stop();
  }
}

/** A screen that is quick and wrong is of no use. */
async function compare(
  { dataSource }: Awaited<ReturnType<typeof benchDatabase>>,
  shown: readonly [number, string][],
): Promise<void> {
  const rows = await dataSource.query<{ number: number; version: number; assigneeId: number }[]>(
    "SELECT number, version, assigneeId FROM ticket",
  );
  const truth = new Map(rows.map((row) => [row.number, `${row.version} ${toGlobalId("Person", row.assigneeId)}`]));
  const wrong = shown.filter(([number, state]) => truth.get(number) !== state);
  if (shown.length !== CHANGES || wrong.length > 0) {
    throw new Error(`${wrong.length} of ${shown.length} tickets are shown wrong`);
  }
}
