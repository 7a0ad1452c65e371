import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

let api: TestApi;
let technician: TestClient;
let supervisor: TestClient;
let manager: TestClient;
let requester: TestClient;
let admin: TestClient;
let technicianId: number;

beforeAll(async () => {
  api = await startTestApi();
  const tess = await api.person("Tess Technician", Role.TECHNICIAN);
  technicianId = tess.id;
  technician = await api.signedIn(tess.login);
  supervisor = await api.signedIn((await api.person("Simone Supervisor", Role.SUPERVISOR)).login);
  manager = await api.signedIn((await api.person("Max Manager", Role.MANAGER)).login);
  requester = await api.signedIn((await api.person("Rémi Requester", Role.REQUESTER)).login);
  admin = await api.signedIn((await api.person("Ada Admin", Role.ADMIN)).login);
});

interface ArticleAnswer {
  __typename: string;
  message?: string;
  path?: string;
  fields?: { path: string; code: string }[];
  article?: { id: string; version: number; state: string; title: string; symptom: string };
}

const OUTCOME = `{
  __typename
  ... on Problem { message }
  ... on ArticleSuccess { article { id version state title symptom } }
  ... on ArticleChangedMeanwhile { article { id version state title symptom } }
  ... on UnknownReference { path }
  ... on InvalidInput { fields { path code } }
}`;

const INPUT = {
  title: "Imprimante hors service",
  symptom: "Elle ne répond plus.",
  solution: "Redémarrer le spouleur.",
  language: "fr",
};

async function create(client: TestClient, changes: Record<string, unknown> = {}): Promise<ArticleAnswer> {
  const { outcome } = await client.read<{ outcome: ArticleAnswer }>(
    `mutation ($input: ArticleInput!) { outcome: createArticle(input: $input) ${OUTCOME} }`,
    { input: { ...INPUT, ...changes } },
  );
  return outcome;
}

async function edit(client: TestClient, article: string, version: number, changes: Record<string, unknown> = {}) {
  const { outcome } = await client.read<{ outcome: ArticleAnswer }>(
    `mutation ($article: ID!, $version: Int!, $input: ArticleInput!) {
      outcome: editArticle(article: $article, version: $version, input: $input) ${OUTCOME}
    }`,
    { article, version, input: { ...INPUT, ...changes } },
  );
  return outcome;
}

async function review(client: TestClient, article: string, version: number, decision: string) {
  const { outcome } = await client.read<{ outcome: ArticleAnswer }>(
    `mutation ($article: ID!, $version: Int!, $decision: ArticleState!) {
      outcome: reviewArticle(article: $article, version: $version, decision: $decision) ${OUTCOME}
    }`,
    { article, version, decision },
  );
  return outcome;
}

async function list(client: TestClient, filter: Record<string, unknown>, first = 10, after: string | null = null) {
  const { articles } = await client.read<{
    articles: { edges: { cursor: string; node: { id: string; title: string } }[]; pageInfo: { hasNextPage: boolean } };
  }>(
    `query ($filter: ArticleFilter, $first: Int!, $after: String) {
      articles(filter: $filter, first: $first, after: $after) {
        edges { cursor node { id title } } pageInfo { hasNextPage }
      }
    }`,
    { filter, first, after },
  );
  return articles;
}

describe("writing articles", () => {
  it("is for technicians, whose articles wait for review, and supervisors, whose are published at once", async () => {
    expect((await create(technician)).article).toMatchObject({ state: "TO_REVIEW", version: 1 });
    expect((await create(supervisor)).article).toMatchObject({ state: "PUBLISHED", version: 1 });
    for (const client of [manager, requester, admin, api.stranger]) {
      expect((await create(client)).__typename).toBe("NotPermitted");
    }
  });

  it("raises the version, and stops who decided on an older one, with the article as it stands", async () => {
    const { id } = (await create(technician)).article!;
    expect((await edit(supervisor, id, 1, { title: "Imprimante muette" })).article).toMatchObject({ version: 2 });
    const stale = await edit(technician, id, 1, { title: "Une autre" });
    expect(stale).toMatchObject({
      __typename: "ArticleChangedMeanwhile",
      article: { version: 2, title: "Imprimante muette" },
    });
    expect(stale.message).toMatch(/changed/);
    expect((await edit(technician, id, 2, { title: "Imprimante muette" })).article).toMatchObject({ version: 2 });
  });

  it("says what is wrong with the text, field by field", async () => {
    expect(await create(technician, { title: "ab", solution: "   " })).toMatchObject({
      __typename: "InvalidInput",
      fields: [
        { path: expect.stringMatching(/title$/), code: "LENGTH" },
        { path: expect.stringMatching(/solution$/), code: "FORMAT" },
      ],
    });
  });

  it("refuses an application that is not there", async () => {
    const application = toGlobalId("Application", 4_000);
    expect(await create(technician, { application })).toMatchObject({
      __typename: "UnknownReference",
      path: "input.application",
    });
  });

  it("knows no article but those that are there and may be seen", async () => {
    const hidden = await hiddenArticle();
    for (const id of [toGlobalId("Article", 900_000), toGlobalId("Ticket", 1), "nonsense", hidden]) {
      expect((await edit(technician, id, 1)).__typename).toBe("ArticleNotFound");
      expect((await review(supervisor, id, 1, "PUBLISHED")).__typename).toBe("ArticleNotFound");
      expect(await technician.read("query ($id: ID!) { article(id: $id) { id } }", { id })).toEqual({ article: null });
    }
  });
});

