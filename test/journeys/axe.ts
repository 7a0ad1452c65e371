import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}

declare global {
  interface Window {
    axe: { run(options: object): Promise<AxeResult> };
  }
}

/** What axe has against the page as it stands, once it is read and nothing on it moves any more. */
export async function violationsOn(page: Page): Promise<string[]> {
  // What is being read anew is faded, and says so.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
  });
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    window.axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => {
      const why = failureSummary?.split("\n").slice(1, 2).join("").trim();
      return `${id}: ${help} at ${target.join(" ")} (${why})`;
    }),
  );
}
