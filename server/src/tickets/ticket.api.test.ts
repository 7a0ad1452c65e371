import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

type Who = "requester" | "stranger" | "hotline" | "support" | "supervisor" | "manager" | "admin";

let api: TestApi;
let requesterId: string;
let applicationId: string;
const as = {} as Record<Who, TestClient>;

beforeAll(async () => {
  api = await startTestApi();
  const place = async (code: string, level: number) => {
    const teamId = await insertRow(api.dataSource, "team", { code, name: code });
    const queueId = await insertRow(api.dataSource, "queue", { teamId, level });
    await insertRow(api.dataSource, "chain_link", { applicationId: null, nature: null, level, queueId });
    return { teamId, level };
  };
  const [front, support] = [await place("FRONT", 0), await place("SUPPORT", 1)];
  applicationId = toGlobalId(
    "Application",
    await insertRow(api.dataSource, "application", { code: "GED", name: "GED", description: "" }),
  );
  const join = async (who: Who, role: Role, at?: { teamId: number; level: number }) => {
    const { id, login } = await api.person(who, role);
    if (at) await insertRow(api.dataSource, "membership", { personId: id, ...at });
    as[who] = await api.signedIn(login);
    return id;
  };
  requesterId = toGlobalId("Person", await join("requester", Role.REQUESTER));
  await join("stranger", Role.REQUESTER);
  await join("hotline", Role.TECHNICIAN, front);
  await join("support", Role.TECHNICIAN, support);
  await join("supervisor", Role.SUPERVISOR);
  await join("manager", Role.MANAGER);
  await join("admin", Role.ADMIN);
});

interface Act {
  __typename: string;
  code?: string;
  possible?: string[];
  ticket?: { id: string; number: number; version: number; state: string };
  events?: { type: string }[];
  position?: string;
  fields?: { path: string; code: string }[];
}

const RESULT = `{
  __typename
  ... on TicketActSuccess { position ticket { id number version state } events { type } }
  ... on ActNotPossible { code possible }
  ... on NotPermitted { code }
  ... on InvalidInput { fields { path code } }
}`;

