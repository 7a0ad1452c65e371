import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import { type Actor, ActorKind, SYSTEM } from "../platform/events/actor.js";
import { Refusal } from "../platform/graphql/problem.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { TimerRunner } from "../platform/jobs/timers.js";
import { SearchScope, SearchService } from "../search/search.service.js";
import { TestDesk } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import { ResolutionCode, type Ticket, TicketKind } from "../tickets/ticket.entity.js";
import { type Article, ArticleState } from "./article.entity.js";
import { SYMPTOM_BREAK } from "./article.rules.js";
import { Articles } from "./article.service.js";
import { type Fed, type Feeding, KnowledgeService } from "./knowledge.service.js";

let desk: TestDesk;
let technician: Actor;
const knowledge = new KnowledgeService();

beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
  technician = { kind: ActorKind.PERSON, id: desk.people.support.id };
});

beforeEach(async () => {
  for (const table of ["article", "article_use", "due"]) await desk.database.query(`DELETE FROM ${table}`);
  desk.now = new Date("2026-03-02T09:00:00.000Z");
});

let numbers = 1000;

/** As much of a ticket as a resolution reads; feeding writes nothing into it. */
function ticket(changes: Partial<Ticket> = {}): Ticket {
  const facts: Partial<Ticket> = {
    number: numbers++,
    kind: TicketKind.INCIDENT,
    compartmentId: 1,
    applicationId: desk.applicationId,
    language: "fr",
    subject: "Imprimante hors service",
    description: "L’imprimante du deuxième étage ne répond plus depuis ce matin.",
    ...changes,
  };
  return facts as Ticket;
}

const SOLUTION = "Redémarrer le spouleur d’impression depuis les services, puis relancer l’impression.";

async function feed(changes: Partial<Feeding> = {}, actor: Actor = technician): Promise<Fed> {
  const { value } = await desk.work.run(actor, (tx) =>
    knowledge.feed(tx, {
      ticket: ticket(),
      code: ResolutionCode.SOLVED,
      solution: SOLUTION,
      articleId: null,
      draft: true,
      ...changes,
    }),
  );
  return value;
}

async function article(id: number | null): Promise<Article> {
  const [row] = await desk.database.query<Article[]>("SELECT * FROM article WHERE id = ?", [id]);
  return { ...row!, position: Number(row!.position) };
}