describe("reviewing articles", () => {
  it("publishes and archives, for supervisors", async () => {
    const { id } = (await create(technician)).article!;
    expect((await review(technician, id, 1, "PUBLISHED")).__typename).toBe("NotPermitted");
    expect((await review(supervisor, id, 1, "PUBLISHED")).article).toMatchObject({ state: "PUBLISHED", version: 2 });
    expect((await review(supervisor, id, 2, "PUBLISHED")).article).toMatchObject({ version: 2 });
    expect((await review(supervisor, id, 2, "ARCHIVED")).article).toMatchObject({ state: "ARCHIVED", version: 3 });
    expect((await review(supervisor, id, 3, "TO_REVIEW")).__typename).toBe("InvalidInput");
    const events = await api.dataSource.query(
      "SELECT type, actorKind, stateBefore, stateAfter, subjectVersion FROM event WHERE subjectType = 'ARTICLE' ORDER BY position DESC LIMIT 2",
    );
    expect(events).toMatchObject([
      {
        type: "ARTICLE_ARCHIVED",
        actorKind: "PERSON",
        stateBefore: "PUBLISHED",
        stateAfter: "ARCHIVED",
        subjectVersion: 3,
      },
      { type: "ARTICLE_PUBLISHED", stateBefore: "TO_REVIEW", stateAfter: "PUBLISHED", subjectVersion: 2 },
    ]);
  });
});

describe("reading articles", () => {
  it("is for technicians, supervisors and managers", async () => {
    for (const client of [technician, supervisor, manager]) await list(client, {});
    for (const client of [requester, admin]) {
      const { errors } = await client.ask("{ articles(first: 1) { edges { node { id } } } }");
      expect(errors?.[0]?.extensions?.code).toBe("NOT_PERMITTED");
    }
  });

  it("pages newest first, by state, language and application, without a gap or a repeat", async () => {
    const code = `APP-${randomUUID().slice(0, 8)}`;
    const applicationId = await insertRow(api.dataSource, "application", { code, name: code, description: "" });
    const application = toGlobalId("Application", applicationId);
    const titles: string[] = [];
    for (let n = 0; n < 7; n++) {
      titles.unshift(`Fiche ${n}`);
      await create(supervisor, { title: `Fiche ${n}`, application, language: n === 3 ? "en" : "fr" });
    }
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await list(technician, { applications: [application] }, 3, after);
      seen.push(...page.edges.map(({ node }) => node.title));
      after = page.edges.at(-1)!.cursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(titles);
    const english = await list(technician, { applications: [application], languages: ["en"] });
    expect(english.edges.map(({ node }) => node.title)).toEqual(["Fiche 3"]);
    expect((await list(technician, { applications: [application], states: ["ARCHIVED"] })).edges).toEqual([]);
  });

  it("finds by words, best first, and pages through them", async () => {
    const word = `mot${randomUUID().slice(0, 8)}`;
    await create(supervisor, { symptom: `Quelque part ${word} est cité` });
    await create(supervisor, { title: `${word} ${word}` });
    await create(supervisor, { title: "Sans rapport" });
    const all = await list(technician, { text: word });
    expect(all.edges.map(({ node }) => node.title)).toEqual([`${word} ${word}`, INPUT.title]);
    const first = await list(technician, { text: word }, 1);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await list(technician, { text: word }, 1, first.edges[0]!.cursor);
    expect(second.edges.map(({ node }) => node.title)).toEqual([INPUT.title]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it("tells where an article comes from and what it solved, as far as the viewer may see it", async () => {
    const at = new Date();
    const queueId = await insertRow(api.dataSource, "queue", { teamId: 1, level: 0 });
    const solved = await insertRow(api.dataSource, "ticket", {
      kind: "INCIDENT",
      channel: "WEB",
      state: "CLOSED",
      compartmentId: 1,
      subject: "Panne",
      description: "",
      language: "fr",
      requesterId: technicianId,
      queueId,
      teamId: 1,
      level: 0,
      highestLevel: 0,
      reportedAt: at,
      recordedAt: at,
      updatedAt: at,
      queueEnteredAt: at,
    });
    const { id } = (await create(technician)).article!;
    const key = Number(Buffer.from(id, "base64url").toString().split(":")[1]);
    await api.dataSource.query("UPDATE article SET sourceTicketNumber = ?, useCount = 1 WHERE id = ?", [solved, key]);
    await insertRow(api.dataSource, "article_use", { ticketNumber: solved, articleId: key, usedAt: at });
    const query = `query ($id: ID!) { article(id: $id) {
      useCount language sourceTicket { number } createdBy { displayName } application { id } uses(first: 5) { number }
    } }`;
    expect(await manager.read(query, { id })).toEqual({
      article: {
        useCount: 1,
        language: "fr",
        sourceTicket: { number: solved },
        createdBy: { displayName: "Tess Technician" },
        application: null,
        uses: [{ number: solved }],
      },
    });
    await api.dataSource.query("UPDATE ticket SET compartmentId = 99 WHERE number = ?", [solved]);
    expect(await manager.read(query, { id })).toMatchObject({ article: { sourceTicket: null, uses: [] } });
  });
});

async function hiddenArticle(): Promise<string> {
  const id = await insertRow(api.dataSource, "article", {
    state: "PUBLISHED",
    ...INPUT,
    compartmentId: 99,
    createdAt: new Date(),
    updatedAt: new Date(),
  });
  return toGlobalId("Article", id);
}
