import { randomUUID } from "node:crypto";
import { createPool } from "mysql2/promise";
import { connectionOptions } from "../src/platform/database/private/connection.js";
import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { inconsistencies } from "../src/testing/consistency.js";
import { type BenchDesk, openBenchServer } from "./bench-desk.js";
import { load, median } from "./load.js";
import { startMeasured } from "./measured-process.js";
import { type Statement, statementsOfOneRecording } from "./recorded-statements.js";

const CLIENTS = 8;
const TICKETS = 1_500;
const WARM_UP = 300;
const ROUNDS = 3;

const MUTATION = `mutation ($input: RecordTicketInput!) {
  recordTicket(input: $input) { __typename ... on TicketActSuccess { ticket { id number version state } } }
}`;

/** Tickets per second through the API, against the same statements by bare mysql2 on the same durable server. */
export async function run(): Promise<void> {
  const server = await openBenchServer();
  try {
    const bench = await server.desk({ tickets: 1_000, open: 500 });
    const input = (): Record<string, unknown> => ({
      key: randomUUID(),
      channel: "WEB",
      kind: "INCIDENT",
      subject: "L’imprimante du deuxième étage ne répond plus",
      description: "Depuis ce matin, rien ne sort ; le voyant reste orange.",
      requester: toGlobalId("Person", bench.desk.people.requester.id),
    });
    const ours = await startMeasured("guichet-server", { BENCH_DATABASE: bench.url });
    const headers = await bench.headers();
    const body = () => JSON.stringify({ query: MUTATION, variables: { input: input() } });
    const asked = { port: ours.port, path: "/graphql", headers, body, concurrency: CLIENTS };
    const statements = await statementsOfOneRecording(bench.desk);

    const { sample } = await load({ ...asked, requests: WARM_UP });
    if (!sample.includes('"TicketActSuccess"')) throw new Error(sample);
    await replay(bench, statements, WARM_UP);
    const rates = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.ours.push(TICKETS / (await load({ ...asked, requests: TICKETS })).seconds);
      rates.bare.push(TICKETS / (await replay(bench, statements, TICKETS)));
    }
    await ours.stop();
    const broken = await inconsistencies(bench.database);
    if (broken.length > 0) throw new Error(broken.join("\n"));
    const [mine, peer] = [median(rates.ours), median(rates.bare)];
    console.log(
      `${CLIENTS} clients, every commit flushed to disk: ${mine.toFixed(0)} tickets/s through the API, ` +
        `${peer.toFixed(0)} by bare mysql2 (${statements.length} statements a ticket; medians of ${ROUNDS} rounds of ${TICKETS})`,
    );
    console.log(`create ratio=${(mine / peer).toFixed(3)} per_s=${mine.toFixed(0)}`);
  } finally {
    await server.stop();
  }
}

/** Seconds that so many recordings take when only their statements are sent. */
async function replay({ url }: BenchDesk, statements: readonly Statement[], times: number): Promise<number> {
  const pool = createPool({
    ...connectionOptions(url),
    timezone: "Z",
    multipleStatements: true,
    connectionLimit: CLIENTS,
  });
  let sent = 0;
  const started = performance.now();
  const client = async () => {
    const connection = await pool.getConnection();
    while (sent < times) {
      sent++;
      let number = 0;
      for (const { sql, parametersFor } of statements) {
        const [result] = await connection.query(sql, parametersFor(number));
        if (sql.startsWith("INSERT INTO `ticket` ")) number = (result as { insertId: number }).insertId;
      }
    }
    connection.release();
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - started) / 1000;
  await pool.end();
  return seconds;
}