const count = async (table: string) =>
  Number((await desk.database.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);

async function events(id: number | null): Promise<string[]> {
  const rows = await desk.database.query<{ type: string }[]>(
    "SELECT type FROM event WHERE subjectType = 'ARTICLE' AND subjectId = ? ORDER BY position",
    [id],
  );
  return rows.map(({ type }) => type);
}

describe("a resolution that names no article", () => {
  it("writes a draft at once, from the ticket, that technicians find", async () => {
    const solved = ticket();
    const { articleId, outcome } = await feed({ ticket: solved });
    expect(outcome).toBe("DRAFTED");
    const draft = await article(articleId);
    expect(draft).toMatchObject({
      state: "TO_REVIEW",
      version: 1,
      title: solved.subject,
      symptom: solved.description,
      solution: SOLUTION,
      language: "fr",
      applicationId: desk.applicationId,
      sourceTicketNumber: solved.number,
      createdById: desk.people.support.id,
      useCount: 0,
      expiresAt: new Date("2026-05-31T09:00:00.000Z"),
    });
    expect(await events(articleId)).toEqual(["ARTICLE_DRAFTED"]);
    expect(draft.position).toBeGreaterThan(0);

    const { viewer } = await desk.as(desk.people.support);
    const found = await new SearchService(desk.database).search(viewer, {
      text: "spouleur impression",
      scopes: [SearchScope.ARTICLES],
      first: 5,
      applicationId: null,
      states: null,
    });
    expect(found.hits.map(({ node }) => node)).toMatchObject([{ id: articleId }]);
  });

  it("is merged into the article that says the same already, which counts it", async () => {
    const first = await feed();
    const again = await feed({ solution: SOLUTION.replace("d’impression", "d'impresion") });
    expect(again).toEqual({ articleId: first.articleId, outcome: "MERGED" });
    expect(await article(first.articleId)).toMatchObject({
      useCount: 1,
      expiresAt: null,
      version: 1,
      state: "TO_REVIEW",
    });
    expect(await events(first.articleId)).toEqual(["ARTICLE_DRAFTED", "ARTICLE_MERGED"]);
    expect(await count("article")).toBe(1);
    expect(await count("due")).toBe(0);
  });

  it("adds the words it was told in, when they are others", async () => {
    const first = await feed();
    await feed({
      ticket: ticket({ description: "L’imprimante du deuxième étage ne répond pas, le voyant est orange." }),
    });
    const merged = await article(first.articleId);
    expect(merged.version).toBe(2);
    expect(merged.symptom.split(SYMPTOM_BREAK)).toHaveLength(2);
    expect(merged.symptom).toContain("le voyant est orange");
    expect(await events(first.articleId)).toEqual(["ARTICLE_DRAFTED", "ARTICLE_MERGED", "ARTICLE_SYMPTOM_ADDED"]);
  });

  it.each<[string, () => Partial<Ticket>]>([
    ["another application", () => ({ applicationId: null })],
    ["another language", () => ({ language: "en" })],
  ])("is not merged into an article of %s", async (_, changes) => {
    await feed();
    expect((await feed({ ticket: ticket(changes()) })).outcome).toBe("DRAFTED");
  });

  it("is not merged into an archived article", async () => {
    const first = await feed();
    await desk.database.query("UPDATE article SET state = 'ARCHIVED' WHERE id = ?", [first.articleId]);
    expect((await feed()).outcome).toBe("DRAFTED");
  });

  it("leaves one draft when two tickets of one trouble are resolved at the same time", async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => feed()));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["DRAFTED", ...Array(5).fill("MERGED")]);
    expect(await count("article")).toBe(1);
    expect((await article(outcomes[0]!.articleId)).useCount).toBe(5);
  });

  it("rewrites the ticket's own draft when it was reopened and solved otherwise, instead of leaving two", async () => {
    const reopened = ticket();
    const first = await feed({ ticket: reopened });
    const second = await feed({ ticket: reopened, solution: "Remplacer le câble réseau de l’imprimante." });
    expect(second).toEqual({ articleId: first.articleId, outcome: "DRAFTED" });
    expect(await article(first.articleId)).toMatchObject({
      solution: "Remplacer le câble réseau de l’imprimante.",
      version: 2,
    });
    expect(await count("article")).toBe(1);
  });

  it.each<[string, () => Partial<Feeding>]>([
    ["a complaint", () => ({ ticket: ticket({ kind: TicketKind.COMPLAINT }) })],
    ["another code", () => ({ code: ResolutionCode.NO_FAULT })],
    ["a resolution that wants none", () => ({ draft: false })],
    ["a quiet one", () => ({ quiet: true })],
    ["an empty solution", () => ({ solution: "  " })],
  ])("writes nothing for %s", async (_, changes) => {
    expect(await feed(changes())).toEqual({ articleId: null, outcome: "NONE" });
    expect(await count("article")).toBe(0);
  });

  it("writes nothing for an import", async () => {
    expect((await feed({}, { kind: ActorKind.IMPORT, id: 1 })).outcome).toBe("NONE");
  });

  it("writes nothing for a security ticket, and keeps a restricted application's to its compartment", async () => {
    const secret = await insertRow(desk.database, "compartment", {
      kind: "SECURITY",
      code: `ssi-${randomUUID().slice(0, 8)}`,
    });
    const payroll = await insertRow(desk.database, "compartment", {
      kind: "APPLICATION",
      code: `pay-${randomUUID().slice(0, 8)}`,
    });
    expect((await feed({ ticket: ticket({ compartmentId: secret }) })).outcome).toBe("NONE");
    const { articleId } = await feed({ ticket: ticket({ compartmentId: payroll }) });
    expect(await article(articleId)).toMatchObject({ compartmentId: payroll });
  });
});

