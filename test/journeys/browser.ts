import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { DemoDesk } from "./desk.js";

export type Language = "fr" | "en";
export type Scheme = "light" | "dark";

interface Reader {
  language?: Language;
  scheme?: Scheme;
  /** Another address of the desk: a proxy before it. */
  url?: string;
}

/** A browser on the desk; what goes wrong in its pages is kept, and fails the test that looks. */
export class DeskBrowser {
  readonly failures: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly desk: DemoDesk,
  ) {}

  static async launch(desk: DemoDesk): Promise<DeskBrowser> {
    const browser = await chromium.launch({
      executablePath: await chromiumPath(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-prefers-reduced-motion"],
    });
    return new DeskBrowser(browser, desk);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** A window of somebody who has not signed in. */
  async stranger({ language = "fr", scheme = "light", url = this.desk.url }: Reader = {}): Promise<Page> {
    const context = await this.open(language, scheme, url);
    return this.window(context, "a stranger");
  }

  /** A window of their own for somebody who has signed in. */
  async person(login: string, { language = "fr", scheme = "light", url = this.desk.url }: Reader = {}): Promise<Page> {
    const context = await this.open(language, scheme, url);
    await context.addCookies([{ name: "guichet", value: await this.desk.signIn(login), url, httpOnly: true }]);
    return this.window(context, login);
  }

  private async open(language: Language, scheme: Scheme, baseURL: string): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL,
      locale: language === "fr" ? "fr-FR" : "en-GB",
      timezoneId: "Europe/Paris",
      colorScheme: scheme,
      reducedMotion: "reduce",
      // High enough that the lists of these tests are on screen from end to end.
      viewport: { width: 1440, height: 1600 },
    });
    context.setDefaultTimeout(45_000);
    return context;
  }

  private async window(context: BrowserContext, whose: string): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => this.failures.push(`${whose}: ${error.message}`));
    return page;
  }
}

/** The browser that `npm test` found, or finds one itself when a test is run alone. */
async function chromiumPath(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const script = new URL("../../scripts/browser.mjs", import.meta.url).href;
  const { findBrowser } = (await import(script)) as { findBrowser(): Promise<string> };
  process.env.CHROMIUM_PATH = await findBrowser();
  return process.env.CHROMIUM_PATH;
}

/** Marks a page, so that it shows whether it has been loaded anew since. */
export async function mark(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    document.documentElement.dataset.marked = "yes";
  });
  return () => page.evaluate(() => document.documentElement.dataset.marked === "yes");
}
