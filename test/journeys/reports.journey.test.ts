import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOn } from "./axe.js";
import { DeskBrowser, type Language, type Scheme } from "./browser.js";
import { type Colleague, DemoDesk } from "./desk.js";
import { eachStepNeedsTheLast } from "./steps.js";
import { wordsIn } from "./words.js";

const DAY = 86_400_000;
const sections = [
  "overview",
  "applications",
  "take-charge",
  "resolution",
  "levels",
  "service-levels",
  "backlog",
  "load",
] as const;

const say = wordsIn("fr");

let desk: DemoDesk;
let browser: DeskBrowser;
let julie: Colleague;
let bernard: Page;

beforeAll(async () => {
  desk = await DemoDesk.open();
  browser = await DeskBrowser.launch(desk);
  julie = await desk.colleague("julie.nguyen");
  bernard = await browser.person("bernard.fournier");
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** The days in which the demo desk was at work, whatever day it is today. */
function period(): string {
  const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
  return `${day(20)}..${day(0)}`;
}

function addressOf(section: (typeof sections)[number], more = ""): string {
  return `/reports${section === "overview" ? "" : `/${section}`}?period=${period()}${more}`;
}

/** Waits until everything on the page has come. */
async function isRead(page: Page): Promise<void> {
  await page.getByRole("region").getByRole("table").first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

function rowOf(page: Page, table: string, name: string): Locator {
  return page
    .getByRole("region", { name: table })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) });
}

const number = async (told: Locator) => Number((await told.textContent())!.replace(/\D/g, ""));

function listOf(page: Page): Locator {
  return page.getByRole("dialog", { name: say("report.drill.title") });
}

/** What the list of tickets beside the report says that it counts. */
async function totalOf(page: Page): Promise<number> {
  const total = listOf(page).getByRole("status").locator("strong");
  await total.waitFor();
  return number(total);
}

const byApplication = () => say("report.table.figures", { by: say("report.by.APPLICATION") });
const WORKSTATIONS = "Poste de travail";