describe("a resolution that names an article", () => {
  it("counts it once per ticket, and keeps a draft from expiring", async () => {
    const { articleId } = await feed();
    const solved = ticket();
    expect(await feed({ ticket: solved, articleId })).toEqual({ articleId, outcome: "NAMED" });
    await feed({ ticket: solved, articleId });
    expect(await article(articleId)).toMatchObject({ useCount: 1, expiresAt: null });
    expect(await count("due")).toBe(0);
    expect(await desk.database.query("SELECT ticketNumber, articleId FROM article_use")).toEqual([
      { ticketNumber: solved.number, articleId },
    ]);
  });

  it("by an import is counted, but writes no symptom", async () => {
    const { articleId } = await feed();
    const other = ticket({ subject: "Bourrage", description: "Le papier reste coincé." });
    await feed({ ticket: other, articleId }, { kind: ActorKind.IMPORT, id: 1 });
    expect(await article(articleId)).toMatchObject({ useCount: 1, version: 1, symptom: ticket().description });
  });

  it.each<[string, (id: number) => Promise<number>]>([
    ["there is none", async () => 999_999],
    [
      "it is archived",
      async (id) => {
        await desk.database.query("UPDATE article SET state = 'ARCHIVED' WHERE id = ?", [id]);
        return id;
      },
    ],
    [
      "it belongs to another compartment",
      async (id) => {
        await desk.database.query("UPDATE article SET compartmentId = 77 WHERE id = ?", [id]);
        return id;
      },
    ],
  ])("is refused when %s", async (_, spoil) => {
    const { articleId } = await feed();
    const named = await spoil(articleId!);
    const refusal = await feed({ articleId: named }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).problem).toMatchObject({
      typeName: "UnknownReference",
      path: "input.resolution.article",
    });
    expect(await count("article_use")).toBe(0);
  });
});

describe("a draft", () => {
  const timers = () =>
    new TimerRunner(
      desk.database,
      desk.work,
      {
        ...desk.services.timers,
        [DueKind.DRAFT_EXPIRES]: (tx, id, dueAt) => new Articles().onDraftExpires(tx, id, dueAt),
        [DueKind.RECOMPUTATION]: () => expect.unreachable("no recomputation was asked for"),
      },
      { error: (facts) => expect.unreachable(JSON.stringify(facts)) },
      () => desk.now,
    );

  it("that nobody used or reviewed is archived by itself, at the time it fell due", async () => {
    const { articleId } = await feed();
    const { expiresAt } = await article(articleId);
    desk.pass(100 * 24 * 60);
    expect(await timers().runDue()).toBe(1);
    expect(await article(articleId)).toMatchObject({ state: "ARCHIVED", version: 2, expiresAt: null });
    const [event] = await desk.database.query<{ type: string; occurredAt: Date; actorKind: string }[]>(
      "SELECT type, occurredAt, actorKind FROM event WHERE subjectType = 'ARTICLE' ORDER BY position DESC LIMIT 1",
    );
    expect(event).toEqual({ type: "ARTICLE_EXPIRED", occurredAt: expiresAt, actorKind: SYSTEM.kind });
  });

  it("that was reviewed stays", async () => {
    const { articleId } = await feed();
    const { viewer } = await desk.as(desk.people.supervisor);
    await desk.work.run(technician, (tx) => new Articles().review(tx, viewer, articleId!, 1, ArticleState.PUBLISHED));
    desk.pass(100 * 24 * 60);
    expect(await timers().runDue()).toBe(0);
    expect(await article(articleId)).toMatchObject({ state: "PUBLISHED", expiresAt: null });
  });
});
