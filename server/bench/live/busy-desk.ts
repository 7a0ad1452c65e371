import { percentile } from "../load.js";
import { Child } from "./child.js";
import { type BenchDatabase, benchDatabase } from "./database.js";
import { insertPeople, TicketWriter, viewOf } from "./desk-data.js";
import { QUEUE_FEED } from "./documents.js";

export const FEEDS = 200;
export const CHANGES_PER_SECOND = 50;
const USERS = 20;

/** A desk's server at work, and everybody around it, each in a process of its own. */
export interface BusyDesk {
  database: BenchDatabase;
  /** Numbers of the tickets that change. */
  tickets: number[];
  server: Child;
  clients: Child;
  writer: Child;
  load: Child;
  /** What `change` is asked with, but for how many. */
  changing: { tickets: number[]; assignees: number; everyMs: number };
  /** What the load's own acts are asked with. */
  loading: { url: string; cookies: string[] };
  /** The first seconds do not count: code is compiled and caches are filled. */
  warmUp(): Promise<void>;
  /** Ends the load, and prints what its pages and reports took. */
  tellLoad(): Promise<void>;
}

export interface Moment {
  position: number;
  at: number;
}

export interface Arrival {
  position: string;
  at: number;
}

interface Wanted {
  title: string;
  tickets: number;
  /** What is in the desk before its server starts, besides its people and tickets. */
  furnish?: (database: BenchDatabase) => Promise<void>;
}

/** 200 queue screens, readers of pages and reports, and somebody ready to change tickets: for as long as the work takes. */
export async function withBusyDesk(wanted: Wanted, work: (desk: BusyDesk) => Promise<void>): Promise<void> {
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
    const tickets = await new TicketWriter(database.dataSource).record(wanted.tickets);
    await wanted.furnish?.(database);

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
      `${wanted.title}: ${FEEDS} feeds of ${USERS} users in 10 views, ${tickets.length} tickets, ${CHANGES_PER_SECOND} changes a second ` +
        "by another process, which rings no doorbell; two readers turn pages of 50, a third has a report made",
    );
    const loading = { url: `http://127.0.0.1:${port}/graphql`, cookies };
    await load.ask("start", loading);
    const changing = { tickets, assignees: USERS, everyMs: 1_000 / CHANGES_PER_SECOND };
    await work({
      database,
      tickets,
      server,
      clients,
      writer,
      load,
      changing,
      loading,
      async warmUp() {
        await clients.ask("expect", 100 * FEEDS);
        await writer.ask("change", { ...changing, count: 100 });
        await clients.ask("reached", 60_000);
        await load.ask("forget");
      },
      async tellLoad() {
        const { page, report } = await load.ask<Record<"page" | "report", number[]>>("stop");
        const p95 = (times: number[]) => `${times.length}, p95 ${percentile(times, 0.95).toFixed(0)} ms`;
        console.log(`pages: ${p95(page)}; reports: ${p95(report)}`);
      },
    });
  } finally {
    await Promise.all(children.map((each) => each.stop()));
    await database.stop();
  }
}

/** From each moment to each arrival of what happened then. */
export function delays(moments: readonly Moment[], arrivals: readonly Arrival[]): number[] {
  const happened = new Map(moments.map(({ position, at }) => [position, at]));
  return arrivals.flatMap(({ position, at }) => {
    const since = happened.get(numberOf(position));
    return since === undefined ? [] : [Math.max(0, at - since)];
  });
}

export const numberOf = (position: string) => Number(position.split(".")[1]);
