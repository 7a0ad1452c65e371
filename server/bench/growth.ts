import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { type BenchServer, openBenchServer } from "./bench-desk.js";
import { load, percentile } from "./load.js";
import { type MeasuredProcess, startMeasured } from "./measured-process.js";

const SIZES = [10_000, 100_000];
const FULL_SIZE = 1_000_000;
const OPEN = 5_000;
/** As many tickets speak of it at every size, so that searches have as many hits. */
const RARE_WORD_HITS = 100;
const REQUESTS = 300;
const WARM_UP = 50;

const QUERIES = {
  page: `query ($queue: ID!) { tickets(filter: { queues: [$queue], open: true },
    orderBy: { field: PRIORITY, direction: ASC }, first: 50) {
    edges { cursor node { id number version state priority subject queueEnteredAt
      requester { id displayName } assignee { id displayName } application { id name } } } } }`,
  counts: "{ queues { id counts { new open inProgress waiting unassigned total } } }",
  ticket: `query ($number: Int!) { ticket(number: $number) { id number version state subject description
    requester { id displayName } history(first: 20) { edges { node { id type recordedAt } } } } }`,
  search: `{ search(text: "perceuse", scopes: [TICKETS], first: 10) { hits { score node { ... on Ticket { id number } } } } }`,
} as const;

type Name = keyof typeof QUERIES;
const NAMES = Object.keys(QUERIES) as Name[];

/** How the time of everyday reads grows with the desk, open tickets being as many. */
export async function run(args: readonly string[] = []): Promise<void> {
  const sizes = args.includes("--full") ? [...SIZES, FULL_SIZE] : SIZES;
  const server = await openBenchServer();
  const desks: Asked[] = [];
  try {
    for (const tickets of sizes) desks.push(await start(server, tickets));
    const p95s: Record<string, number[]> = {};
    for (const name of NAMES) p95s[name] = await measure(name, desks);
    for (const [i, tickets] of sizes.entries()) {
      const figures = NAMES.map((name) => `${name} ${p95s[name]![i]!.toFixed(1)} ms`);
      console.log(`${tickets} tickets, ${OPEN} open, p95 of ${REQUESTS}: ${figures.join(", ")}`);
    }
    const ratios = NAMES.map((name) => `${name}=${(p95s[name]!.at(-1)! / p95s[name]![0]!).toFixed(2)}`);
    console.log(`growth ${ratios.join(" ")}`);
  } finally {
    for (const { process } of desks) await process.stop();
    await server.stop();
  }
}

interface Asked {
  process: MeasuredProcess;
  headers: Record<string, string>;
  queue: string;
  tickets: number;
}

async function start(server: BenchServer, tickets: number): Promise<Asked> {
  const every = tickets / RARE_WORD_HITS;
  const words = (i: number) => (i % every === 0 ? `Perceuse en panne ${i}` : `Demande ordinaire ${i}`);
  const { desk, url, headers } = await server.desk({ tickets, open: OPEN, words });
  const process = await startMeasured("guichet-server", { BENCH_DATABASE: url });
  return { process, headers: await headers(), queue: toGlobalId("Queue", desk.queues.L1.queueId), tickets };
}

/** The p95 of each desk. They are asked in turn, so that what else the machine does falls on all of them alike. */
async function measure(name: Name, desks: readonly Asked[]): Promise<number[]> {
  const latencies = desks.map((): number[] => []);
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    for (const [d, { process, headers, queue, tickets }] of desks.entries()) {
      const body = () =>
        JSON.stringify({ query: QUERIES[name], variables: { queue, number: 1 + ((i * 7919) % tickets) } });
      const asked = { port: process.port, path: "/graphql", headers, body, requests: 1, concurrency: 1 };
      const {
        latencies: [latency],
        sample,
      } = await load(asked);
      if (i === 0) demandAnswer(name, sample);
      if (i >= WARM_UP) latencies[d]!.push(latency!);
    }
  }
  return latencies.map((each) => percentile(each, 0.95));
}

/** A fast wrong answer is not one. */
function demandAnswer(name: Name, sample: string): void {
  const { data, errors } = JSON.parse(sample);
  const found = {
    page: () => data.tickets.edges.length === 50,
    counts: () =>
      data.queues.reduce((sum: number, queue: { counts: { total: number } }) => sum + queue.counts.total, 0) === OPEN,
    ticket: () => data.ticket?.history.edges.length >= 2,
    search: () => data.search.hits.length === 10,
  };
  if (errors || !found[name]()) throw new Error(`${name} answers wrongly: ${sample.slice(0, 600)}`);
}
