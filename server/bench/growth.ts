import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { type BenchDesk, openBenchServer } from "./bench-desk.js";
import { load, percentile } from "./load.js";
import { startMeasured } from "./measured-process.js";

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
  try {
    const p95s: Record<Name, number>[] = [];
    for (const tickets of sizes) {
      const every = tickets / RARE_WORD_HITS;
      const words = (i: number) => (i % every === 0 ? `Perceuse en panne ${i}` : `Demande ordinaire ${i}`);
      p95s.push(await measure(await server.desk({ tickets, open: OPEN, words }), tickets));
    }
    for (const [i, tickets] of sizes.entries()) {
      console.log(
        `${tickets} tickets, ${OPEN} open, p95: ${NAMES.map((name) => `${name} ${p95s[i]![name].toFixed(1)} ms`).join(", ")}`,
      );
    }
    const ratios = NAMES.map((name) => `${name}=${(p95s.at(-1)![name] / p95s[0]![name]).toFixed(2)}`);
    console.log(`growth ${ratios.join(" ")}`);
  } finally {
    await server.stop();
  }
}

async function measure({ desk, url, headers: headersOf }: BenchDesk, tickets: number): Promise<Record<Name, number>> {
  const headers = await headersOf();
  const ours = await startMeasured("guichet-server", { BENCH_DATABASE: url });
  const p95s = {} as Record<Name, number>;
  for (const name of NAMES) {
    const variables = (i: number) => ({
      queue: toGlobalId("Queue", desk.queues.L1.queueId),
      number: 1 + ((i * 7919) % tickets),
    });
    const body = (i: number) => JSON.stringify({ query: QUERIES[name], variables: variables(i) });
    const asked = { port: ours.port, path: "/graphql", headers, body, concurrency: 1 };
    const { sample } = await load({ ...asked, requests: WARM_UP });
    demandAnswer(name, sample);
    p95s[name] = percentile((await load({ ...asked, requests: REQUESTS })).latencies, 0.95);
  }
  await ours.stop();
  return p95s;
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
