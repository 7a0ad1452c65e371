import { expect, test } from "vitest";
import { preferredLanguage } from "./language";

test.each([
  ["en-GB,en;q=0.9,fr;q=0.8", "en"],
  ["de,fr;q=0.4,en;q=0.7", "en"],
  ["fr-CA", "fr"],
  ["de", "fr"],
  [null, "fr"],
])("a browser that accepts %s reads %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
