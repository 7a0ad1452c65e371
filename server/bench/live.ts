import "reflect-metadata";
import {
  type Arrival,
  CHANGES_PER_SECOND,
  delays,
  FEEDS,
  type Moment,
  numberOf,
  withBusyDesk,
} from "./live/busy-desk.js";
import { type Cpu, spent } from "./live/child.js";
import { percentile } from "./load.js";

const TICKETS = 1_000;
const SECONDS = 20;
const NOTES = 100;

/** How long a change takes to every screen while the same server renders pages and makes a report. */
export async function run(): Promise<void> {
  await withBusyDesk({ title: "live", tickets: TICKETS }, async (desk) => {
    const { tickets, server, clients, writer, load } = desk;
    await desk.warmUp();
    await server.ask("resetDelay");
    const before = { cpu: await server.ask<Cpu>("cpu"), at: Date.now() };
    const count = CHANGES_PER_SECOND * SECONDS;
    await clients.ask("expect", count * FEEDS);
    const commits = await writer.ask<Moment[]>("change", { ...desk.changing, count });
    await clients.ask("reached", 60_000);
    const delay = await server.ask<{ p50: number; p99: number; max: number }>("delay");
    const busy = spent(before.cpu, await server.ask<Cpu>("cpu")) / (Date.now() - before.at);
    const latencies = delays(commits, await clients.ask<Arrival[]>("arrivals"));

    await clients.ask("expect", NOTES * FEEDS);
    const asked = await load.ask<Arrival[]>("note", { ...desk.loading, tickets, count: NOTES, everyMs: 20 });
    await clients.ask("reached", 60_000);
    const arrivals = await clients.ask<Arrival[]>("arrivals");
    const ownLatencies = delays(
      asked.map(({ position, at }) => ({ position: numberOf(position), at })),
      arrivals,
    );

    console.log(
      `server: ${(busy * 100).toFixed(0)} % of a processor; event loop delay: p50 ${delay.p50.toFixed(1)} ms, p99 ${delay.p99.toFixed(1)} ms, longest ${delay.max.toFixed(1)} ms`,
    );
    await desk.tellLoad();
    const [own50, own95] = [percentile(ownLatencies, 0.5), percentile(ownLatencies, 0.95)];
    console.log(`a note by this server's own API, from its request to the sockets: p50 ${own50} ms, p95 ${own95} ms`);
    const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)];
    console.log(`live p50=${p50} p95=${p95} loop99=${delay.p99.toFixed(1)}`);
  });
}
