import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOn } from "./axe.js";
import { DeskBrowser, type Language, type Scheme } from "./browser.js";
import { type Colleague, DemoDesk, type Known } from "./desk.js";
import { wordsIn } from "./words.js";

let desk: DemoDesk;
let browser: DeskBrowser;
let julie: Colleague;
let ticket: Known;

beforeAll(async () => {
  desk = await DemoDesk.open();
  browser = await DeskBrowser.launch(desk);
  julie = await desk.colleague("julie.nguyen");
  ticket = await julie.records("Le badge n’ouvre plus la porte du parking");
  ticket = await julie.notes(ticket, "Badge lu, droits absents.");
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

type Say = ReturnType<typeof wordsIn>;

interface Screen {
  name: string;
  address: string | (() => Promise<string>);
  /** What shows that it is there. */
  shown(page: Page, say: Say): Promise<unknown>;
}

const heading = (key: string) => (page: Page, say: Say) =>
  page.getByRole("heading", { level: 1, name: say(key) }).waitFor();
const anyRow = (page: Page) => page.getByRole("row").nth(1).waitFor();
const onTicket = () => Promise.resolve(`/tickets/${ticket.number}`);

const screens: Record<string, Screen[]> = {
  "claire.martin": [
    { name: "queues", address: "/desk", shown: anyRow },
    { name: "an empty queue", address: "/desk?states=CANCELLED", shown: (page) => page.getByRole("grid").waitFor() },
    {
      name: "ticket, thread",
      address: onTicket,
      shown: (page, say) => page.getByRole("textbox", { name: say("ticket.composer.reply") }).waitFor(),
    },
    {
      name: "ticket, history",
      address: onTicket,
      async shown(page, say) {
        await page.getByRole("tab", { name: say("ticket.tab.history") }).click();
        await page.getByText(say("ticket.event.RECORDED")).first().waitFor();
      },
    },
    {
      name: "ticket, service level",
      address: onTicket,
      async shown(page, say) {
        await page.getByRole("tab", { name: say("ticket.tab.service-level") }).click();
        await page.getByRole("table", { name: say("service-levels.table.name") }).waitFor();
      },
    },
    {
      name: "wall",
      address: "/wall",
      shown: (page, say) => page.getByRole("region", { name: say("wall.byQueue") }).waitFor(),
    },
    {
      name: "ticket, escalating",
      address: () => Promise.resolve(`/tickets/${ticket.number}?act=escalate`),
      shown: (page) => page.getByRole("dialog").getByRole("radio", { checked: true }).waitFor(),
    },
    {
      name: "ticket, resolving",
      address: () => Promise.resolve(`/tickets/${ticket.number}?act=resolve`),
      shown: (page) => page.getByRole("dialog").getByRole("checkbox").waitFor(),
    },
    {
      name: "express call",
      address: "/call",
      async shown(page, say) {
        await page.getByRole("textbox", { name: say("call.field.caller") }).fill("Catherine");
        await page.getByRole("option", { name: "Catherine Blanc" }).click();
        await page.getByRole("heading", { name: "Catherine Blanc" }).waitFor();
        await page.getByRole("textbox", { name: say("call.field.subject") }).fill("Imprimante hors ligne à l’accueil");
        await page.getByRole("heading", { level: 3, name: say("call.known.lookAlikes") }).waitFor();
      },
    },
    { name: "knowledge base", address: "/knowledge", shown: anyRow },
    {
      name: "article",
      address: () => julie.publishedArticle(),
      shown: (page, say) => page.getByRole("heading", { level: 2, name: say("knowledge.field.solution") }).waitFor(),
    },
    { name: "new article", address: "/knowledge/new", shown: (page) => page.getByRole("textbox").first().waitFor() },
    {
      name: "search",
      address: "/desk",
      async shown(page, say) {
        await anyRow(page);
        await page.keyboard.press("Control+k");
        await page.getByPlaceholder(say("search.placeholder")).fill("imprimante");
        await page
          .getByRole("dialog")
          .getByText(/imprimante/i)
          .first()
          .waitFor();
      },
    },
    {
      name: "help",
      address: "/desk",
      async shown(page, say) {
        await anyRow(page);
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: say("common.shortcuts.title") }).waitFor();
      },
    },
    {
      name: "a ticket there is not",
      address: "/tickets/999999",
      shown: (page, say) =>
        page.getByRole("heading", { level: 1, name: say("ticket.missing.title", { number: 999999 }) }).waitFor(),
    },
    { name: "my figures", address: "/reports/me", shown: heading("report.section.me.title") },
    { name: "an address of nothing", address: "/nowhere", shown: heading("shell.notFound.title") },
  ],
  "patricia.laurent": [
    { name: "review", address: "/knowledge/review", shown: heading("knowledge.review.title") },
    { name: "report", address: "/reports", shown: anyRow },
    {
      name: "outbox",
      address: "/outbox",
      shown: (page, say) =>
        page
          .getByRole("region", { name: say("outbox.list") })
          .getByRole("listitem")
          .first()
          .waitFor(),
    },
  ],
  "sophie.renard": [
    { name: "people", address: "/administration/people", shown: anyRow },
    {
      name: "a person",
      address: "/administration/people/new",
      shown: (page) => page.getByRole("textbox").first().waitFor(),
    },
    {
      name: "import of people",
      address: "/administration/people/import",
      shown: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
    },
    { name: "teams", address: "/administration/teams", shown: anyRow },
    {
      name: "a team",
      address: "/administration/teams/new",
      shown: (page) => page.getByRole("textbox").first().waitFor(),
    },
    {
      name: "sites",
      address: "/administration/sites",
      shown: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
    },
    { name: "applications", address: "/administration/applications", shown: anyRow },
    {
      name: "an application",
      address: "/administration/applications/new",
      shown: (page) => page.getByRole("textbox").first().waitFor(),
    },
    { name: "support chain", address: "/administration/chain", shown: anyRow },
    {
      name: "service levels",
      address: "/administration/policies",
      shown: (page, say) => page.getByRole("list", { name: say("service-level-settings.policies") }).waitFor(),
    },
    {
      name: "a service level",
      address: "/administration/policies/new",
      shown: (page) => page.getByRole("textbox").first().waitFor(),
    },
    { name: "calendars", address: "/administration/calendars", shown: anyRow },
    {
      name: "a calendar",
      address: "/administration/calendars/new",
      shown: (page) => page.getByRole("textbox").first().waitFor(),
    },
    {
      name: "recomputations",
      address: "/administration/recomputations",
      shown: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
    },
    {
      name: "tokens",
      address: "/administration/tokens",
      shown: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
    },
    {
      name: "desk settings",
      address: "/administration/desk",
      shown: (page) => page.getByRole("main").getByRole("checkbox").waitFor(),
    },
  ],
};

