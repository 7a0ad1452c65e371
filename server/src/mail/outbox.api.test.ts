import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";
import { Mailbox } from "./mailbox.fixture.js";

let api: TestApi;
let mailbox: Mailbox;
let technician: TestClient;
let supervisor: TestClient;
let admin: TestClient;
let requester: TestClient;
let requesterId: number;

beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startTestApi({ config: { smtpUrl: mailbox.url, mailFrom: "desk@prefecture.example" } });
  technician = await api.signedIn((await api.person("Tess Technician", Role.TECHNICIAN)).login);
  supervisor = await api.signedIn((await api.person("Simone Supervisor", Role.SUPERVISOR)).login);
  admin = await api.signedIn((await api.person("Ada Admin", Role.ADMIN)).login);
  const remi = await api.person("Rémi Requester", Role.REQUESTER);
  requesterId = remi.id;
  requester = await api.signedIn(remi.login);
});

async function ticket(compartmentId = 1): Promise<number> {
  const at = new Date();
  return insertRow(api.dataSource, "ticket", {
    kind: "INCIDENT",
    channel: "WEB",
    state: "OPEN",
    compartmentId,
    subject: "Panne",
    description: "",
    language: "fr",
    requesterId,
    queueId: 1,
    teamId: 1,
    level: 0,
    highestLevel: 0,
    reportedAt: at,
    recordedAt: at,
    updatedAt: at,
    queueEnteredAt: at,
  });
}

let ids = 0;
async function mail(ticketNumber: number, changes: Record<string, unknown> = {}): Promise<number> {
  ids += 1;
  return insertRow(api.dataSource, "outbox", {
    kind: "REPLY",
    state: "FAILED",
    ticketNumber,
    personId: requesterId,
    address: "remi@desk.test",
    language: "fr",
    subject: `[#${ticketNumber}] Panne de paie`,
    body: "Votre bulletin",
    messageId: `<test-${ids}@desk.test>`,
    attempts: 3,
    lastError: "550 No such user",
    createdAt: new Date(),
    notBefore: new Date(),
    ...changes,
  });
}

interface MailAnswer {
  id: string;
  state: string;
  subject: string;
  text: string | null;
  to: string | null;
  attempts: number;
  ticket: { number: number } | null;
  toPerson: { displayName: string };
}

const FACTS = "id state subject text to attempts ticket { number } toPerson { displayName }";

async function outbox(client: TestClient, states: string[] | null = null, first = 50, after: string | null = null) {
  const { outbox: page } = await client.read<{
    outbox: { edges: { cursor: string; node: MailAnswer }[]; pageInfo: { hasNextPage: boolean } };
  }>(
    `query ($states: [OutboxState!], $first: Int!, $after: String) {
      outbox(states: $states, first: $first, after: $after) {
        edges { cursor node { ${FACTS} } } pageInfo { hasNextPage }
      }
    }`,
    { states, first, after },
  );
  return page;
}

async function retry(client: TestClient, id: string): Promise<{ __typename: string; mail?: MailAnswer }> {
  const { outcome } = await client.read<{ outcome: { __typename: string; mail?: MailAnswer } }>(
    `mutation ($id: ID!) { outcome: retryMail(mail: $id) { __typename ... on RetryMailSuccess { mail { ${FACTS} } } } }`,
    { id },
  );
  return outcome;
}

describe("the outbox", () => {
  it("is read by supervisors whole, by administrators without what is written", async () => {
    const number = await ticket();
    const id = toGlobalId("OutboxMail", await mail(number));
    const read = (await outbox(supervisor)).edges.find(({ node }) => node.id === id)!.node;
    expect(read).toMatchObject({
      state: "FAILED",
      subject: `[#${number}] Panne de paie`,
      text: "Votre bulletin",
      to: "remi@desk.test",
      ticket: { number },
      toPerson: { displayName: "Rémi Requester" },
    });
    const shown = (await outbox(admin)).edges.find(({ node }) => node.id === id)!.node;
    expect(shown).toMatchObject({ state: "FAILED", subject: `[#${number}]`, text: null, ticket: null });
    for (const client of [technician, requester]) {
      const { errors } = await client.ask("{ outbox(first: 1) { edges { node { id } } } }");
      expect(errors?.[0]?.extensions?.code).toBe("NOT_PERMITTED");
    }
  });

  it("pages newest first, by state", async () => {
    const number = await ticket();
    const skipped: string[] = [];
    for (let n = 0; n < 5; n++) {
      skipped.unshift(toGlobalId("OutboxMail", await mail(number, { state: "SKIPPED", address: null })));
      await mail(number);
    }
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await outbox(supervisor, ["SKIPPED"], 2, after);
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.edges.at(-1)!.cursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(skipped);
    expect((await outbox(supervisor, [])).edges).toEqual([]);
  });

  it("shows nothing of tickets in another compartment", async () => {
    const id = toGlobalId("OutboxMail", await mail(await ticket(99)));
    for (const client of [supervisor, admin]) {
      expect((await outbox(client)).edges.map(({ node }) => node.id)).not.toContain(id);
      expect((await retry(client, id)).__typename).toBe("NotFound");
    }
  });

  it("stands in its ticket too, for the desk and not for the requester", async () => {
    const number = await ticket();
    await mail(number);
    const query = `{ ticket(number: ${number}) { mails { state text } } }`;
    expect(await technician.read(query)).toEqual({ ticket: { mails: [{ state: "FAILED", text: "Votre bulletin" }] } });
    expect(await requester.read(query)).toEqual({ ticket: { mails: [] } });
  });
});

describe("retrying a mail", () => {
  it("sends it, however often it had failed, and leaves an event", async () => {
    const number = await ticket();
    const key = await mail(number, { attempts: 66, notBefore: new Date(Date.now() + 3_600_000) });
    await insertRow(api.dataSource, "address", {
      personId: requesterId,
      kind: "EMAIL",
      value: "new@desk.test",
      normalised: "new@desk.test",
    });
    const { __typename, mail: retried } = await retry(supervisor, toGlobalId("OutboxMail", key));
    expect(__typename).toBe("RetryMailSuccess");
    expect(retried).toMatchObject({ state: "WAITING", attempts: 0, to: "new@desk.test" });
    await expect.poll(() => mailbox.received.map(({ to }) => to), { timeout: 10_000 }).toContain("new@desk.test");
    const types = () =>
      api.dataSource
        .query<{ type: string }[]>(
          "SELECT type FROM event WHERE subjectType = 'MAIL' AND subjectId = ? ORDER BY position",
          [key],
        )
        .then((rows) => rows.map(({ type }) => type));
    await expect.poll(types).toEqual(["MAIL_RETRIED", "MAIL_SENT"]);
    expect((await retry(supervisor, toGlobalId("OutboxMail", key))).mail).toMatchObject({ state: "SENT" });
    expect(await types()).toHaveLength(2);
  });

  it("is not for technicians, and knows no mail that is not there", async () => {
    const id = toGlobalId("OutboxMail", await mail(await ticket(), { state: "SKIPPED" }));
    expect((await retry(technician, id)).__typename).toBe("NotPermitted");
    for (const unknown of [toGlobalId("OutboxMail", 900_000), toGlobalId("Ticket", 1), "nonsense"]) {
      expect((await retry(supervisor, unknown)).__typename).toBe("NotFound");
    }
  });
});