async function record(who: Who, more: Record<string, unknown> = {}): Promise<Act> {
  const input = {
    key: randomUUID(),
    channel: "PHONE",
    kind: "INCIDENT",
    subject: "Écran noir",
    description: "",
    ...more,
  };
  const { data, errors } = await as[who].ask(
    `mutation ($input: RecordTicketInput!) { outcome: recordTicket(input: $input) ${RESULT} }`,
    { input },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.outcome as Act;
}

async function act(who: Who, name: string, ticket: Act["ticket"], more: Record<string, unknown> = {}): Promise<Act> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const input = { ticket: ticket!.id, version: ticket!.version, key: randomUUID(), ...more };
  const { data, errors } = await as[who].ask(
    `mutation ($input: ${type}!) { outcome: ${name}(input: $input) ${RESULT} }`,
    { input },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.outcome as Act;
}

async function see(who: Who, number: number, fields: string): Promise<Record<string, unknown> | null> {
  const { data } = await as[who].ask(`query ($number: Int!) { ticket(number: $number) { ${fields} } }`, { number });
  return (data?.ticket ?? null) as Record<string, unknown> | null;
}

const qualified = () => ({ application: applicationId, nature: "TECHNICAL", impact: "LOW", urgency: "HIGH" });

describe("a ticket through the API", () => {
  it("goes from its recording at level 0 to its closing at level 1, step by step in its history", async () => {
    const recorded = await record("hotline", { requester: requesterId, ...qualified() });
    expect(recorded.events?.map(({ type }) => type)).toEqual(["RECORDED", "QUALIFIED"]);
    const escalated = await act("hotline", "escalateTicket", recorded.ticket, { reason: "Hors de portée" });
    const taken = await act("support", "takeTicket", escalated.ticket);
    expect(taken.ticket).toMatchObject({ state: "IN_PROGRESS", version: 4 });
    const resolution = { code: "SOLVED", solution: "Changer le câble." };
    const closed = await act("support", "resolveTicket", taken.ticket, { resolution, close: true });
    expect(closed.events?.map(({ type }) => type)).toEqual(["RESOLVED", "CLOSED"]);
    const seen = await see(
      "supervisor",
      closed.ticket!.number,
      `
      state highestLevel resolution { code solution article { title state } level { rank } }
      history(first: 20) { edges { node { type actor { displayName } changes { fact before after } reason } } }
      mails { kind state }`,
    );
    expect(seen).toMatchObject({
      state: "CLOSED",
      highestLevel: 1,
      resolution: { code: "SOLVED", article: { state: "TO_REVIEW" }, level: { rank: 1 } },
    });
    expect(JSON.stringify(seen)).toContain("Hors de portée");
    expect((seen!.mails as { kind: string }[]).map(({ kind }) => kind)).toEqual(["ACKNOWLEDGEMENT", "CLOSING"]);
  });

  it("answers a retry with the first try's outcome", async () => {
    const key = randomUUID();
    const first = await record("hotline", { key, requester: requesterId });
    expect(await record("hotline", { key, requester: requesterId })).toEqual(first);
    const other = await record("hotline", { key, requester: requesterId, subject: "Autre chose" });
    expect(other.__typename).toBe("IdempotencyKeyReused");
  });

  it("is answered to a program that may record and no more, which then reads nothing else of it", async () => {
    const { createApiToken } = await as.admin.read<{ createApiToken: { secret: string } }>(
      'mutation { createApiToken(name: "Sonde", scopes: ["tickets:record"]) { ... on CreateApiTokenSuccess { secret } } }',
    );
    const program = api.stranger.with({ authorization: `Bearer ${createApiToken.secret}` });
    const request = { key: randomUUID(), channel: "MONITORING", kind: "INCIDENT", subject: "Disque", description: "" };
    const { outcome } = await program.read<{ outcome: Act }>(
      `mutation ($input: RecordTicketInput!) { outcome: recordTicket(input: $input) ${RESULT} }`,
      { input: { ...request, requester: requesterId } },
    );
    expect(outcome).toMatchObject({ __typename: "TicketActSuccess", ticket: { state: "NEW" } });
    const read = await program.ask(`{ ticket(number: ${outcome.ticket!.number}) { subject } }`);
    expect(read.errors?.[0]?.extensions?.code).toBe("NOT_PERMITTED");
  });

  it("answers two tries at the same moment alike, also of a request with a reference of its own", async () => {
    const request = { key: randomUUID(), requester: requesterId, externalReference: randomUUID() };
    const tries = await Promise.all([1, 2, 3].map(() => record("hotline", request)));
    expect(tries.map(({ ticket }) => ticket)).toEqual([tries[0]!.ticket, tries[0]!.ticket, tries[0]!.ticket]);
    expect(tries[0]!.ticket).toBeDefined();
  });

  it("refuses a key and a reference that are not ASCII, by name", async () => {
    const refused = await record("hotline", { key: "clé-répétée", externalReference: "réf", requester: requesterId });
    expect(refused.fields).toEqual([
      { path: "input.key", code: "FORMAT" },
      { path: "input.externalReference", code: "FORMAT" },
    ]);
  });

  it("is found by the subject that the desk gives it", async () => {
    const subject = `Connecteur ${randomUUID().slice(0, 8)}`;
    const { ticket } = await record("hotline", { requester: requesterId });
    await act("hotline", "qualifyTicket", ticket, { ...qualified(), subject });
    const found = await as.support.read<{ search: { hits: { node: { number: number } }[] } }>(
      "query ($text: String!) { search(text: $text, first: 5) { hits { node { ... on Ticket { number } } } } }",
      { text: subject },
    );
    expect(found.search.hits.map(({ node }) => node.number)).toContain(ticket!.number);
  });

  it("refuses a stale act with the ticket as it is and what was missed", async () => {
    const { ticket } = await record("hotline", { requester: requesterId, ...qualified() });
    await act("hotline", "addNote", ticket, { text: "Rappeler avant midi" });
    const { data } = await as.hotline.ask(
      `mutation ($input: TakeTicketInput!) { takeTicket(input: $input) {
        ... on TicketChangedMeanwhile { message ticket { version } missed { type message { text } } } } }`,
      { input: { ticket: ticket!.id, version: ticket!.version, key: randomUUID() } },
    );
    expect(data?.takeTicket).toMatchObject({
      ticket: { version: ticket!.version + 1 },
      missed: [{ type: "NOTED", message: { text: "Rappeler avant midi" } }],
    });
  });

  it("lets two tries of one recording that meet make one ticket", async () => {
    const key = randomUUID();
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => record("hotline", { key, requester: requesterId })),
    );
    expect(new Set(tries.map(({ ticket }) => ticket!.number)).size).toBe(1);
  });

  it("says by its path what is wrong with an input", async () => {
    const outcome = await record("hotline", { requester: requesterId, subject: "" });
    expect(outcome.fields).toEqual([{ path: "input.subject", code: "LENGTH" }]);
  });
});

