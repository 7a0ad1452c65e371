import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affordable, allOf, anyOf, type Frequencies, isIndexed, readQuery } from "./query.rules.js";

describe("what was typed", () => {
  it.each<[string, ReturnType<typeof readQuery>]>([
    ["1234", { number: 1234, reference: "1234", words: ["1234"], unfinished: "1234" }],
    ["#1234", { number: 1234, reference: "#1234", words: ["1234"], unfinished: "1234" }],
    ["# 0012 ", { number: 12, reference: null, words: ["0012"], unfinished: null }],
    ["0", { number: null, reference: null, words: ["0"], unfinished: "0" }],
    ["99999999999", { number: null, reference: "99999999999", words: ["99999999999"], unfinished: "99999999999" }],
    ["INC0012345", { number: null, reference: "INC0012345", words: ["inc0012345"], unfinished: "inc0012345" }],
    ["Réseau coupé ", { number: null, reference: null, words: ["reseau", "coupe"], unfinished: null }],
    ["réseau cou", { number: null, reference: null, words: ["reseau", "cou"], unfinished: "cou" }],
    ["l’imprimante", { number: null, reference: null, words: ["l", "imprimante"], unfinished: "imprimante" }],
    ["mot mot MOT", { number: null, reference: null, words: ["mot"], unfinished: "mot" }],
    ["", { number: null, reference: null, words: [], unfinished: null }],
    ['+(a* -b) "c@d" ~<>', { number: null, reference: null, words: ["a", "b", "c", "d"], unfinished: null }],
  ])("%j is read", (text, expected) => {
    expect(readQuery(text)).toEqual(expected);
  });

  it("never reaches the index as anything but words, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { words, unfinished } = readQuery(text);
        expect(allOf(words, unfinished)).toMatch(/^(\+[\p{L}\p{N}_]+\*?( |$))*$/u);
        expect(anyOf(words, unfinished)).toMatch(/^([\p{L}\p{N}_]+\*?( |$))*$/u);
      }),
    );
  });
});

describe("the words that the index is asked for", () => {
  const hits: Record<string, number> = { the: 90, imprimante: 40, bourrage: 5, spouleur: 1, impossible: 60 };
  const frequencies: Frequencies = {
    rows: 100,
    hits: (word) => hits[word] ?? 0,
    hitsOfPrefix: (prefix) =>
      Object.entries(hits).reduce((sum, [word, n]) => sum + (word.startsWith(prefix) ? n : 0), 0),
  };
  const chosen = (text: string, budget: number) =>
    affordable(readQuery(text), frequencies, { budget, shortest: 3, most: 3 });

  it.each<[string, string, number, string[]]>([
    ["the rarest first", "imprimante bourrage spouleur ", 100, ["spouleur", "bourrage", "imprimante"]],
    ["as many as the budget allows", "imprimante bourrage spouleur ", 10, ["spouleur", "bourrage"]],
    ["none when even the rarest costs too much", "impossible imprimante ", 10, []],
    ["a prefix costs what all its words cost", "imp", 90, []],
    ["a prefix within the budget", "bour", 90, ["bour"]],
    ["neither short words nor stop words", "the le bourrage ", 100, ["bourrage"]],
    ["what no sample has seen besides", "inconnu bourrage nouveau ", 100, ["inconnu", "nouveau", "bourrage"]],
    ["three at most", "imprimante bourrage spouleur impossible ", 1_000, ["spouleur", "bourrage", "imprimante"]],
  ])("are %s", (_, text, budget, expected) => {
    expect(chosen(text, budget)).toEqual(expected);
  });

  it.each([
    ["pc", false],
    ["vpn", true],
    ["www", false],
    ["x".repeat(85), false],
    ["日本語", true],
  ])("%s is in the index: %s", (word, expected) => {
    expect(isIndexed(word, 3)).toBe(expected);
  });
});
