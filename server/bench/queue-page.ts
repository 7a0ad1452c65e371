import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { openBenchServer } from "./bench-desk.js";
import { load, median } from "./load.js";
import { type MeasuredProcess, startMeasured } from "./measured-process.js";

const TICKETS = 100_000;
const OPEN = 5_000;
const WARM_UP = 200;
const REQUESTS = 600;
const CONCURRENCY = 8;
const ROUNDS = 3;

const QUERY = `query QueuePage($queue: ID!) {
  tickets(filter: { queues: [$queue], open: true }, orderBy: { field: PRIORITY, direction: ASC }, first: 50) {
    edges { cursor node {
      id number version position state kind priority subject updatedAt queueEnteredAt
      requester { id displayName } assignee { id displayName } application { id name } queue { id team { id name } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The server's processor time for a page of 50 tickets out of 100,000, against a bare handler giving the same bytes. */
export async function run(): Promise<void> {
  const server = await openBenchServer();
  try {
    const { desk, url, headers: headersOf } = await server.desk({ tickets: TICKETS, open: OPEN });
    const headers = await headersOf();
    const { queueId } = desk.queues.L1;
    const body = JSON.stringify({ query: QUERY, variables: { queue: toGlobalId("Queue", queueId) } });
    const ours = await startMeasured("guichet-server", { BENCH_DATABASE: url });
    const bare = await startMeasured("bare-queue-page", { BENCH_DATABASE: url, BENCH_QUEUE: String(queueId) });
    const askOurs = { port: ours.port, path: "/graphql", headers, body: () => body, concurrency: CONCURRENCY };
    const askBare = { port: bare.port, path: "/", headers: {}, concurrency: CONCURRENCY };
    await demandSameAnswer(askOurs, askBare);

    const costs = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      costs.ours.push(await cpuPerRequest(ours, askOurs));
      costs.bare.push(await cpuPerRequest(bare, askBare));
    }
    await demandSameAnswer(askOurs, askBare);
    await Promise.all([ours.stop(), bare.stop()]);
    const [mine, peer] = [median(costs.ours), median(costs.bare)];
    console.log(
      `${TICKETS} tickets, ${OPEN} open; ${CONCURRENCY} clients; CPU per request: ours ${mine.toFixed(3)} ms, ` +
        `bare Fastify + mysql2 ${peer.toFixed(3)} ms (medians of ${ROUNDS} rounds of ${REQUESTS})`,
    );
    console.log(`queue-page ratio=${(peer / mine).toFixed(3)}`);
  } finally {
    await server.stop();
  }
}

type Asked = Omit<Parameters<typeof load>[0], "requests">;

async function cpuPerRequest(server: MeasuredProcess, asked: Asked): Promise<number> {
  await load({ ...asked, requests: WARM_UP });
  const before = await server.cpu();
  await load({ ...asked, requests: REQUESTS });
  return ((await server.cpu()) - before) / REQUESTS;
}

async function demandSameAnswer(ours: Asked, bare: Asked): Promise<void> {
  const one = { requests: 1, concurrency: 1 };
  const mine = JSON.parse((await load({ ...ours, ...one })).sample) as { data: unknown };
  const peer = JSON.parse((await load({ ...bare, ...one })).sample) as { data: unknown };
  if (JSON.stringify(mine.data) !== JSON.stringify(peer.data)) {
    throw new Error(
      `The answers differ:\n${JSON.stringify(mine).slice(0, 800)}\n${JSON.stringify(peer).slice(0, 800)}`,
    );
  }
}
