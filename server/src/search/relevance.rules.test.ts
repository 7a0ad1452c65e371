import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuery } from "./query.rules.js";
import { excerpt, holdsAll, relevance } from "./relevance.rules.js";
import { frequenciesOf } from "./word-statistics.js";

const counts = new Map([
  ["imprimante", 50],
  ["ne", 90],
  ["repond", 40],
  ["spouleur", 1],
]);
const frequencies = frequenciesOf(counts, 100, 1_000);
const score = (text: string, title: string, body: string) =>
  relevance(readQuery(text), { title, text: body }, frequencies);

describe("relevance", () => {
  it.each<[string, number, number]>([
    [
      "more words of the question",
      score("imprimante spouleur ", "", "imprimante spouleur"),
      score("imprimante spouleur ", "", "spouleur"),
    ],
    [
      "the rarer of two words",
      score("imprimante spouleur ", "", "spouleur"),
      score("imprimante spouleur ", "", "imprimante"),
    ],
    ["a word in the title", score("spouleur ", "Spouleur arrêté", ""), score("spouleur ", "", "Spouleur arrêté")],
    [
      "a short text over a long one",
      score("spouleur ", "", "spouleur"),
      score("spouleur ", "", `spouleur ${"autre chose ".repeat(300)}`),
    ],
    [
      "a word that begins as the unfinished one",
      score("imprimante spou", "", "imprimante spouleur"),
      score("imprimante spou", "", "imprimante"),
    ],
    ["a finished word over its beginning", score("spouleur ", "", "spouleur"), score("spouleur ", "", "spouleurs")],
  ])("is higher for %s", (_, higher, lower) => {
    expect(higher).toBeGreaterThan(lower);
  });

  it("stays between 0 and 1, whatever the texts", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (question, title, body) => {
        const value = score(question, title, body);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a pattern's find", () => {
  it.each([
    ["pc ", "Le PC du bureau", true],
    ["pc ", "La capacité", false],
    ["ca", "La capacité", true],
    ["pc n2 ", "PC de niveau N2", true],
    ["pc n2 ", "PC de niveau N1", false],
  ])("%j in %j: %s", (text, body, expected) => {
    expect(holdsAll(readQuery(text), { title: "", text: body })).toBe(expected);
  });
});

describe("an excerpt", () => {
  const filler = "Bonjour, je vous écris au sujet d’une panne qui dure depuis longtemps. ".repeat(8);

  it("is a short text, on one line", () => {
    expect(excerpt(readQuery("panne"), "Une panne\n\nde  réseau")).toBe("Une panne de réseau");
  });

  it("shows where the words stand together, in whole words", () => {
    const shown = excerpt(readQuery("spouleur arrete "), `${filler}Le spouleur s’est arrêté ce matin. ${filler}`);
    expect(shown).toContain("Le spouleur s’est arrêté ce matin.");
    expect(shown.startsWith("…")).toBe(true);
    expect(shown.endsWith("…")).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(182);
  });

  it("starts at the beginning when the words stand in the title only", () => {
    expect(excerpt(readQuery("absent "), filler).startsWith("Bonjour, je vous écris")).toBe(true);
  });
});

describe("frequencies from a sample", () => {
  it("are scaled to all rows, by word and by prefix", () => {
    expect(frequencies.hits("imprimante")).toBe(500);
    expect(frequencies.hits("absent")).toBe(0);
    expect(frequencies.hitsOfPrefix("sp")).toBe(10);
    expect(frequencies.hitsOfPrefix("zz")).toBe(0);
    expect(frequencies.hitsOfPrefix("")).toBe(1_000);
  });
});
