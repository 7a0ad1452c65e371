import "reflect-metadata";
import { toGlobalId } from "../src/platform/graphql/node-id.js";
import { Child, type Cpu, spent } from "./live/child.js";
import { benchDatabase } from "./live/database.js";
import { insertPeople, TicketWriter, viewOf } from "./live/desk-data.js";
import { QUEUE_FEED } from "./live/documents.js";

const SOCKETS = 1_000;
const USERS = 20;
const CHANGES = 50;
const EVERY_MS = 40;
const ROUNDS = 3;

interface Cost {
  cpuMs: number;
  messages: number;
}

/** The processor time of one delivered message, over plain `ws` sending the same bytes to as many sockets. */
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
    const tickets = await new TicketWriter(database.dataSource).record(CHANGES);

    const [server, plain, clients, writer] = [child("server"), child("plain"), child("clients"), child("writer")];
    const port = await server.ask<number>("start", { url, flavour });
    const plainPort = await plain.ask<number>("start");
    await writer.ask("start", { url, flavour });
    console.log(
      `fanout: ${SOCKETS} sockets of ${USERS} users, ${CHANGES} changes by another process, one each ${EVERY_MS} ms`,
    );

    const ours = async (groups: number): Promise<Cost & { sample: string[] }> => {
      const sockets = Array.from({ length: SOCKETS }, (_, i) => ({
        cookie: `guichet=${tokens[i % USERS]}`,
        query: QUEUE_FEED,
        variables: { view: viewOf(i % groups) },
      }));
      await clients.ask("open", { url: `ws://127.0.0.1:${port}/graphql`, sockets });
      await clients.ask("expect", CHANGES * SOCKETS);
      const before = await server.ask<Cpu>("cpu");
      await writer.ask("change", { tickets, assignees: USERS, count: CHANGES, everyMs: EVERY_MS });
      const messages = await clients.ask<number>("reached", 60_000);
      const cpuMs = spent(before, await server.ask<Cpu>("cpu"));
      const sample = await clients.ask<string[]>("sample");
      await compare(await clients.ask<[number, string][]>("state"));
      await clients.ask("close");
      return { cpuMs, messages, sample };
    };
    const compare = async (shown: [number, string][]) => {
      const rows = (await database.dataSource.query("SELECT number, version, assigneeId FROM ticket")) as {
        number: number;
        version: number;
        assigneeId: number;
      }[];
      const truth = new Map(rows.map((row) => [row.number, `${row.version} ${toGlobalId("Person", row.assigneeId)}`]));
      const wrong = shown.filter(([number, state]) => truth.get(number) !== state);
      if (shown.length !== CHANGES || wrong.length > 0)
        throw new Error(`${wrong.length} of ${shown.length} tickets are shown wrong`);
    };
    const peer = async (sample: readonly string[]): Promise<Cost> => {
      await clients.ask("open", {
        url: `ws://127.0.0.1:${plainPort}`,
        sockets: Array.from({ length: SOCKETS }, () => ({})),
      });
      await clients.ask("expect", CHANGES * SOCKETS);
      const before = await plain.ask<Cpu>("cpu");
      await plain.ask("send", { messages: sample.map((text) => Buffer.from(text)), everyMs: EVERY_MS });
      const messages = await clients.ask<number>("reached", 60_000);
      const cpuMs = spent(before, await plain.ask<Cpu>("cpu"));
      await clients.ask("close");
      return { cpuMs, messages };
    };

    // Not counted: the first round of everything, when code is compiled and caches are filled.
    const warm = await ours(1);
    await ours(100);
    await peer(warm.sample);
    console.log(
      `${warm.sample[0]?.length} bytes a message; what one look at the log finds goes to a socket in one write`,
    );
    const ratios = { one: [] as number[], hundred: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const [one, hundred, bare] =
        round % 2 === 0
          ? [await ours(1), await ours(100), await peer(warm.sample)]
          : await reversed(
              () => peer(warm.sample),
              () => ours(100),
              () => ours(1),
            );
      console.log(
        `1 group of 1,000: ${perMessage(one)}; 100 groups of 10: ${perMessage(hundred)}; plain ws: ${perMessage(bare)}`,
      );
      ratios.one.push(one.cpuMs / one.messages / (bare.cpuMs / bare.messages));
      ratios.hundred.push(hundred.cpuMs / hundred.messages / (bare.cpuMs / bare.messages));
    }
    console.log(`fanout ratio1=${median(ratios.one).toFixed(2)} ratio100=${median(ratios.hundred).toFixed(2)}`);
  } finally {
    await Promise.all(children.map((each) => each.stop()));
    await database.stop();
  }
}

async function reversed(...work: (() => Promise<Cost>)[]): Promise<[Cost, Cost, Cost]> {
  const [bare, hundred, one] = [await work[0]!(), await work[1]!(), await work[2]!()];
  return [one, hundred, bare];
}

function perMessage({ cpuMs, messages }: Cost): string {
  return `${((cpuMs * 1000) / messages).toFixed(1)} us`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
