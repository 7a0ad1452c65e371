import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../live/harness/until.js";
import { begin, dialogOf, isInState, openQueues, rowOf } from "./acts.js";
import { DeskBrowser } from "./browser.js";
import { type Colleague, DemoDesk, type Known } from "./desk.js";
import { eachStepNeedsTheLast } from "./steps.js";
import { wordsIn } from "./words.js";

const say = wordsIn("fr");

let desk: DemoDesk;
let browser: DeskBrowser;
let claire: Page;
let mehdi: Page;
let julie: Colleague;

beforeAll(async () => {
  desk = await DemoDesk.open();
  browser = await DeskBrowser.launch(desk);
  [claire, mehdi, julie] = await Promise.all([
    browser.person("claire.martin"),
    browser.person("mehdi.benali"),
    desk.colleague("julie.nguyen"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

describe("two technicians on one ticket", () => {
  const SUBJECT = "L’écran de droite reste noir après la veille";
  let ticket: Known;
  eachStepNeedsTheLast();

  const here = (page: Page, name: string) => page.getByRole("status").filter({ hasText: name });

  it("see each other in the ticket, and are seen in the list", async () => {
    ticket = await julie.records(SUBJECT);
    await openQueues(mehdi, say);
    await claire.goto(`/tickets/${ticket.number}`);
    await rowOf(mehdi, SUBJECT)
      .getByText(say("queues.presence.viewing", { name: "Claire Martin" }))
      .waitFor();
    await rowOf(mehdi, SUBJECT).click();
    await here(mehdi, "Claire Martin est ici aussi").waitFor();
    await here(claire, "Mehdi Benali est ici aussi").waitFor();
  });

  it("see that the other writes, and no longer once they have left", async () => {
    await claire.getByRole("textbox", { name: say("ticket.composer.reply") }).pressSequentially("Bonj");
    await here(mehdi, "Claire Martin écrit…").waitFor();
    await claire.getByRole("textbox", { name: say("ticket.composer.reply") }).fill("");
    const passer = await browser.person("julie.nguyen");
    await passer.goto(`/tickets/${ticket.number}`);
    await here(mehdi, "Julie Nguyen").waitFor();
    await passer.close();
    await here(mehdi, "Julie Nguyen").waitFor({ state: "hidden" });
  });

  it("are stopped from acting on what they have not seen: shown what they missed, they may do it anyway", async () => {
    await begin(mehdi, say, "ESCALATE");
    const dialog = dialogOf(mehdi, say, "ESCALATE");
    await dialog.getByRole("radio", { checked: true }).waitFor();
    await dialog.getByRole("textbox", { name: say("ticket.field.reason") }).fill("Carte graphique à remplacer.");
    await julie.notes(ticket, "Il a été débranché ce matin pendant le ménage.");

    await dialog.getByRole("button", { name: /^Escalader vers/ }).click();
    const missed = dialog.getByRole("alert", { name: say("ticket.missed.title") });
    await missed.getByText("Julie Nguyen").waitFor();
    await missed.getByText("Il a été débranché ce matin pendant le ménage.").waitFor();
    expect((await julie.reads(ticket.number)).queue.team.code).toBe("ACCUEIL");

    await missed.getByRole("button", { name: say("ticket.missed.anyway") }).click();
    await dialog.waitFor({ state: "hidden" });
    expect((await julie.reads(ticket.number)).queue.team.code).toBe("POSTE");
  });

  it("learn while they write that something has happened, and before it is sent at the latest", async () => {
    const other = await julie.records("La station d’accueil ne charge plus le portable");
    await claire.goto(`/tickets/${other.number}`);
    await mehdi.goto(`/tickets/${other.number}`);
    await claire.getByText(say("ticket.composer.note"), { exact: true }).click();
    const note = claire.getByRole("textbox", { name: say("ticket.composer.note") });
    await note.fill("Câble d’alimentation essayé : sans effet.");

    await begin(mehdi, say, "TAKE");
    await isInState(mehdi, say, "IN_PROGRESS");
    const told = claire.getByRole("status", { name: "Un changement depuis que vous écrivez" });
    await told.getByText(`Mehdi Benali ${say("ticket.event.TAKEN")}`).waitFor();

    await note.press("Control+Enter");
    const missed = claire.getByRole("alert", { name: say("ticket.missed.title") });
    await missed.getByText(`Mehdi Benali ${say("ticket.event.TAKEN")}`).waitFor();
    await note.press("Control+Enter");
    await claire.getByRole("article").filter({ hasText: "Câble d’alimentation essayé" }).waitFor();
    await mehdi.getByRole("article").filter({ hasText: "Câble d’alimentation essayé" }).waitFor();
    expect(await note.inputValue()).toBe("");
  });

  it("see one of two acts of the same moment win, and the other told so", async () => {
    const contested = await julie.records("Le portable s’éteint dès qu’on le débranche");
    for (const page of [claire, mehdi]) {
      await page.goto(`/tickets/${contested.number}`);
      await begin(page, say, "RESOLVE");
      const solution = dialogOf(page, say, "RESOLVE").getByRole("textbox", { name: say("ticket.resolve.solution") });
      await solution.fill("Batterie remplacée.");
    }
    const submit = (page: Page) =>
      dialogOf(page, say, "RESOLVE")
        .getByRole("button", { name: say("ticket.act.RESOLVE") })
        .click();
    await Promise.all([submit(claire), submit(mehdi)]);
    const stopped = (page: Page) => page.getByRole("alert", { name: say("ticket.missed.title") });
    await until(
      "one of them is stopped",
      async () => (await stopped(claire).count()) + (await stopped(mehdi).count()) === 1,
    );
    const loser = (await stopped(claire).count()) === 1 ? claire : mehdi;
    await stopped(loser).getByText(say("ticket.event.RESOLVED")).waitFor();
    expect(await julie.reads(contested.number)).toMatchObject({ state: "RESOLVED" });
  });
});

describe("rows under the pointer", () => {
  const numbers = (page: Page) =>
    page.getByRole("row").evaluateAll((rows) => {
      const shown = rows.map((row) => ({ number: row.getAttribute("data-number"), y: row.getBoundingClientRect().y }));
      return shown.filter(({ number }) => number !== null).sort((one, other) => one.y - other.y);
    });
  const bar = (page: Page) => page.getByRole("button", { name: /nouveau|changement/ });

  it("stay where they are while others arrive and leave, and settle when asked", async () => {
    const leaving = await julie.records("Un ticket qui va partir");
    await claire.goto("/desk?sort=number-desc");
    await rowOf(claire, "Un ticket qui va partir").waitFor();
    await claire.getByRole("row").nth(4).hover();
    const before = await numbers(claire);
    expect(before[0]?.number).toBe(String(leaving.number));

    const arriving = await julie.records("Un ticket qui vient d’arriver");
    await bar(claire).filter({ hasText: "1 nouveau" }).waitFor();
    await julie.escalates(leaving, "Il part.");
    await rowOf(claire, "Un ticket qui va partir").getByText(say("queues.gone")).waitFor();
    expect(await numbers(claire)).toEqual(before);
    expect(await rowOf(claire, "Un ticket qui vient d’arriver").count()).toBe(0);

    await claire.keyboard.press(".");
    await rowOf(claire, "Un ticket qui vient d’arriver").waitFor();
    await rowOf(claire, "Un ticket qui va partir").waitFor({ state: "hidden" });
    expect((await numbers(claire))[0]?.number).toBe(String(arriving.number));
    expect(await bar(claire).count()).toBe(0);
  });

  it("settle by themselves once the pointer has gone", async () => {
    await claire.getByRole("row").nth(4).hover();
    const before = await numbers(claire);
    const arriving = await julie.records("Encore un qui arrive");
    await bar(claire).filter({ hasText: "1 nouveau" }).waitFor();
    expect(await numbers(claire)).toEqual(before);
    await claire.mouse.move(5, 5);
    await rowOf(claire, "Encore un qui arrive").waitFor();
    expect((await numbers(claire))[0]?.number).toBe(String(arriving.number));
  });

  it("stay under the keyboard's focus as well", async () => {
    await claire.keyboard.press("j");
    await claire.keyboard.press("j");
    const focused = () => claire.evaluate(() => document.activeElement?.getAttribute("data-number"));
    const number = await focused();
    const before = await numbers(claire);
    await julie.records("Arrivé pendant qu’on lit");
    await bar(claire).filter({ hasText: "1 nouveau" }).waitFor();
    expect(await numbers(claire)).toEqual(before);
    expect(await focused()).toBe(number);
    await claire.keyboard.press(".");
    await rowOf(claire, "Arrivé pendant qu’on lit").waitFor();
    expect(await focused()).toBe(number);
  });

  it("went without an error in any page", () => {
    expect(browser.failures).toEqual([]);
  });
});
