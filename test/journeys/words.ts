import { readFileSync } from "node:fs";
import type { Language } from "./browser.js";

interface Catalog {
  [key: string]: string | Catalog;
}

const catalogs = new Map<string, Catalog>();

/**
 * The words of the screens: `say("ticket.act.TAKE")`, with `{values}` put in. A message that counts has no one wording,
 * and is asked for as a pattern.
 */
export function wordsIn(language: Language): (key: string, values?: Record<string, string | number>) => string {
  return (key, values = {}) => {
    const [file, ...path] = key.split(".");
    let found: string | Catalog | undefined = catalog(language, file!);
    for (const step of path) found = typeof found === "object" ? found[step] : undefined;
    if (typeof found !== "string") throw new Error(`There are no words for ${key} in ${language}`);
    const said = found.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
    if (said.includes("{")) throw new Error(`${key} wants more than ${Object.keys(values)}: ${said}`);
    return said;
  };
}

function catalog(language: Language, file: string): Catalog {
  const key = `${language}/${file}`;
  if (!catalogs.has(key)) {
    const text = readFileSync(new URL(`../../console/messages/${key}.json`, import.meta.url), "utf8");
    catalogs.set(key, JSON.parse(text) as Catalog);
  }
  return catalogs.get(key)!;
}
