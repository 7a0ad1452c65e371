import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ArticleState } from "../knowledge/article.entity.js";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer, Viewer } from "../platform/auth/viewer.js";
import { insertRow } from "../platform/database/rows.js";
import { SYSTEM } from "../platform/events/actor.js";
import { TestDesk } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import { TicketState } from "../tickets/ticket.entity.js";
import { type SearchRequest, SearchScope, SearchService } from "./search.service.js";
import { appendTicketText, insertTicketText } from "./ticket-index.js";

let desk: TestDesk;
let service: SearchService;
let technician: PersonViewer;
let requester: PersonViewer;
let secret: number;

beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
  secret = await insertRow(desk.database, "compartment", { kind: "SECURITY", code: "ssi" });
  technician = (await desk.as(desk.people.support)).viewer;
  requester = (await desk.as(desk.people.requester)).viewer;
  service = new SearchService(desk.database);
});

interface Written {
  subject: string;
  description?: string;
  state?: TicketState;
  compartmentId?: number;
  requesterId?: number;
  applicationId?: number | null;
  externalReference?: string;
}

async function write({ subject, description = "", ...facts }: Written): Promise<number> {
  const at = new Date();
  const number = await insertRow(desk.database, "ticket", {
    kind: "INCIDENT",
    channel: "WEB",
    state: TicketState.OPEN,
    compartmentId: 1,
    subject,
    description,
    language: "fr",
    requesterId: desk.people.stranger.id,
    ...desk.queues.L0,
    highestLevel: 0,
    reportedAt: at,
    recordedAt: at,
    updatedAt: at,
    queueEnteredAt: at,
    ...facts,
  });
  await desk.work.run(SYSTEM, (tx) => insertTicketText(tx, number, `${subject}\n${description}`));
  return number;
}

async function writeArticle(title: string, facts: Record<string, unknown> = {}): Promise<number> {
  return insertRow(desk.database, "article", {
    state: ArticleState.PUBLISHED,
    language: "fr",
    title,
    symptom: title,
    solution: "Voir la procédure.",
    compartmentId: 1,
    createdAt: new Date(),
    updatedAt: new Date(),
    ...facts,
  });
}

/** A word that no other text of this file holds. */
const word = () => `mot${randomUUID().replaceAll("-", "").slice(0, 12)}`;

async function search(viewer: Viewer, text: string, more: Partial<SearchRequest> = {}) {
  const scopes = [SearchScope.TICKETS, SearchScope.ARTICLES];
  return service.search(viewer, { text, scopes, first: 10, applicationId: null, states: null, ...more });
}

async function numbers(viewer: Viewer, text: string, more: Partial<SearchRequest> = {}): Promise<(number | string)[]> {
  const { hits } = await search(viewer, text, more);
  return hits.map(({ node }) => ("number" in node ? node.number : `article ${node.id}`));
}

describe("a search", () => {
  it("finds tickets and articles by their words, those with all of them first", async () => {
    const [a, b] = [word(), word()];
    const both = await write({ subject: `Panne ${a}`, description: `avec ${b}` });
    const one = await write({ subject: `Autre ${b}` });
    const article = await writeArticle(`Procédure ${a} ${b}`);
    const found = await numbers(technician, `${a} ${b} `);
    expect(found.slice(0, 2).toSorted()).toEqual([both, `article ${article}`].toSorted());
    expect(found[2]).toBe(one);
    expect(await numbers(technician, `${a} ${b} `, { scopes: [SearchScope.ARTICLES] })).toEqual([`article ${article}`]);
  });

  it("finds while the last word is being typed", async () => {
    const a = word();
    const number = await write({ subject: `Réseau ${a}` });
    expect(await numbers(technician, a.slice(0, 9))).toEqual([number]);
    expect(await numbers(technician, `${a.slice(0, 9)} `)).toEqual([]);
  });

  it("does not mind case, accents, elisions and operators", async () => {
    const a = word();
    const number = await write({ subject: `L’Écran ${a} n'affiche rien` });
    for (const text of [`ECRAN ${a.toUpperCase()}`, `"écran" +${a}`, `l'ecran -${a}*`, `(${a}) ~écran @4 >x`]) {
      expect(await numbers(technician, text)).toEqual([number]);
    }
  });

  it("finds what was said since, once the change is committed", async () => {
    const a = word();
    const number = await write({ subject: "Sans suite" });
    expect(await numbers(technician, a)).toEqual([]);
    await desk.work.run(SYSTEM, (tx) => appendTicketText(tx, number, `Réponse : ${a}`));
    expect(await numbers(technician, a)).toEqual([number]);
  });

  it("finds a ticket by its number, here or elsewhere, before what mentions it", async () => {
    const number = await write({ subject: "Le bon", externalReference: "INC-77.421" });
    const mention = await write({ subject: `Suite de ${number} et de INC-77.421` });
    expect(await numbers(technician, `#${number}`)).toEqual([number, mention]);
    expect(await numbers(technician, String(number))).toEqual([number, mention]);
    const byReference = await numbers(technician, "INC-77.421");
    expect(byReference[0]).toBe(number);
    expect(byReference).toContain(mention);
  });

  it("of words too short for the index looks through the recent tickets", async () => {
    const number = await write({ subject: "Le PC du n2" });
    await write({ subject: "Une capacité" });
    expect(await numbers(technician, "pc n2 ")).toEqual([number]);
    expect(await numbers(technician, "the ")).toEqual([]);
    expect(await numbers(technician, "   ?! ")).toEqual([]);
  });

  it("lets the other words decide when one stands nowhere", async () => {
    const a = word();
    const number = await write({ subject: `Panne ${a}` });
    expect(await numbers(technician, `${a} ${word()} `)).toEqual([number]);
  });

  it("keeps to an application and to states", async () => {
    const a = word();
    const here = await write({ subject: a, applicationId: desk.applicationId });
    const closed = await write({ subject: a, state: TicketState.CLOSED });
    expect((await numbers(technician, a)).toSorted()).toEqual([here, closed].toSorted());
    expect(await numbers(technician, a, { applicationId: desk.applicationId })).toEqual([here]);
    expect(await numbers(technician, a, { states: [TicketState.CLOSED] })).toEqual([closed]);
  });

  it("gives no more than was asked for, and says that there is more", async () => {
    const a = word();
    for (let n = 0; n < 4; n++) await write({ subject: `${a} ${n}` });
    const short = await search(technician, a, { first: 3 });
    expect(short.hits).toHaveLength(3);
    expect(short.truncated).toBe(true);
    expect((await search(technician, a)).truncated).toBe(false);
  });

  it("shows where in the text the words stand", async () => {
    const a = word();
    await write({
      subject: "Long",
      description: `${"Rien à signaler ici. ".repeat(40)} Le code est ${a}. ${"Fin. ".repeat(40)}`,
    });
    const { hits } = await search(technician, a);
    expect(hits[0]!.excerpt).toContain(`Le code est ${a}.`);
  });
});

