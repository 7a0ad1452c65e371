import type { Locator, Page } from "playwright-core";
import type { wordsIn } from "./words.js";

type Say = ReturnType<typeof wordsIn>;

/** The row of a ticket in the list on screen. */
export function rowOf(page: Page, subject: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name: subject, exact: true }) });
}

/** Opens the list of one's own queues, and waits until it is there and live. */
export async function openQueues(page: Page, say: Say): Promise<void> {
  await page.goto("/desk");
  await page.getByRole("grid").getByRole("row").nth(1).waitFor();
  await isLive(page, say);
}

/** Waits until the screen says that it is live. */
export async function isLive(page: Page, say: Say): Promise<void> {
  await lineState(page, say)
    .filter({ hasText: say("shell.line.live.word") })
    .waitFor();
}

export function lineState(page: Page, say: Say): Locator {
  return page.getByRole("status", { name: say("shell.line.title") });
}

/** Waits until the open ticket is in this state, as its facts say. */
export async function isInState(page: Page, say: Say, state: string): Promise<void> {
  const facts = page.getByRole("complementary", { name: say("ticket.facts.title") });
  await facts
    .getByRole("definition")
    .filter({ hasText: say(`common.state.${state}`) })
    .first()
    .waitFor();
}

/** Begins an act of the open ticket by its button. */
export async function begin(page: Page, say: Say, act: string): Promise<void> {
  const name = say(`ticket.act.${act}`);
  await page
    .getByRole("toolbar", { name: say("ticket.acts.title") })
    .getByRole("button", { name, exact: true })
    .click();
}

/** The dialog of an act. */
export function dialogOf(page: Page, say: Say, act: string): Locator {
  return page.getByRole("dialog", { name: say(`ticket.act.${act}`) });
}
