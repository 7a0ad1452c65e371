import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { CATALOGS, LOCALES, type MessageKey, translate } from "./translate.js";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The parameters that a message takes, those inside plurals and choices too. */
function parametersOf(elements: Element[]): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    // 0 is literal text and 7 the "#" of a plural: what else there is has a parameter's name as its value.
    if (element.type !== 0 && element.type !== 7) names.add(element.value);
    if ("options" in element) {
      for (const option of Object.values(element.options)) {
        for (const name of parametersOf(option.value)) names.add(name);
      }
    }
  }
  return names;
}

function parametersIn(language: "en" | "fr", key: MessageKey): string[] {
  return [...parametersOf(new IntlMessageFormat(CATALOGS[language][key], LOCALES[language]).getAst())].sort();
}

describe("the message catalogs", () => {
  it("say the same things in every language, with the same parameters", () => {
    expect(Object.keys(CATALOGS.fr)).toEqual(Object.keys(CATALOGS.en));
    for (const key of Object.keys(CATALOGS.en) as MessageKey[]) {
      expect({ key, parameters: parametersIn("fr", key) }).toEqual({ key, parameters: parametersIn("en", key) });
    }
  });

  it("are not left untranslated", () => {
    const same = (Object.keys(CATALOGS.en) as MessageKey[]).filter((key) => CATALOGS.en[key] === CATALOGS.fr[key]);
    expect(same).toEqual([]);
  });
});

describe("translate", () => {
  it("writes plurals as the language does: in French 0 is singular", () => {
    expect(translate("en", "problem.tooManyAttempts", { seconds: 0 })).toContain("0 seconds");
    expect(translate("fr", "problem.tooManyAttempts", { seconds: 0 })).toContain("0 seconde.");
    expect(translate("fr", "problem.tooManyAttempts", { seconds: 90 })).toContain("90 secondes");
  });
});
