import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueues, rowOf } from "./acts.js";
import { violationsOn } from "./axe.js";
import { DeskBrowser, mark } from "./browser.js";
import { type Colleague, DemoDesk, type Known } from "./desk.js";
import { eachStepNeedsTheLast } from "./steps.js";
import { wordsIn } from "./words.js";

const say = wordsIn("fr");
const ALWAYS = "Jour et nuit";
const PROMPT = "Questions sur les postes, sans délai";

let desk: DemoDesk;
let browser: DeskBrowser;
let julie: Colleague;

beforeAll(async () => {
  desk = await DemoDesk.open();
  browser = await DeskBrowser.launch(desk);
  julie = await desk.colleague("julie.nguyen");
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const due = (page: Page, subject: string) => rowOf(page, subject).getByRole("gridcell").nth(6);

describe("an administrator", () => {
  let sophie: Page;
  eachStepNeedsTheLast();

  it("makes a calendar that is open day and night, and is shown what is wrong with it at its place", async () => {
    sophie = await browser.person("sophie.renard");
    await sophie.goto("/administration/calendars");
    await sophie.getByRole("link", { name: say("service-level-settings.calendar.new") }).click();
    await sophie.getByRole("textbox", { name: say("service-level-settings.field.name") }).fill(ALWAYS);
    const monday = sophie.getByRole("group", { name: "lundi", exact: true });
    const hours = (place: number) => say("service-level-settings.hours.name", { day: "lundi", place });
    const from = (place: number) => say("service-level-settings.hours.from", { name: hours(place) });
    const to = (place: number) => say("service-level-settings.hours.to", { name: hours(place) });
    await monday.getByLabel(from(2)).fill("11:00");
    await sophie.getByRole("button", { name: say("administration.create") }).click();
    await monday.getByRole("alert").waitFor();

    await monday.getByRole("button", { name: say("service-level-settings.hours.remove", { name: hours(2) }) }).click();
    await monday.getByLabel(from(1)).fill("00:00");
    await monday.getByLabel(to(1)).fill("00:00");
    await monday.getByRole("button", { name: say("service-level-settings.hours.copy", { day: "lundi" }) }).click();
    await sophie.getByRole("menuitem", { name: say("service-level-settings.hours.toEveryDay"), exact: true }).click();
    await sophie.getByRole("button", { name: say("administration.create") }).click();
    await sophie.getByText(say("service-level-settings.version.CURRENT")).waitFor();
    expect(await sophie.getByText("lun.–dim. 00:00–24:00").count()).toBe(1);
  });

  it("promises by it that questions are taken in charge within a minute, and puts that first by keyboard", async () => {
    await sophie.goto("/administration/policies/new");
    await sophie.getByRole("textbox", { name: say("service-level-settings.field.name") }).fill(PROMPT);
    await sophie.getByRole("combobox", { name: say("service-level-settings.field.applications") }).click();
    await sophie.getByRole("option", { name: "Poste de travail" }).click();
    await sophie.keyboard.press("Escape");
    await sophie.getByRole("checkbox", { name: say("common.kind.QUESTION") }).check();
    const taking = sophie.getByRole("group", { name: say("service-levels.target.TAKE_CHARGE") });
    const label = say("service-levels.target.TAKE_CHARGE");
    await taking.getByLabel(say("service-level-settings.duration.hours", { label })).fill("0");
    await taking.getByLabel(say("service-level-settings.duration.minutes", { label })).fill("1");
    await sophie.getByRole("textbox", { name: say("service-level-settings.field.warningPercent") }).fill("5");
    await sophie.getByRole("combobox", { name: say("service-level-settings.field.calendar"), exact: true }).click();
    await sophie.getByRole("option", { name: ALWAYS }).click();
    await sophie.getByRole("button", { name: say("administration.create") }).click();

    const list = sophie.getByRole("list", { name: say("service-level-settings.policies") });
    await list.getByText(PROMPT).waitFor();
    const handle = list.getByRole("button", { name: new RegExp(`^Déplacer ${PROMPT}`) });
    const others = (await list.getByRole("listitem").count()) - 1;
    for (let step = 0; step < others; step += 1) await handle.press("ArrowUp");
    await sophie.getByText(say("service-level-settings.policy.orderChanged")).waitFor();
    await sophie.getByRole("button", { name: say("common.action.save") }).click();
    await sophie.getByText(say("service-level-settings.policy.orderChanged")).waitFor({ state: "hidden" });
    await list.getByRole("listitem").first().getByText(PROMPT).waitFor();
  });

  it("is told when a ticket recorded now would be due, and why", async () => {
    const preview = sophie.getByRole("complementary", { name: say("service-level-settings.preview.title") });
    await preview.getByRole("combobox", { name: say("service-level-settings.preview.kind") }).click();
    await preview.getByRole("option", { name: say("common.kind.QUESTION") }).click();
    await preview.getByRole("combobox", { name: say("service-level-settings.preview.application") }).click();
    await preview.getByRole("option", { name: "Poste de travail" }).click();
    await preview.getByText(`« ${PROMPT} »`).waitFor();
    await preview.getByText(`« ${ALWAYS} »`).waitFor();
    await preview.getByText(/Prise en charge \(1.min\)/).waitFor();
  });

  it("is told it by what is being typed, before it is saved", async () => {
    const label = say("service-levels.target.TAKE_CHARGE");
    const list = sophie.getByRole("list", { name: say("service-level-settings.policies") });
    await list.getByRole("link", { name: PROMPT }).click();
    const minutes = sophie.getByLabel(say("service-level-settings.duration.minutes", { label }));
    await minutes.fill("2");
    const preview = sophie.getByRole("complementary", { name: say("service-level-settings.preview.title") });
    await preview.getByText(say("service-level-settings.preview.draft")).waitFor();
    await preview.getByRole("combobox", { name: say("service-level-settings.preview.kind") }).click();
    await preview.getByRole("option", { name: say("common.kind.QUESTION") }).click();
    await preview.getByRole("combobox", { name: say("service-level-settings.preview.application") }).click();
    await preview.getByRole("option", { name: "Poste de travail" }).click();
    await preview.getByText(/Prise en charge \(2.min\)/).waitFor();
    await minutes.fill("1");
    await preview.getByText(say("service-level-settings.preview.draft")).waitFor({ state: "hidden" });
    await preview.getByText(/Prise en charge \(1.min\)/).waitFor();
  });

  it("changes hours from a date to come, sees that nothing changes until then, and takes it back", async () => {
    await sophie.goto("/administration/calendars");
    await sophie.getByRole("link", { name: ALWAYS }).click();
    const sunday = sophie.getByRole("group", { name: "dimanche", exact: true });
    const name = say("service-level-settings.hours.name", { day: "dimanche", place: 1 });
    await sunday.getByRole("button", { name: say("service-level-settings.hours.remove", { name }) }).click();
    await sophie.getByRole("radio", { name: say("service-level-settings.effective.later") }).check();
    await sophie.getByRole("button", { name: say("common.action.save") }).click();
    await sophie.getByText(say("service-level-settings.effective.required")).waitFor();
    const versions = sophie.getByRole("complementary", { name: say("service-level-settings.version.title") });
    expect(await versions.getByText(say("service-level-settings.version.COMING")).count()).toBe(0);

    await sophie.getByLabel(say("service-level-settings.effective.at")).fill("2099-01-01T08:00");
    await sophie.getByRole("button", { name: say("common.action.save") }).click();
    const coming = versions
      .getByRole("listitem")
      .filter({ hasText: say("service-level-settings.version.COMING") })
      .first();
    await coming.waitFor();
    await coming.getByRole("button", { name: say("service-level-settings.version.withdraw") }).click();
    await versions.getByText(say("service-level-settings.version.WITHDRAWN"), { exact: true }).waitFor();
    expect(await violationsOn(sophie)).toEqual([]);
  });

  it("is shown what a change of the past would do before it is done, and may leave it", async () => {
    await sophie.getByRole("radio", { name: say("service-level-settings.effective.past") }).check();
    await sophie.getByLabel(say("service-level-settings.effective.at")).fill("2020-01-01T08:00");
    await sophie.getByRole("button", { name: say("service-level-settings.recompute.ask") }).click();
    const dialog = sophie.getByRole("dialog", { name: say("service-level-settings.recompute.title") });
    await dialog
      .getByText(/verdict/)
      .first()
      .waitFor();
    expect(await violationsOn(sophie)).toEqual([]);
    await dialog.getByRole("button", { name: say("common.action.cancel") }).click();
    await dialog.waitFor({ state: "hidden" });
    await sophie.goto("/administration/recomputations");
    await sophie.getByText(say("service-level-settings.recompute.none")).waitFor();
  });

  it("is shown the same of a queue's calendar, and finds what was chosen again", async () => {
    await sophie.goto("/administration/calendars");
    const assigned = sophie.getByRole("table", { name: say("service-level-settings.assigned.title") });
    const line = assigned.getByRole("row").nth(2);
    const queue = (await line.getByRole("rowheader").textContent()) ?? "";
    const name = say("service-level-settings.assigned.changeOf", { name: queue });
    await line.getByRole("button", { name }).click();
    const form = sophie.getByRole("dialog", { name });
    await form.getByRole("combobox", { name: say("service-level-settings.calendar.title") }).click();
    await sophie.getByRole("option", { name: ALWAYS }).click();
    await form.getByRole("radio", { name: say("service-level-settings.effective.past") }).check();
    await form.getByLabel(say("service-level-settings.effective.at")).fill("2020-01-01T08:00");
    await form.getByRole("button", { name: say("service-level-settings.recompute.ask") }).click();
    const preview = sophie.getByRole("dialog", { name: say("service-level-settings.recompute.title") });
    await preview
      .getByText(/verdict/)
      .first()
      .waitFor();
    expect(await violationsOn(sophie)).toEqual([]);
    await preview.getByRole("button", { name: say("common.action.cancel") }).click();
    await form.getByRole("radio", { name: say("service-level-settings.effective.past"), checked: true }).waitFor();
    await sophie.context().close();
  });
});

describe("a due time that comes near", () => {
  const FORGOTTEN = "L’imprimante du hall affiche une erreur inconnue";
  const TAKEN = "La souris ne répond plus depuis la mise à jour";
  let claire: Page;
  let taken: Known;
  eachStepNeedsTheLast();

  it("warns a second technician live, in the list, in the rail and by a word, without a reload", async () => {
    claire = await browser.person("claire.martin");
    await openQueues(claire, say);
    const stillThere = await mark(claire);
    await julie.leaves(FORGOTTEN);
    await due(claire, FORGOTTEN).getByText(say("service-levels.row.near")).waitFor();
    const notice = claire.getByRole("status").filter({ hasText: FORGOTTEN });
    await notice.waitFor();
    await notice.getByRole("link", { name: FORGOTTEN }).waitFor();
    const rail = claire.getByRole("navigation", { name: say("queues.rail.title") });
    await rail
      .getByText(/imminente/)
      .first()
      .waitFor({ state: "attached" });
    expect(await stillThere()).toBe(true);
    expect(await violationsOn(claire)).toEqual([]);
  });

  it("is told in one word for several, which can be muted", async () => {
    const notice = claire.getByRole("status").filter({ hasText: FORGOTTEN });
    await notice.getByRole("button", { name: say("service-levels.alarm.mute") }).click();
    await notice.waitFor({ state: "hidden" });
    taken = await julie.leaves(TAKEN);
    await due(claire, TAKEN).getByText(say("service-levels.row.near")).waitFor();
    expect(await claire.getByRole("status").filter({ hasText: TAKEN }).count()).toBe(0);
  });

  it("is met by whoever takes charge; the list then says what is due next", async () => {
    taken = await julie.takes(await julie.reads(taken.number));
    await due(claire, TAKEN).getByText(say("service-levels.row.near")).waitFor({ state: "hidden" });
    await due(claire, TAKEN)
      .getByText(/\d+\s(h|min)/)
      .first()
      .waitFor();
  });

  it("stops with the reason when the ticket waits", async () => {
    taken = await julie.waitsForRequester(taken, "Quel est le modèle de la souris ?");
    const reason = say("service-levels.pause.REQUESTER");
    await due(claire, TAKEN).getByText(say("service-levels.row.pausedFor", { reason })).waitFor();
  });

  it("is accounted for in the ticket: intervals with their reasons, as a picture and as a table", async () => {
    await rowOf(claire, TAKEN).click();
    await claire.getByRole("tab", { name: say("ticket.tab.service-level") }).click();
    const table = claire.getByRole("table", { name: say("service-levels.table.name") });
    await table
      .getByText(say("service-levels.table.paused", { reason: say("service-levels.reason.WAITING_REQUESTER") }))
      .waitFor();
    await table
      .getByText(say("service-levels.table.counted", { reason: say("service-levels.reason.OPEN_HOURS") }))
      .first()
      .waitFor();
    expect(await table.getByText(ALWAYS).count()).toBeGreaterThan(1);
    await claire.getByRole("img", { name: /^Frise de/ }).waitFor();
    await claire.getByText(`« ${PROMPT} »`).first().waitFor();
    const facts = claire.getByRole("complementary", { name: say("ticket.facts.title") });
    await facts.getByText(say("service-levels.mark.met")).waitFor();
    await facts.getByText(say("service-levels.mark.paused")).waitFor();
    expect(await violationsOn(claire)).toEqual([]);
  });

  it("is found by the filter, sorted by what is due first, and shown as missed once it has passed", async () => {
    await claire.goto("/desk?service-level=MISSED%2CIMMINENT&sort=next_breach-asc");
    await due(claire, FORGOTTEN).waitFor();
    const header = claire.getByRole("columnheader", { name: say("queues.column.due") });
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await due(claire, FORGOTTEN)
      .getByText(/^Dépassé/)
      .waitFor({ timeout: 75_000 });
    await claire.context().close();
  });
});

describe("the wall", () => {
  const number = (page: Page, of: string) => page.locator(`[data-of="${of}"] dd`);

  it("changes live with the desk, and says when it is not live any more", async () => {
    const wall = await browser.person("claire.martin");
    await wall.goto("/wall");
    await number(wall, "open").waitFor();
    const stillThere = await mark(wall);
    const before = Number(await number(wall, "open").textContent());
    const received = Number(await number(wall, "received").textContent());
    await julie.leaves("Compté sur le mur");
    await number(wall, "open")
      .filter({ hasText: String(before + 1) })
      .waitFor();
    await number(wall, "received")
      .filter({ hasText: String(received + 1) })
      .waitFor();
    await wall
      .getByRole("region", { name: say("wall.nextBreaches") })
      .getByText("Compté sur le mur")
      .waitFor();
    expect(await violationsOn(wall)).toEqual([]);

    await desk.server.kill();
    const warning = wall.getByText(/^Pas en direct depuis/);
    await warning.waitFor();
    await desk.server.restart();
    await warning.waitFor({ state: "hidden" });
    await julie.leaves("Compté après la panne");
    await number(wall, "open")
      .filter({ hasText: String(before + 2) })
      .waitFor();
    expect(await stillThere()).toBe(true);
    await wall.context().close();
  });

  it("went without an error in any page", () => {
    expect(browser.failures).toEqual([]);
  });
});