describe("each role", () => {
  const mayRecord: Record<Who, string> = {
    requester: "TicketActSuccess",
    stranger: "NotPermitted",
    hotline: "TicketActSuccess",
    support: "TicketActSuccess",
    supervisor: "TicketActSuccess",
    manager: "NotPermitted",
    admin: "NotPermitted",
  };
  for (const [who, outcome] of Object.entries(mayRecord)) {
    it(`${who} who records for the requester gets ${outcome}`, async () => {
      expect((await record(who as Who, { requester: requesterId, channel: "WEB" })).__typename).toBe(outcome);
    });
  }

  const reads: Record<Who, boolean> = {
    requester: true,
    stranger: false,
    hotline: true,
    support: true,
    supervisor: true,
    manager: true,
    admin: false,
  };
  for (const [who, sees] of Object.entries(reads)) {
    it(`${who} ${sees ? "sees" : "does not learn of"} the requester's ticket, alone and in lists`, async () => {
      const { ticket } = await record("hotline", { requester: requesterId });
      expect((await see(who as Who, ticket!.number, "number")) !== null).toBe(sees);
      const { data } = await as[who as Who].ask(
        "{ tickets(first: 100) { edges { node { number } } count { value } } }",
      );
      const list = data?.tickets as { edges: { node: { number: number } }[] };
      expect(list.edges.some(({ node }) => node.number === ticket!.number)).toBe(sees);
    });
  }

  const takes: Record<Who, string> = {
    requester: "NotPermitted",
    stranger: "NotPermitted",
    hotline: "TicketActSuccess",
    support: "NOT_YOUR_QUEUE",
    supervisor: "NOT_YOUR_QUEUE",
    manager: "NotPermitted",
    admin: "NotPermitted",
  };
  for (const [who, outcome] of Object.entries(takes)) {
    it(`${who} who takes a ticket of the front desk gets ${outcome}`, async () => {
      const { ticket } = await record("hotline", { requester: requesterId, ...qualified() });
      const { __typename, code } = await act(who as Who, "takeTicket", ticket);
      expect([__typename, code]).toContain(outcome);
    });
  }

  it("shows the requester the public side only", async () => {
    const { ticket } = await record("hotline", { requester: requesterId, ...qualified() });
    const noted = await act("hotline", "addNote", ticket, { text: "Soupçon : câble mordu par le chat" });
    const worked = await act("hotline", "logIntervention", noted.ticket, { means: "PHONE", minutes: 3 });
    await act("hotline", "replyToTicket", worked.ticket, { text: "Nous remplaçons le câble." });
    const seen = await see(
      "requester",
      ticket!.number,
      `
      messages(first: 10) { edges { node { text audience } } } interventions { minutes } mails { kind }
      history(first: 20) { edges { node { type reason message { text } changes { fact } } } } acts { act }`,
    );
    const text = JSON.stringify(seen);
    expect(text).toContain("Nous remplaçons le câble.");
    expect(text).not.toContain("Soupçon");
    expect(text).not.toContain("NOTED");
    expect(seen).toMatchObject({ interventions: [], mails: [] });
    expect((seen!.acts as { act: string }[]).map(({ act: each }) => each)).toEqual(["REPLY", "CANCEL", "CHASE"]);
  });
});

describe("offered acts", () => {
  it("say where a ticket may go and who is there, the chain's queue first", async () => {
    const { ticket } = await record("hotline", { requester: requesterId, ...qualified() });
    const seen = await see(
      "hotline",
      ticket!.number,
      `
      acts { act needsReason targets { byChain skipsLevel members membersPresent queue { level { rank } } } }`,
    );
    const escalate = (seen!.acts as { act: string }[]).find(({ act: each }) => each === "ESCALATE");
    expect(escalate).toEqual({
      act: "ESCALATE",
      needsReason: true,
      targets: [{ byChain: true, skipsLevel: false, members: 1, membersPresent: 0, queue: { level: { rank: 1 } } }],
    });
  });

  it("are what a refused act names as possible", async () => {
    const { ticket } = await record("hotline", { requester: requesterId, ...qualified() });
    const refused = await act("hotline", "closeTicket", ticket);
    const seen = await see("hotline", ticket!.number, "acts { act }");
    expect(refused.code).toBe("STATE");
    expect(refused.possible).toEqual((seen!.acts as { act: string }[]).map(({ act: each }) => each));
  });
});

describe("lists", () => {
  it("page through every order without loss or repetition, forward and backward", async () => {
    for (let i = 0; i < 7; i++) await record("hotline", { requester: requesterId, ...(i % 2 ? qualified() : {}) });
    for (const field of ["NUMBER", "PRIORITY", "QUEUE_ENTERED", "UPDATED"]) {
      for (const direction of ["ASC", "DESC"]) {
        const forward = await readAll(field, direction, "first", "after");
        expect(new Set(forward).size).toBe(forward.length);
        const backward = await readAll(field, direction, "last", "before");
        expect(backward).toEqual(forward);
        const { data } = await as.hotline.ask("{ tickets(first: 1) { count(upTo: 5000) { value exact } } }");
        expect(data?.tickets).toMatchObject({ count: { value: forward.length, exact: true } });
      }
    }
  });

  async function readAll(field: string, direction: string, size: string, from: string): Promise<number[]> {
    let pages: number[] = [];
    let cursor: string | null = null;
    for (;;) {
      const { data } = await as.hotline.ask(
        `query ($cursor: String) { tickets(orderBy: { field: ${field}, direction: ${direction} }, ${size}: 4, ${from}: $cursor) {
          edges { node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { cursor },
      );
      const page = data!.tickets as {
        edges: { node: { number: number } }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
      };
      const numbers = page.edges.map(({ node }) => node.number);
      pages = size === "first" ? [...pages, ...numbers] : [...numbers, ...pages];
      if (!(size === "first" ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) return pages;
      cursor = size === "first" ? page.pageInfo.endCursor : page.pageInfo.startCursor;
    }
  }
});