const readers: [Language, Scheme][] = [
  ["fr", "light"],
  ["en", "dark"],
];

describe.each(readers)("every screen, in %s and %s,", (language, scheme) => {
  const say = wordsIn(language);
  const pages = new Map<string, Page>();

  const pageOf = async (login: string) => {
    const page = pages.get(login) ?? (await browser.person(login, { language, scheme }));
    pages.set(login, page);
    return page;
  };

  it("the door has no barrier", async () => {
    const page = await browser.stranger({ language, scheme });
    await page.goto("/");
    await page.getByRole("button", { name: say("session.signIn") }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await violationsOn(page)).toEqual([]);
    await page.context().close();
  });

  const all = Object.entries(screens).flatMap(([login, own]) =>
    own.map((screen) => [screen.name, login, screen] as const),
  );

  it.each(all)("%s has no barrier", async (_, login, { address, shown }) => {
    const page = await pageOf(login);
    await page.goto(typeof address === "string" ? address : await address());
    await shown(page, say);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).toBe(scheme);
    expect(await violationsOn(page)).toEqual([]);
    expect(await page.title()).toMatch(/. – Guichet$/);
  });

  it("goes without an error in any page", async () => {
    for (const page of pages.values()) await page.context().close();
    expect(browser.failures).toEqual([]);
  });
});

describe("a wrong password", () => {
  it.each([
    ["fr", "Identifiant inconnu ou mot de passe erroné."],
    ["en", "Unknown login or wrong password."],
  ] as const)("is refused in the reader's language, which is %s", async (language, words) => {
    const say = wordsIn(language);
    const page = await browser.stranger({ language });
    await page.goto("/");
    await page.getByRole("textbox", { name: say("session.login") }).fill("claire.martin");
    const password = page.getByLabel(say("session.password"), { exact: true });
    await password.fill("not this");
    await password.press("Enter");
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    // The next try overwrites it.
    await page.keyboard.type("guichet-demo");
    await page.keyboard.press("Enter");
    await page.getByRole("grid").waitFor();
    await page.context().close();
  });
});

describe("a language chosen on the door", () => {
  it("is the one of the screens, also after a reload", async () => {
    const page = await browser.stranger({ language: "fr" });
    await page.goto("/");
    await page.getByText("English").click();
    await page.getByRole("button", { name: wordsIn("en")("session.signIn") }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: wordsIn("en")("session.signIn") }).waitFor();
    await page.context().close();
  });
});

describe("a requester who signs in", () => {
  const say = wordsIn("fr");

  it("is told that there are no screens for them yet, and sent nothing of the desk's inner side", async () => {
    const own = await julie.numberOfTicketOf("Marc Durand");
    await julie.notes(await julie.reads(own), "Remarque interne : canari 4711.");
    const page = await browser.person("marc.durand");
    const received: string[] = [];
    page.on("response", async (response) => {
      if (/json|html|event-stream/.test(response.headers()["content-type"] ?? "")) {
        received.push(await response.text().catch(() => ""));
      }
    });
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => received.push(String(payload))));
    await page.goto("/");
    await page.getByRole("heading", { level: 1, name: say("shell.noAccess.title") }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const navigation = page.getByRole("navigation", { name: say("shell.navigation") });
    expect(await navigation.getByRole("link").count()).toBe(0);
    await page.goto(`/tickets/${own}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const address of [
      "/call",
      "/knowledge",
      "/reports",
      "/outbox",
      "/administration",
      `/tickets/${ticket.number}`,
    ]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
    }
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(say("search.placeholder")).fill("badge parking");
    await page.getByText(say("search.nothing")).waitFor();
    expect(received.join("")).toContain("Marc Durand");
    expect(received.join("")).not.toContain("canari 4711");
    expect(received.join("")).not.toContain("Badge lu, droits absents.");
    await page.context().close();
  });
});
