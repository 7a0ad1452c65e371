import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, dialogOf, isInState, isLive, openQueues, rowOf } from "./acts.js";
import { DeskBrowser, mark } from "./browser.js";
import { DemoDesk } from "./desk.js";
import { eachStepNeedsTheLast } from "./steps.js";
import { wordsIn } from "./words.js";

const SUBJECT = "Le clavier sans fil tape des flèches au lieu des chiffres";
const SOLUTION = "Maintenir Verr Num cinq secondes, puis réappairer le récepteur.";
const say = wordsIn("fr");

let desk: DemoDesk;
let browser: DeskBrowser;
let claire: Page;
let mehdi: Page;
let thomas: Page;
let bernard: Page;
const unloaded: (() => Promise<boolean>)[] = [];
let number: string;

beforeAll(async () => {
  desk = await DemoDesk.open();
  browser = await DeskBrowser.launch(desk);
  [claire, mehdi, thomas, bernard] = await Promise.all([
    browser.person("claire.martin"),
    browser.person("mehdi.benali"),
    browser.person("thomas.lefebvre"),
    browser.person("bernard.fournier"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** What the manager's report shows as received for workstations. */
async function receivedForWorkstations(): Promise<number> {
  await bernard.goto("/reports");
  const ofWorkstations = bernard
    .getByRole("row")
    .filter({ has: bernard.getByRole("rowheader", { name: "Poste de travail", exact: true }) })
    .first();
  await ofWorkstations.waitFor();
  expect(await bernard.title()).toMatch(/^Rapport d’activité · .+ – Guichet$/);
  return Number(await ofWorkstations.getByRole("cell").first().textContent());
}

describe("a request, from the telephone to the knowledge base", () => {
  let receivedBefore: number;
  eachStepNeedsTheLast();

  it("begins with technicians of two levels before their queues", async () => {
    receivedBefore = await receivedForWorkstations();
    expect(receivedBefore).toBeGreaterThan(0);
    await openQueues(mehdi, say);
    await openQueues(thomas, say);
    for (const page of [mehdi, thomas]) unloaded.push(await mark(page));
    expect(await rowOf(mehdi, SUBJECT).count()).toBe(0);
  });

  it("is recorded during a call, and appears in a colleague's queue", async () => {
    await claire.goto("/call");
    const caller = claire.getByRole("textbox", { name: say("call.field.caller") });
    await caller.fill("Catherine Bl");
    await claire.getByRole("option", { name: "Catherine Blanc" }).click();
    await claire.getByRole("heading", { name: "Catherine Blanc" }).waitFor();
    await claire.getByRole("textbox", { name: say("call.field.subject") }).fill(SUBJECT);
    await claire.getByRole("combobox", { name: say("call.field.application") }).fill("Poste de");
    await claire.getByRole("option", { name: "Poste de travail" }).click();
    await claire.getByRole("button", { name: say("call.queue") }).click();
    const said = claire.getByRole("status").filter({ hasText: "Ticket" });
    number = /Ticket (\d+)/.exec((await said.textContent())!)![1]!;

    await rowOf(mehdi, SUBJECT).waitFor();
    expect(await rowOf(mehdi, SUBJECT).textContent()).toContain("Catherine Blanc");
    expect(await rowOf(thomas, SUBJECT).count()).toBe(0);
  });

  it("is taken", async () => {
    await rowOf(mehdi, SUBJECT).click();
    await mehdi.getByRole("heading", { level: 1, name: SUBJECT }).waitFor();
    await begin(mehdi, say, "TAKE");
    await isInState(mehdi, say, "IN_PROGRESS");
  });

  it("is escalated to where the desk says, and appears one level up", async () => {
    await begin(mehdi, say, "ESCALATE");
    const dialog = dialogOf(mehdi, say, "ESCALATE");
    const target = dialog.getByRole("radio", { checked: true });
    await target.waitFor();
    // Thomas is there.
    expect(await target.textContent()).toMatch(/Poste de travail.*1 sur 3 en ligne/);
    await dialog
      .getByRole("textbox", { name: say("ticket.field.reason") })
      .fill("Pas de clavier de rechange à l’accueil.");
    await dialog.getByRole("button", { name: /^Escalader vers Poste de travail/ }).click();
    await dialog.waitFor({ state: "hidden" });

    await rowOf(thomas, SUBJECT).waitFor();
    expect(await Promise.all(unloaded.map((stillThere) => stillThere()))).toEqual([true, true]);
  });

  it("is resolved one level up, with a draft for the knowledge base, and closed", async () => {
    await rowOf(thomas, SUBJECT).click();
    await begin(thomas, say, "TAKE");
    await isInState(thomas, say, "IN_PROGRESS");
    await begin(thomas, say, "RESOLVE");
    const dialog = dialogOf(thomas, say, "RESOLVE");
    await dialog.getByRole("textbox", { name: say("ticket.resolve.solution") }).fill(SOLUTION);
    const none = dialog.getByRole("radio", { name: say("ticket.resolve.noArticle") });
    if ((await none.count()) > 0) await none.check();
    await dialog.getByText(say("ticket.resolve.draft")).waitFor();
    await dialog.getByRole("button", { name: say("ticket.act.RESOLVE") }).click();
    await isInState(thomas, say, "RESOLVED");
    await begin(thomas, say, "CLOSE");
    await isInState(thomas, say, "CLOSED");
  });

  it("has its whole history, each step with who did it", async () => {
    await thomas.getByRole("tab", { name: say("ticket.tab.history") }).click();
    const history = thomas.getByRole("tabpanel").or(thomas.getByRole("main")).first().getByRole("listitem");
    const steps = [
      ["Claire Martin", say("ticket.event.RECORDED")],
      ["Mehdi Benali", say("ticket.event.TAKEN")],
      ["Mehdi Benali", say("ticket.event.ESCALATED")],
      ["Thomas Lefebvre", say("ticket.event.RESOLVED")],
      ["Thomas Lefebvre", say("ticket.event.CLOSED")],
    ];
    for (const [who, what] of steps)
      await history
        .filter({ hasText: `${who} ${what}` })
        .first()
        .waitFor();
  });

  it("is found as a ticket and as an article by the next search", async () => {
    await mehdi.keyboard.press("Control+k");
    await mehdi.getByPlaceholder(say("search.placeholder")).fill("clavier flèches");
    const found = mehdi.getByRole("dialog").getByText(SUBJECT, { exact: true });
    await found.nth(1).waitFor();
    expect(await found.count()).toBe(2);
    await mehdi.keyboard.press("Escape");

    await claire.goto("/knowledge");
    await claire.getByRole("searchbox").fill("clavier flèches chiffres");
    const article = claire.getByRole("table").getByRole("row").filter({ hasText: SUBJECT });
    await article.waitFor();
    expect(await article.textContent()).toContain(say("common.articleState.TO_REVIEW"));
    await article.getByRole("link", { name: SUBJECT }).click();
    await claire.getByRole("heading", { level: 1, name: SUBJECT }).waitFor();
    await claire.getByText(SOLUTION).waitFor();
  });

  it("has been written to its requester at each of these steps", async () => {
    await thomas.goto(`/tickets/${number}`);
    const facts = thomas.getByRole("complementary", { name: say("ticket.facts.title") });
    for (const kind of ["ACKNOWLEDGEMENT", "RESOLUTION", "CLOSING"]) {
      await facts
        .getByText(say(`common.mailKind.${kind}`))
        .first()
        .waitFor();
    }
  });

  it("is counted by the report", async () => {
    expect(await receivedForWorkstations()).toBe(receivedBefore + 1);
  });

  it("speaks English to who reads English", async () => {
    const english = wordsIn("en");
    const james = await browser.person("james.osullivan", { language: "en" });
    await james.goto(`/tickets/${number}`);
    await james.getByRole("heading", { level: 1, name: SUBJECT }).waitFor();
    expect(await james.locator("html").getAttribute("lang")).toBe("en");
    await isInState(james, english, "CLOSED");
    await james.getByRole("tab", { name: english("ticket.tab.history") }).click();
    await james
      .getByText(`Thomas Lefebvre ${english("ticket.event.RESOLVED")}`)
      .first()
      .waitFor();
    await james.goto("/desk");
    await james.getByRole("columnheader", { name: english("queues.column.subject") }).waitFor();
    await isLive(james, english);
    await james.goto("/knowledge");
    await james.getByRole("heading", { level: 1, name: english("knowledge.title") }).waitFor();
  });

  it("went without an error in any page", () => {
    expect(browser.failures).toEqual([]);
  });
});