describe("a manager reads the report", () => {
  eachStepNeedsTheLast();
  let handled: number;

  it("by application first, with a definition behind each figure", async () => {
    await bernard.goto(addressOf("overview"));
    await isRead(bernard);
    expect(await bernard.title()).toMatch(/^Rapport d’activité · .+ – Guichet$/);
    const names = bernard.getByRole("button", { name: new RegExp(say("report.definition")) });
    await names.filter({ hasText: "Délai de prise en compte" }).first().click();
    const definition = bernard.getByRole("dialog", { name: "Délai de prise en compte" });
    await definition.getByText("time.takeCharge", { exact: true }).waitFor();
    expect(await definition.textContent()).toContain(say("report.clock.long.CALENDAR"));
    expect(await definition.textContent()).toContain(say("report.facts.formula"));
    await bernard.keyboard.press("Escape");
    await definition.waitFor({ state: "hidden" });
  });

  it("drills down, and finds as many tickets as the figure said", async () => {
    const figure = rowOf(bernard, byApplication(), WORKSTATIONS).getByRole("cell").nth(1).getByRole("button");
    handled = await number(figure);
    expect(handled).toBeGreaterThan(0);
    await figure.click();
    expect(await totalOf(bernard)).toBe(handled);
    const rows = listOf(bernard).getByRole("row");
    await rows.nth(handled).waitFor();
    expect(await rows.count()).toBe(handled + 1);
    expect(await listOf(bernard).textContent()).toContain(WORKSTATIONS);
  });

  it("hands the list on by its address", async () => {
    const address = bernard.url();
    const patricia = await browser.person("patricia.laurent");
    await patricia.goto(address);
    expect(await totalOf(patricia)).toBe(handled);
    await patricia.context().close();
  });

  it("opens a ticket, and comes back to the list", async () => {
    const first = listOf(bernard).getByRole("link").first();
    const subject = (await first.textContent())!;
    await first.click();
    await bernard.getByRole("heading", { level: 1, name: subject }).waitFor();
    await bernard.goBack();
    expect(await totalOf(bernard)).toBe(handled);
    await listOf(bernard)
      .getByRole("button", { name: say("report.drill.close") })
      .click();
    await listOf(bernard).waitFor({ state: "hidden" });
  });

  it("goes from figure to figure by the arrow keys, and opens one by Enter", async () => {
    const cells = rowOf(bernard, byApplication(), WORKSTATIONS).getByRole("cell");
    await cells.nth(0).getByRole("button").focus();
    await bernard.keyboard.press("ArrowRight");
    await bernard.keyboard.press("Enter");
    expect(await totalOf(bernard)).toBe(handled);
    await bernard.keyboard.press("Escape");
    await listOf(bernard).waitFor({ state: "hidden" });
  });

  it("takes the other clock, and goes back", async () => {
    const times = rowOf(bernard, byApplication(), say("report.column.whole")).getByRole("cell").nth(7);
    const calendar = (await times.textContent())!;
    const clock = bernard.getByRole("radiogroup", { name: say("report.clock.title") });
    await clock.getByText(say("report.clock.BUSINESS")).click();
    await bernard.getByText(say("report.clock.note")).waitFor();
    await isRead(bernard);
    expect(bernard.url()).toContain("clock=business");
    expect(await times.textContent()).not.toBe(calendar);
    await bernard.goBack();
    await isRead(bernard);
    expect(bernard.url()).not.toContain("clock=");
    expect(await times.textContent()).toBe(calendar);
  });

  it("sees the figures as of a past date, and is told so", async () => {
    const received = () =>
      number(rowOf(bernard, byApplication(), say("report.column.whole")).getByRole("cell").first());
    const today = await received();
    await bernard.goto(
      addressOf("overview", `&asof=${new Date(Date.now() - 19 * DAY).toISOString().slice(0, 10)}T12:00`),
    );
    await bernard.getByRole("note").getByText(say("report.asOfBanner.what")).waitFor();
    await bernard.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    expect(await bernard.getByRole("region", { name: byApplication() }).count()).toBe(0);
    await bernard
      .getByRole("note")
      .getByRole("button", { name: say("report.asOf.reset") })
      .click();
    await isRead(bernard);
    expect(await received()).toBe(today);
  });

  it.each(sections)("finds on %s as many tickets as its first figure says", async (section) => {
    await bernard.goto(addressOf(section));
    await isRead(bernard);
    const figure = bernard.getByRole("region").getByRole("table").first().getByRole("cell").getByRole("button").first();
    const told = await number(figure);
    expect(told).toBeGreaterThan(0);
    await figure.click();
    expect(await totalOf(bernard)).toBe(told);
  });

  it("exports a table as it stands, and the report as a workbook", async () => {
    await bernard.goto(addressOf("overview"));
    await isRead(bernard);
    const file = bernard.waitForEvent("download");
    await bernard.getByRole("button", { name: say("report.csv.of", { table: byApplication() }) }).click();
    const download = await file;
    expect(download.suggestedFilename()).toMatch(/^guichet-overview-.+\.csv$/);
    const lines = await readLines(download.createReadStream());
    expect(lines[0]).toMatch(/^\ufeffApplication;Demandes reçues;Demandes traitées;/);
    expect(lines.find((line) => line.startsWith(`${WORKSTATIONS};`))?.split(";")[2]).toBe(String(handled));

    const link = bernard.getByRole("link", { name: say("report.ods") });
    const ods = await bernard.request.get((await link.getAttribute("href"))!);
    expect([ods.status(), ods.headers()["content-type"]]).toEqual([
      200,
      "application/vnd.oasis.opendocument.spreadsheet",
    ]);
    expect((await ods.body()).subarray(0, 2).toString()).toBe("PK");
  });

  it("has the spreadsheet grouped as the page is, not as another one was", async () => {
    await bernard.goto(addressOf("load", "&by=PRIORITY"));
    await isRead(bernard);
    const link = bernard.getByRole("link", { name: say("report.ods") });
    const asked = new URL((await link.getAttribute("href"))!, bernard.url()).searchParams.get("input")!;
    expect(JSON.parse(asked)).toMatchObject({
      groupBy: ["TEAM"],
      metrics: expect.arrayContaining(["contact_chasing", "knowledge_duplicates", "intake_discarded"]) as string[],
    });
    expect((await bernard.request.get((await link.getAttribute("href"))!)).status()).toBe(200);
  });

  it("is told what to do when the desk does not answer, and reads on", async () => {
    await bernard.route("**/graphql", (route) => route.abort());
    await bernard.getByRole("button", { name: say("report.period.previous") }).click();
    await bernard.getByText(say("common.problem.unreachable")).first().waitFor();
    await bernard.unroute("**/graphql");
    await bernard
      .getByRole("button", { name: say("common.action.retry") })
      .first()
      .click();
    await bernard.getByText(say("common.problem.unreachable")).waitFor({ state: "hidden" });
  });

  it("freezes it, and has it reproduced to the unit after the desk has worked on", async () => {
    await bernard.goto(addressOf("overview"));
    await isRead(bernard);
    await bernard.getByRole("button", { name: say("report.freeze.button") }).click();
    const dialog = bernard.getByRole("dialog", { name: say("report.freeze.title") });
    await dialog.getByRole("textbox", { name: say("report.freeze.name") }).fill("Arrêté pour le comité");
    await dialog.getByRole("button", { name: say("report.freeze.do") }).click();
    await bernard.getByText(say("report.frozen.outcome.REPRODUCED")).waitFor();
    await dialog.waitFor({ state: "hidden" });
    const frozen = () => number(rowOf(bernard, byApplication(), say("report.column.whole")).getByRole("cell").first());
    const received = await frozen();

    await julie.takes(await julie.records("Le scanner du deuxième étage ne répond plus"));
    await bernard.goto("/reports/frozen");
    await bernard.getByRole("link", { name: "Arrêté pour le comité" }).click();
    await bernard.getByText(say("report.frozen.outcome.REPRODUCED")).waitFor();
    expect(await frozen()).toBe(received);
    await bernard.goto(addressOf("overview"));
    await isRead(bernard);
    expect(await frozen()).toBe(received + 1);
  });

  it("went without an error in any page", () => {
    expect(browser.failures).toEqual([]);
  });
});

