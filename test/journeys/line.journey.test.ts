import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../live/harness/until.js";
import { isLive, lineState, openQueues, rowOf } from "./acts.js";
import { DeskBrowser, mark } from "./browser.js";
import { type Colleague, DemoDesk } from "./desk.js";
import { Gate } from "./gate.js";
import { wordsIn } from "./words.js";

const say = wordsIn("fr");

let desk: DemoDesk;
let gate: Gate;
let browser: DeskBrowser;
let julie: Colleague;

beforeAll(async () => {
  desk = await DemoDesk.open();
  gate = await Gate.before(() => desk.server.port);
  browser = await DeskBrowser.launch(desk);
  julie = await desk.colleague("julie.nguyen");
});

afterAll(async () => {
  await browser?.close();
  await gate?.shut();
  await desk?.stop();
});

/** The words across the page that say since when it may be wrong. */
const warning = (page: Page, state: "offline" | "silent" | "refused") =>
  page.getByText(say(`shell.line.${state}.bar`, { since: "§" }).split("§")[0]!);
const upToDate = (page: Page) => page.getByRole("status").filter({ hasText: say("shell.caughtUp.title") });

describe("a lost connection", () => {
  it("is said while it lasts; then what was missed comes by itself, and that is said too", async () => {
    const claire = await browser.person("claire.martin", { url: gate.url });
    await openQueues(claire, say);
    const stillThere = await mark(claire);
    const leaving = await julie.records("Parti pendant la coupure");
    await rowOf(claire, "Parti pendant la coupure").waitFor();

    const cut = Date.now();
    await gate.shut();
    await lineState(claire, say)
      .filter({ hasText: say("shell.line.offline.word") })
      .waitFor();
    await warning(claire, "offline").waitFor();
    await julie.records("Arrivé pendant la coupure");
    await julie.escalates(leaving, "Pendant la coupure.");
    expect(await rowOf(claire, "Arrivé pendant la coupure").count()).toBe(0);

    // Of a shorter break no word is said.
    await until("the break is worth a word", () => Date.now() - cut > 2_000);
    // The word goes by itself: it is waited for from the beginning.
    const told = upToDate(claire).waitFor();
    await gate.open();
    await rowOf(claire, "Arrivé pendant la coupure").waitFor();
    await rowOf(claire, "Parti pendant la coupure").waitFor({ state: "hidden" });
    await isLive(claire, say);
    await warning(claire, "offline").waitFor({ state: "hidden" });
    await told;
    expect(await stillThere()).toBe(true);
    await claire.context().close();
  });

  it("is said as well when the network only falls silent", async () => {
    const claire = await browser.person("claire.martin", { url: gate.url });
    await openQueues(claire, say);
    const stillThere = await mark(claire);
    gate.fallSilent();
    const since = Date.now();
    await warning(claire, "silent").or(warning(claire, "offline")).waitFor({ timeout: 20_000 });
    console.log(`silence: said after ${((Date.now() - since) / 1000).toFixed(1)} s`);
    await julie.records("Arrivé pendant le silence");
    gate.speak();
    await rowOf(claire, "Arrivé pendant le silence").waitFor();
    await isLive(claire, say);
    expect(await stillThere()).toBe(true);
    await claire.context().close();
  });
});

describe("a server that is killed", () => {
  it("loses no written word; what is sent in vain is sent again by one key, once", async () => {
    const ticket = await julie.records("Envoyé pendant la panne");
    const claire = await browser.person("claire.martin");
    await claire.goto(`/tickets/${ticket.number}`);
    await isLive(claire, say);
    const stillThere = await mark(claire);
    const reply = claire.getByRole("textbox", { name: say("ticket.composer.reply") });
    await reply.fill("Votre matériel est commandé.");

    await desk.server.kill();
    await lineState(claire, say)
      .filter({ hasText: say("shell.line.offline.word") })
      .waitFor();
    await reply.press("Control+Enter");
    await claire.getByText(say("common.problem.unreachable")).waitFor();
    expect(await reply.inputValue()).toBe("Votre matériel est commandé.");

    await desk.server.restart();
    await isLive(claire, say);
    await claire.getByRole("button", { name: say("common.action.retry") }).click();
    const sent = claire.getByRole("article").filter({ hasText: "Votre matériel est commandé." });
    await sent.waitFor();
    expect(await sent.count()).toBe(1);
    expect(await reply.inputValue()).toBe("");
    expect(await stillThere()).toBe(true);
    await claire.context().close();
  });

  it("is told to who wants to sign in, who then can", async () => {
    const stranger = await browser.stranger();
    await stranger.goto("/sign-in");
    await stranger.getByRole("textbox", { name: say("session.login") }).fill("claire.martin");
    await stranger.getByLabel(say("session.password"), { exact: true }).fill("guichet-demo");
    await desk.server.kill();
    const button = stranger.getByRole("button", { name: say("session.signIn") });
    await button.click();
    await stranger.getByText(say("session.unreachableWhy")).waitFor();
    await desk.server.restart();
    await button.click();
    await stranger.getByRole("grid").waitFor();
    await stranger.context().close();
  });
});

describe("a session that ends elsewhere", () => {
  it("leads to the door at once, and back to what was being written", async () => {
    const ticket = await julie.records("En cours d’écriture à la fin de la session");
    const claire = await browser.person("claire.martin");
    await claire.goto(`/tickets/${ticket.number}`);
    await isLive(claire, say);
    const reply = claire.getByRole("textbox", { name: say("ticket.composer.reply") });
    await reply.fill("Je vous rappelle à");
    const session = (await claire.context().cookies()).find(({ name }) => name === "guichet")!;
    await fetch(`${desk.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `guichet=${session.value}` },
      body: JSON.stringify({ query: "mutation { signOut }" }),
    });
    await claire.getByRole("textbox", { name: say("session.login") }).fill("claire.martin");
    await claire.getByLabel(say("session.password"), { exact: true }).fill("guichet-demo");
    await claire.keyboard.press("Enter");
    await claire.getByRole("heading", { level: 1, name: "En cours d’écriture à la fin de la session" }).waitFor();
    expect(await reply.inputValue()).toBe("Je vous rappelle à");
    await claire.context().close();
  });

  it("went without an error in any page", () => {
    expect(browser.failures).toEqual([]);
  });
});
