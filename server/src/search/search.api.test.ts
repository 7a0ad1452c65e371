import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

let api: TestApi;
let technician: TestClient;
let requester: TestClient;
let admin: TestClient;
let own: number;
let other: number;

beforeAll(async () => {
  api = await startTestApi();
  technician = await api.signedIn((await api.person("Tess Technician", Role.TECHNICIAN)).login);
  admin = await api.signedIn((await api.person("Ada Admin", Role.ADMIN)).login);
  const remi = await api.person("Rémi Requester", Role.REQUESTER);
  requester = await api.signedIn(remi.login);
  own = await ticket("Imprimante muette", remi.id);
  other = await ticket("Imprimante bloquée", 9_999);
  await insertRow(api.dataSource, "article", {
    state: "TO_REVIEW",
    language: "fr",
    title: "Imprimante muette",
    symptom: "Elle ne répond plus.",
    solution: "Redémarrer le spouleur.",
    compartmentId: 1,
    createdAt: new Date(),
    updatedAt: new Date(),
  });
});

async function ticket(subject: string, requesterId: number): Promise<number> {
  const at = new Date();
  const number = await insertRow(api.dataSource, "ticket", {
    kind: "INCIDENT",
    channel: "WEB",
    state: "OPEN",
    compartmentId: 1,
    subject,
    description: subject,
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
  await insertRow(api.dataSource, "ticket_text", { ticketNumber: number, body: subject });
  return number;
}

interface Edge {
  score: number;
  excerpt: string;
  node: { __typename: string; number?: number; title?: string };
}

const EDGE = "{ score excerpt node { __typename ... on Ticket { number } ... on Article { title } } }";

async function search(client: TestClient, text: string, scopes: string[] | null = null): Promise<string[]> {
  const { search: result } = await client.read<{ search: { hits: Edge[] } }>(
    `query ($text: String!, $scopes: [SearchScope!]) { search(text: $text, scopes: $scopes, first: 10) { truncated hits ${EDGE} } }`,
    { text, scopes },
  );
  return result.hits.map(({ node }) => String(node.number ?? node.title)).toSorted();
}

describe("the search of the API", () => {
  it("finds tickets and articles for a technician, in the scopes asked for", async () => {
    expect(await search(technician, "imprimante")).toEqual(
      [String(own), String(other), "Imprimante muette"].toSorted(),
    );
    expect(await search(technician, "imprimante", ["ARTICLES"])).toEqual(["Imprimante muette"]);
    expect(await search(technician, `#${other}`, ["TICKETS"])).toEqual([String(other)]);
  });

  it("finds a requester's own tickets, and for an administrator as such nothing", async () => {
    expect(await search(requester, "imprimante")).toEqual([String(own)]);
    expect(await search(admin, "imprimante")).toEqual([]);
  });

  it("is not for strangers", async () => {
    const { errors } = await api.stranger.ask('{ search(text: "x", first: 1) { truncated } }');
    expect(errors?.[0]?.extensions?.code).toBe("NOT_SIGNED_IN");
  });

  it("refuses a text without end and a filter that is no id", async () => {
    const long = await technician.ask("query ($text: String!) { search(text: $text, first: 1) { truncated } }", {
      text: "a".repeat(501),
    });
    expect(long.errors).toHaveLength(1);
    const wrong = await technician.ask('{ search(text: "a", first: 1, application: "nonsense") { truncated } }');
    expect(wrong.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  it("suggests articles and look-alikes while a request is written down", async () => {
    const { suggestions } = await technician.read<{ suggestions: { articles: Edge[]; lookAlikes: Edge[] } }>(
      `query ($text: String!, $except: ID) {
        suggestions(text: $text, exceptTicket: $except) { articles ${EDGE} lookAlikes ${EDGE} }
      }`,
      { text: "L'imprimante est muette depuis ce matin", except: toGlobalId("Ticket", other) },
    );
    expect(suggestions.articles.map(({ node }) => node)).toEqual([
      { __typename: "Article", title: "Imprimante muette" },
    ]);
    expect(suggestions.lookAlikes.map(({ node }) => node)).toEqual([{ __typename: "Ticket", number: own }]);
  });
});
