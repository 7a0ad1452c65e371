import { randomUUID } from "node:crypto";
import { ask, type DeskServer, globalId, type SignedIn } from "./desk.js";
import { at } from "./documents.js";
import { pause } from "./until.js";

const SUCCESS = "... on TicketActSuccess { position ticket { number version } }";
const RECORD = `mutation Record($input: RecordTicketInput!) { result: recordTicket(input: $input) { __typename ${SUCCESS} } }`;
const actOf = (field: string, input: string) =>
  `mutation Act($input: ${input}!) { result: ${field}(input: $input) { __typename ${SUCCESS}
     ... on TicketChangedMeanwhile { ticket { version } } } }`;

const ACTS: [field: string, input: string, more: () => object][] = [
  ["assignTicket", "AssignTicketInput", () => ({ assignee: globalId("Person", 1 + Math.floor(Math.random() * 8)) })],
  ["assignTicket", "AssignTicketInput", () => ({ assignee: globalId("Person", 1 + Math.floor(Math.random() * 8)) })],
  ["releaseTicket", "ReleaseTicketInput", () => ({})],
  [
    "transferTicket",
    "TransferTicketInput",
    () => ({ queue: globalId("Queue", 1 + Math.floor(Math.random() * 2)), reason: "Elsewhere" }),
  ],
  ["escalateTicket", "EscalateTicketInput", () => ({ queue: globalId("Queue", 3), reason: "Too hard" })],
  [
    "handBackTicket",
    "HandBackTicketInput",
    () => ({ queue: globalId("Queue", 1 + Math.floor(Math.random() * 2)), reason: "Easy" }),
  ],
  ["addNote", "AddNoteInput", () => ({ text: "Noted", anyway: true })],
];

/** What a client was told has happened. */
export interface Acknowledged {
  position: number;
  number: number;
  version: number;
  key: string;
}

interface Answer {
  result: { __typename: string; position?: string; ticket?: { number: number; version: number } };
}

/** Writers that act on the same few tickets through one or several servers, each request until it is answered. */
export class Writers {
  readonly acknowledged: Acknowledged[] = [];
  /** Requests that were sent again, with the same key, because no answer came. */
  retries = 0;
  private readonly versions: Map<number, number>;
  private running = true;
  private readonly done: Promise<unknown>;

  private constructor(
    private readonly servers: readonly DeskServer[],
    private readonly people: readonly SignedIn[],
    tickets: ReadonlyMap<number, number>,
    writers: number,
    private readonly pauseMs: number,
  ) {
    this.versions = new Map(tickets);
    this.done = Promise.all(Array.from({ length: writers }, (_, i) => this.write(i)));
  }

  static async start(
    servers: readonly DeskServer[],
    people: readonly SignedIn[],
    { tickets, writers, pauseMs = 0 }: { tickets: number; writers: number; pauseMs?: number },
  ): Promise<Writers> {
    const made = new Map<number, number>();
    for (let i = 0; i < tickets; i++) {
      const { data } = await ask<Answer>(servers[0]!, people[0]!, RECORD, { input: recorded(i) });
      if (!data.result.ticket) throw new Error(`A ticket could not be recorded: ${data.result.__typename}`);
      made.set(data.result.ticket.number, data.result.ticket.version);
    }
    return new Writers(servers, people, made, writers, pauseMs);
  }

  get tickets(): number[] {
    return [...this.versions.keys()];
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async write(index: number): Promise<void> {
    const server = this.servers[index % this.servers.length]!;
    const person = this.people[index % this.people.length]!;
    while (this.running) {
      const numbers = this.tickets;
      const number = numbers[Math.floor(Math.random() * numbers.length)]!;
      const [field, input, more] = ACTS[Math.floor(Math.random() * ACTS.length)]!;
      const key = randomUUID();
      const values = { ticket: globalId("Ticket", number), version: this.versions.get(number), key, ...more() };
      const { result } = await this.untilAnswered(server, person, actOf(field, input), { input: values });
      if (result.ticket) this.versions.set(number, Math.max(result.ticket.version, this.versions.get(number) ?? 0));
      if (result.__typename === "TicketActSuccess") {
        this.acknowledged.push({ position: at(result.position!), number, version: result.ticket!.version, key });
      }
      if (this.pauseMs > 0) await pause(Math.random() * 2 * this.pauseMs);
    }
  }

  private async untilAnswered(server: DeskServer, person: SignedIn, query: string, variables: object): Promise<Answer> {
    for (;;) {
      try {
        return (await ask<Answer>(server, person, query, variables)).data;
      } catch (error) {
        if (!this.running && this.retries > 100_000) throw error;
        this.retries++;
        await pause(100);
      }
    }
  }
}

function recorded(index: number): object {
  return {
    key: randomUUID(),
    channel: "PHONE",
    kind: "INCIDENT",
    subject: `Ticket ${index}`,
    description: "Something is broken.",
  };
}