describe("nobody finds what they may not see", () => {
  it("a requester finds their own tickets only, and no article", async () => {
    const a = word();
    const own = await write({ subject: a, requesterId: desk.people.requester.id });
    const other = await write({ subject: a });
    await writeArticle(a);
    expect(await numbers(requester, a)).toEqual([own]);
    expect(await numbers(requester, `#${other}`)).toEqual([]);
    expect((await numbers(technician, a)).length).toBe(3);
  });

  it("a technician finds nothing of another compartment, by words, number or suggestion", async () => {
    const a = word();
    const hidden = await write({ subject: a, compartmentId: secret });
    const hiddenArticle = await writeArticle(a, { compartmentId: secret });
    expect(await search(technician, a)).toEqual({ hits: [], truncated: false });
    expect(await numbers(technician, `#${hidden}`)).toEqual([]);
    expect(await service.suggest(technician, { text: a, applicationId: null, exceptTicket: null })).toEqual({
      articles: [],
      lookAlikes: [],
    });
    const member: Viewer = { ...technician, compartmentIds: new Set([1, secret]) };
    expect((await numbers(member, a)).toSorted()).toEqual([hidden, `article ${hiddenArticle}`].toSorted());
  });

  it("who reads no articles is suggested none", async () => {
    const a = word();
    await writeArticle(a);
    const permissions = new Set([...technician.permissions].filter((each) => each !== Permission.ARTICLES_READ));
    const { articles } = await service.suggest(
      { ...technician, permissions },
      { text: a, applicationId: null, exceptTicket: null },
    );
    expect(articles).toEqual([]);
  });

  it("archived articles are not found", async () => {
    const a = word();
    await writeArticle(a, { state: ArticleState.ARCHIVED });
    expect(await numbers(technician, a)).toEqual([]);
  });
});

describe("suggestions", () => {
  it("are open tickets and articles, those of the application first, never the ticket itself", async () => {
    const [a, b] = [word(), word()];
    const text = `Bonjour, je n'arrive pas à ouvrir ${a} depuis la mise à jour ${b}, merci`;
    const itself = await write({ subject: text });
    const elsewhere = await write({ subject: `${a} ${b} fermé` });
    const here = await write({ subject: `${a} bloqué`, applicationId: desk.applicationId });
    await write({ subject: `${a} ${b}`, state: TicketState.CLOSED });
    const draft = await writeArticle(`Ouvrir ${a}`, {
      state: ArticleState.TO_REVIEW,
      applicationId: desk.applicationId,
    });
    const published = await writeArticle(`Ouvrir ${a} ${b}`);
    const { lookAlikes, articles } = await service.suggest(technician, {
      text,
      applicationId: desk.applicationId,
      exceptTicket: itself,
    });
    expect(lookAlikes.map(({ node }) => node.number)).toEqual([here, elsewhere]);
    expect(articles.map(({ node }) => node.id)).toEqual([draft, published]);
  });

  it("leave out what shares little beside the best", async () => {
    const [a, b, c, d] = [word(), word(), word(), word()];
    const good = await write({ subject: `${a} ${b} ${c} ${d}` });
    await write({ subject: `Tout autre chose, mais ${d}` });
    const { lookAlikes } = await service.suggest(technician, {
      text: `${a} ${b} ${c} ${d}`,
      applicationId: null,
      exceptTicket: null,
    });
    expect(lookAlikes.map(({ node }) => node.number)).toEqual([good]);
  });

  it("are none before anything was written", async () => {
    expect(await service.suggest(technician, { text: " ", applicationId: null, exceptTicket: null })).toEqual({
      articles: [],
      lookAlikes: [],
    });
  });
});
