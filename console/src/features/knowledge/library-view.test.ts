import { expect, test } from "vitest";
import { everything, isNarrowed, readView, toFilter, writeView } from "./library-view";

test("a view survives its address", () => {
  const view = { text: "mot de passe", states: ["ARCHIVED"], applications: ["QQ=="], languages: ["fr"] } as const;
  expect(readView(new URL(writeView(view), "http://desk").searchParams)).toEqual(view);
});

test("an address with unknown words shows what it can", () => {
  expect(readView(new URLSearchParams("state=SECRET,PUBLISHED&language=de"))).toEqual({
    ...everything,
    states: ["PUBLISHED"],
  });
});

test("archived articles are left out until they are asked for", () => {
  expect(toFilter(everything)).toEqual({ states: ["PUBLISHED", "TO_REVIEW"] });
  expect(toFilter({ ...everything, states: ["ARCHIVED"] })).toEqual({ states: ["ARCHIVED"] });
});

test("blanks alone look for nothing", () => {
  expect(isNarrowed({ ...everything, text: "  " })).toBe(false);
  expect(toFilter({ ...everything, text: "  " })).not.toHaveProperty("text");
  expect(writeView({ ...everything, text: "  " })).toBe("/knowledge");
});
