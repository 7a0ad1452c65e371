import { describe, expect, it } from "vitest";
import { ResolutionCode, TicketKind } from "../tickets/ticket.entity.js";
import { feedsKnowledge, LONGEST_TEXT, SYMPTOM_BREAK, symptomOf, symptomsOf, withSymptom } from "./article.rules.js";

describe("the knowledge base is fed", () => {
  it.each(Object.values(TicketKind).flatMap((kind) => Object.values(ResolutionCode).map((code) => ({ kind, code }))))(
    "by $kind resolved as $code, or not",
    ({ kind, code }) => {
      const expected = kind !== TicketKind.COMPLAINT && ["SOLVED", "WORKAROUND"].includes(code);
      expect(feedsKnowledge(kind, code)).toBe(expected);
    },
  );
});

describe("a symptom", () => {
  it.each([
    ["subject and description", "Écran noir", "Au démarrage.", "Écran noir\nAu démarrage."],
    ["the subject alone", "Écran noir", "  ", "Écran noir"],
    ["a description that repeats the subject", "Écran noir", "Écran noir au démarrage", "Écran noir au démarrage"],
  ])("is %s", (_, subject, description, expected) => {
    expect(symptomOf({ subject, description })).toBe(expected);
  });

  const article = { title: "Écran noir", symptom: "L’écran reste noir au démarrage du poste." };

  it("is added when it says something else", () => {
    const symptom = withSymptom(article, "Le voyant clignote en orange")!;
    expect(symptom).toBe(`${article.symptom}${SYMPTOM_BREAK}Le voyant clignote en orange`);
    expect(symptomsOf({ ...article, symptom })).toEqual([
      "Écran noir\nL’écran reste noir au démarrage du poste.",
      "Le voyant clignote en orange",
    ]);
  });

  it("is not added when the article knows it, the added ones included", () => {
    expect(withSymptom(article, "Écran noir\nl'ecran reste noir au demarrage du poste")).toBeNull();
    const symptom = withSymptom(article, "Le voyant clignote en orange")!;
    expect(withSymptom({ ...article, symptom }, "Le voyant clignote en orange.")).toBeNull();
  });

  it("is not added for ever, nor beyond what the column holds", () => {
    let symptom: string | null = article.symptom;
    let added = 0;
    const words = [
      "alpha",
      "bravo",
      "charlie",
      "delta",
      "echo",
      "foxtrot",
      "golf",
      "hotel",
      "india",
      "juliet",
      "kilo",
      "lima",
      "mike",
    ];
    for (const word of words) {
      const next = withSymptom({ ...article, symptom: symptom }, word.repeat(3));
      if (next === null) break;
      symptom = next;
      added += 1;
    }
    expect(added).toBe(11);
    expect(withSymptom(article, "x".repeat(LONGEST_TEXT))).toBeNull();
  });
});
