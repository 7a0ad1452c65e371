import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../messages/", import.meta.url);
const features = readdirSync(new URL("en/", folder)).sort();

type Messages = { [key: string]: string | Messages };

function read(language: string, feature: string): Messages {
  return JSON.parse(readFileSync(new URL(`${language}/${feature}`, folder), "utf8")) as Messages;
}

function flatten(messages: Messages, prefix = ""): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

const argumentsOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();
const tagsOf = (text: string) => [...new Set([...text.matchAll(/<(\w+)>/g)].map((match) => match[1]))].sort();

test("both languages have the same message files", () => {
  expect(readdirSync(new URL("fr/", folder)).sort()).toEqual(features);
});

test.each(features)("%s says the same things in French and in English", (feature) => {
  const english = new Map(flatten(read("en", feature)));
  const french = new Map(flatten(read("fr", feature)));
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of english) {
    expect([key, argumentsOf(french.get(key) ?? "")]).toEqual([key, argumentsOf(text)]);
    expect([key, tagsOf(french.get(key) ?? "")]).toEqual([key, tagsOf(text)]);
  }
});

test.each(features)("%s keeps French punctuation on its line and apostrophes round", (feature) => {
  for (const [key, text] of flatten(read("fr", feature))) {
    expect([key, /\S [:;!?»%]|« /u.test(text)]).toEqual([key, false]);
    // A number keeps its unit: "12 min", "{count} fois", "n° 3".
    expect([key, /\} (?:min|h|s|j|ms|fois)(?!\p{L})|[Nn]° /u.test(text)]).toEqual([key, false]);
    expect([key, /\p{L}'\p{L}/u.test(text)]).toEqual([key, false]);
  }
});
