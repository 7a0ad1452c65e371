import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../live/harness/until.js";
import { dialogOf, isInState, openQueues, rowOf } from "./acts.js";
import { DeskBrowser } from "./browser.js";
import { type Colleague, DemoDesk, type Known } from "./desk.js";
import { wordsIn } from "./words.js";

const say = wordsIn("fr");

let desk: DemoDesk;
let browser: DeskBrowser;
let claire: Page;
let julie: Colleague;

beforeAll(async () => {
  desk = await DemoDesk.open();
  browser = await DeskBrowser.launch(desk);
  [claire, julie] = await Promise.all([browser.person("claire.martin"), desk.colleague("julie.nguyen")]);
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** What has the focus, as somebody who does not see the screen is told. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.labels?.[0]?.textContent ?? element?.getAttribute("aria-label") ?? null;
    return { number: element?.getAttribute("data-number") ?? null, label };
  });

describe("an express call, without a mouse", () => {
  it("is solved and closed in under thirty seconds and few keys", async () => {
    await openQueues(claire, say);
    let keys = 0;
    const press = async (key: string) => {
      keys++;
      await claire.keyboard.press(key);
    };
    const began = Date.now();
    await press("Shift+C");
    await until(
      "the caller's field has the focus",
      async () => (await focused(claire)).label === say("call.field.caller"),
    );
    await claire.keyboard.type("Blanc");
    await claire.getByRole("option", { name: "Catherine Blanc" }).waitFor();
    await press("ArrowDown");
    await press("Enter");
    await claire.getByRole("heading", { name: "Catherine Blanc" }).waitFor();
    await press("Tab");
    await claire.keyboard.type("Le pavé tactile ne réagit plus");
    await press("Tab");
    await claire.keyboard.type("Poste");
    await claire.getByRole("option", { name: "Poste de travail" }).waitFor();
    await press("Enter");
    await press("Tab");
    await press("Tab");
    await claire.keyboard.type("Réactivé par Fn+F7.");
    await press("Control+Enter");
    const said = claire.getByRole("status").filter({ hasText: "enregistré, résolu et clos" });
    await said.waitFor();
    const took = (Date.now() - began) / 1000;
    console.log(`express call: ${keys} keys beside the words, ${took.toFixed(1)} s`);
    expect(keys).toBeLessThanOrEqual(10);
    expect(took).toBeLessThan(30);

    const number = Number(/Ticket (\d+)/.exec((await said.textContent())!)![1]);
    expect(await julie.reads(number)).toMatchObject({ state: "CLOSED" });
    // Ready for the next call.
    await until(
      "the caller's field has the focus",
      async () => (await focused(claire)).label === say("call.field.caller"),
    );
    expect(await claire.getByRole("textbox", { name: say("call.field.subject") }).inputValue()).toBe("");
  });

  it("says what is missing, where it is missing, and loses nothing", async () => {
    await claire.getByRole("textbox", { name: say("call.field.subject") }).fill("Pas de son");
    await claire.keyboard.press("Control+Enter");
    await claire.getByText(say("call.missing.caller")).waitFor();
    await claire.reload();
    const subject = claire.getByRole("textbox", { name: say("call.field.subject") });
    await subject.waitFor();
    expect(await subject.inputValue()).toBe("Pas de son");
  });
});

