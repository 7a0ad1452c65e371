import { answer } from "./child.js";

interface Load {
  url: string;
  cookies: string[];
  /** Whether somebody has reports made, too. */
  report?: boolean;
}

/** What other people do meanwhile: they turn pages, somebody has a report made, somebody writes notes. */
let running = false;
let loops: Promise<void>[] = [];
const took: Record<"page" | "report", number[]> = { page: [], report: [] };
let notes: { position: string; at: number }[] = [];

const PAGE = `query Page($filter: TicketFilter!) { tickets(filter: $filter, first: 50, orderBy: { field: PRIORITY, direction: ASC }) {
  edges { cursor node { id number version subject state priority requester { id displayName } assignee { id displayName }
    application { id name } queue { id name team { id name } } updatedAt } } pageInfo { hasNextPage endCursor } } }`;
const REPORT = `query Report($input: MetricsInput!) { metrics(input: $input) { metrics { id rows { groups { by key } value { __typename } } } } }`;
const NOTE = `mutation Note($input: AddNoteInput!) { addNote(input: $input) { __typename ... on TicketActSuccess { position } } }`;

answer({
  start({ url, cookies, report = true }: Load) {
    running = true;
    const year = 365 * 24 * 3_600_000;
    const input = {
      metrics: ["intake_received", "handled_resolved", "time_takeCharge", "escalation_rate", "backlog_open"],
      from: new Date(Date.now() - year).toISOString(),
      to: new Date(Date.now() + 3_600_000).toISOString(),
      groupBy: ["APPLICATION"],
    };
    const page = { filter: { queues: [Buffer.from("Queue:1").toString("base64url")], open: true } };
    loops = [
      repeat("page", 50, () => ask(url, cookies[0]!, PAGE, page)),
      repeat("page", 50, () => ask(url, cookies[1]!, PAGE, page)),
    ];
    if (report) loops.push(repeat("report", 500, () => ask(url, cookies[2]!, REPORT, { input })));
  },
  /** What was asked before does not count. */
  forget() {
    for (const times of Object.values(took)) times.length = 0;
  },
  async stop() {
    running = false;
    await Promise.all(loops);
    return took;
  },
  /** Notes through the same server's API; when each was asked for. */
  async note({ url, cookies, tickets, count, everyMs }: Load & { tickets: number[]; count: number; everyMs: number }) {
    notes = [];
    for (let i = 0; i < count; i++) {
      const number = tickets[i % tickets.length]!;
      const ticket = Buffer.from(`Ticket:${number}`).toString("base64url");
      const input = { ticket, version: 1, key: `bench-note-${Date.now()}-${i}`, text: "Noted.", anyway: true };
      const at = Date.now();
      const { addNote } = await ask<{ addNote: { position: string } }>(url, cookies[3]!, NOTE, { input });
      notes.push({ position: addNote.position, at });
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return notes;
  },
});

async function repeat(kind: "page" | "report", pauseMs: number, work: () => Promise<unknown>): Promise<void> {
  while (running) {
    const start = performance.now();
    await work();
    took[kind].push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function ask<Data>(url: string, cookie: string, query: string, variables: object): Promise<Data> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
}
