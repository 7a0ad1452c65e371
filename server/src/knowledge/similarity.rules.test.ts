import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearDuplicate, resemblance } from "./similarity.rules.js";

describe("resemblance", () => {
  it("is 1 for a text and itself, the same both ways, and never leaves 0 to 1", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(resemblance(a, a)).toBe(1);
        expect(resemblance(a, b)).toBe(resemblance(b, a));
        expect(resemblance(a, b)).toBeGreaterThanOrEqual(0);
        expect(resemblance(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each<[string, string, string, [number, number]]>([
    ["case, accents and punctuation are nothing", "Réseau coupé !", "reseau, coupe", [1, 1]],
    ["word order is nothing", "mot de passe expiré", "expiré mot de passe", [1, 1]],
    ["an ending costs little", "les imprimantes ne répondent plus", "l'imprimante ne répond plus", [0.6, 0.9]],
    ["a typing error costs little", "connexion impossible au VPN", "conexion impossible au VPN", [0.75, 0.95]],
    [
      "another trouble of the same thing is another",
      "imprimante bloquée par un bourrage papier",
      "imprimante absente de la liste des périphériques",
      [0.1, 0.35],
    ],
    ["nothing in common", "écran noir", "VPN", [0, 0]],
    ["nothing at all", "", "?!", [1, 1]],
  ])("%s", (_, a, b, [low, high]) => {
    expect(resemblance(a, b)).toBeGreaterThanOrEqual(low);
    expect(resemblance(a, b)).toBeLessThanOrEqual(high);
  });
});

const PRINTER = {
  symptom: "Imprimante hors service\nL’imprimante du deuxième étage ne répond plus depuis ce matin.",
  solution: "Redémarrer le spouleur d’impression depuis les services, puis relancer l’impression.",
};

describe("near duplicates", () => {
  it.each<[string, Partial<typeof PRINTER>, boolean]>([
    ["the same words", {}, true],
    [
      "the same trouble in slightly other words",
      { symptom: "Imprimante hors service\nL’imprimante du 2e étage ne répond plus ce matin" },
      true,
    ],
    [
      "a typing error in the solution",
      { solution: "Redémarrer le spouleur d’impresion depuis les services puis relancer l'impression" },
      true,
    ],
    ["another symptom with the same solution", { symptom: "Le PDF sort en caractères illisibles" }, false],
    ["the same symptom with another solution", { solution: "Remplacer le câble réseau de l’imprimante." }, false],
    ["a solution that says the contrary", { solution: `Ne pas ${PRINTER.solution.toLowerCase()}` }, false],
    [
      "a solution that adds a step",
      { solution: `${PRINTER.solution} Ensuite vider le bac 2 et le bac 3 à la main.` },
      false,
    ],
    ["a solution with nothing in it", { solution: "Fait." }, false],
  ])("%s: %#", (_, changes, expected) => {
    expect(nearDuplicate(PRINTER, { ...PRINTER, ...changes })).toBe(expected);
    expect(nearDuplicate({ ...PRINTER, ...changes }, PRINTER)).toBe(expected);
  });

  it.each([
    ["Installer la version 12.4 du client", "Installer la version 12.5 du client"],
    ["Ouvrir le port 443 vers 10.0.0.1", "Ouvrir le port 443 vers 10.0.0.2"],
    ["Disable the add-on, it does work without", "Disable the add-on, it does not work without"],
  ])("are not made of “%s” and “%s”: a number or a negation decides", (a, b) => {
    expect(nearDuplicate({ ...PRINTER, solution: a }, { ...PRINTER, solution: b })).toBe(false);
  });
});