describe("a list, without a mouse", () => {
  let tickets: Known[];

  beforeAll(async () => {
    tickets = [];
    for (const subject of ["Premier au clavier", "Deuxième au clavier", "Troisième au clavier"]) {
      tickets.push(await julie.records(subject));
    }
    await claire.goto("/desk?sort=number-desc");
    await rowOf(claire, "Troisième au clavier").waitFor();
  });

  const at = (which: number) => String(tickets[which]!.number);

  it("is walked by j and k, and opened by Enter; u leads back", async () => {
    await claire.keyboard.press("j");
    expect((await focused(claire)).number).toBe(at(2));
    await claire.keyboard.press("j");
    await claire.keyboard.press("j");
    expect((await focused(claire)).number).toBe(at(0));
    await claire.keyboard.press("k");
    expect((await focused(claire)).number).toBe(at(1));
    await claire.keyboard.press("Enter");
    await claire.getByRole("heading", { level: 1, name: "Deuxième au clavier" }).waitFor();
    await claire.keyboard.press("j");
    await claire.getByRole("heading", { level: 1, name: "Premier au clavier" }).waitFor();
    await claire.keyboard.press("u");
    await rowOf(claire, "Troisième au clavier").waitFor();
  });

  it("takes the ticket under the focus by t", async () => {
    await claire.keyboard.press("j");
    await claire.keyboard.press("t");
    await claire.getByText(say("queues.taken", { number: at(2) })).waitFor();
    expect(await julie.reads(tickets[2]!.number)).toMatchObject({ state: "IN_PROGRESS" });
  });

  it("begins to escalate, to note and to answer by e, n and r, the field ready to write in", async () => {
    await rowOf(claire, "Deuxième au clavier").focus();
    await claire.keyboard.press("e");
    const dialog = dialogOf(claire, say, "ESCALATE");
    await dialog.getByRole("radio", { checked: true }).waitFor();
    await dialog
      .getByRole("textbox", { name: say("ticket.field.reason") })
      .and(claire.locator(":focus"))
      .waitFor();
    await claire.keyboard.type("Vu au clavier.");
    await claire.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "hidden" });
    expect((await julie.reads(tickets[1]!.number)).queue.team.code).toBe("POSTE");

    for (const [key, field, word] of [
      ["n", say("ticket.composer.note"), "Note au clavier."],
      ["r", say("ticket.composer.reply"), "Réponse au clavier."],
    ] as const) {
      await claire.goto("/desk?sort=number-desc");
      await rowOf(claire, "Premier au clavier").focus();
      await claire.keyboard.press(key);
      await claire.getByRole("textbox", { name: field }).and(claire.locator(":focus")).waitFor();
      await claire.keyboard.type(word);
      await claire.keyboard.press("Control+Enter");
      await claire.getByRole("article").filter({ hasText: word }).waitFor();
    }
    await isInState(claire, say, "OPEN");
  });
});

describe("the help", () => {
  const help = () => claire.getByRole("dialog", { name: say("common.shortcuts.title") });

  it("says by ? what the keys do here", async () => {
    await claire.goto("/desk?sort=number-desc");
    await rowOf(claire, "Premier au clavier").waitFor();
    await claire.keyboard.press("?");
    for (const key of ["next", "take", "escalate", "reply", "note"]) {
      await help()
        .getByRole("term")
        .filter({ hasText: say(`queues.key.${key}`) })
        .first()
        .waitFor();
    }
    await claire.keyboard.press("Escape");
    await help().waitFor({ state: "hidden" });
  });

  it("turns single keys off, for those who dictate; keys with Ctrl stay", async () => {
    await claire.getByRole("button", { name: say("shell.shortcut.help") }).click();
    await help().getByRole("switch").click({ force: true });
    await claire.keyboard.press("Escape");
    await help().waitFor({ state: "hidden" });
    const address = claire.url();
    const row = rowOf(claire, "Premier au clavier");
    await row.focus();
    for (const key of ["j", "t", "e", "?"]) await claire.keyboard.press(key);
    expect(await row.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(claire.url()).toBe(address);
    expect(await help().count()).toBe(0);
    await claire.keyboard.press("Control+k");
    await claire.getByRole("dialog").getByPlaceholder(say("search.placeholder")).waitFor();
    await claire.keyboard.press("Escape");
    await claire.reload();
    await row.waitFor();
    await row.focus();
    await claire.keyboard.press("j");
    expect(await row.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("went without an error in any page", () => {
    expect(browser.failures).toEqual([]);
  });
});