async function readLines(stream: Promise<AsyncIterable<Buffer>>): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8").split("\r\n");
}

const readers: [Language, Scheme][] = [
  ["fr", "light"],
  ["en", "dark"],
];

describe.each(readers)("every page of the report, in %s and %s,", (language, scheme) => {
  const words = wordsIn(language);
  let page: Page;

  beforeAll(async () => {
    page = await browser.person("bernard.fournier", { language, scheme });
  });

  it.each(sections)("%s has no barrier", async (section) => {
    await page.goto(addressOf(section, "&within=30"));
    await isRead(page);
    expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).toBe(scheme);
    expect(await violationsOn(page)).toEqual([]);
  });

  it("nor have its tickets, its definitions, what freezes it, and what is frozen", async () => {
    await page.goto(addressOf("overview", "&tickets=handled_resolved"));
    await page
      .getByRole("dialog", { name: words("report.drill.title") })
      .getByRole("row")
      .nth(1)
      .waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: words("report.freeze.button") }).click();
    await page.getByRole("dialog").getByRole("textbox").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    const name = page.getByRole("button", { name: new RegExp(words("report.definition")) }).first();
    await name.click();
    await page.getByRole("dialog").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.goto("/reports/frozen");
    await page.getByRole("link", { name: "Arrêté pour le comité" }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole("link", { name: "Arrêté pour le comité" }).click();
    await page.getByText(words("report.frozen.outcome.REPRODUCED")).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it("goes without an error in any page", async () => {
    await page.context().close();
    expect(browser.failures).toEqual([]);
  });
});

describe("a technician, to whom reports are closed,", () => {
  it("reads their own figures, and finds as many tickets as a figure says", async () => {
    const page = await browser.person("julie.nguyen");
    await page.goto("/reports");
    await page.getByRole("heading", { name: say("report.closed.title") }).waitFor();
    await page.getByRole("button", { name: say("shell.person", { name: "Julie Nguyen" }) }).click();
    await page
      .getByRole("dialog")
      .getByRole("link", { name: say("shell.myFigures") })
      .click();
    await page.getByRole("heading", { level: 1, name: say("report.section.me.title") }).waitFor();
    await page.goto(`/reports/me?period=${period()}`);
    await isRead(page);
    expect(await violationsOn(page)).toEqual([]);
    const figure = page.getByRole("region").getByRole("table").first().getByRole("cell").getByRole("button").first();
    const told = await number(figure);
    expect(told).toBeGreaterThan(0);
    await figure.click();
    expect(await totalOf(page)).toBe(told);
    await page.context().close();
  });
});

describe("figures about persons", () => {
  const persons = async (page: Page) => {
    await page.goto(addressOf("load"));
    await isRead(page);
    return page.getByRole("region", { name: say("report.load.byPerson") });
  };

  it("are shown to a manager once an administrator has switched them on", async () => {
    await (await persons(bernard)).getByText(say("report.load.personsOff")).waitFor();
    const sophie = await browser.person("sophie.renard");
    await sophie.goto("/administration/desk");
    await sophie.getByRole("checkbox", { name: say("administration.desk.personFigures") }).check();
    await sophie.getByRole("button", { name: say("common.action.save") }).click();
    await sophie.getByText(say("administration.saved", { name: say("administration.section.desk") })).waitFor();
    const shown = await persons(bernard);
    await shown.getByRole("rowheader", { name: "Julie Nguyen" }).waitFor();
    await sophie.context().close();
  });
});

describe("a manager on a telephone", () => {
  it.each(["overview", "levels", "service-levels"] as const)("reads %s without moving it sideways", async (section) => {
    await bernard.setViewportSize({ width: 390, height: 844 });
    await bernard.goto(addressOf(section));
    await isRead(bernard);
    expect(await bernard.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
