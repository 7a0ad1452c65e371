import { expect, test } from "vitest";
import { foldQuoted } from "./quoted";

test("a reply is shown without the mail that it quotes", () => {
  const text = "It works again, thank you.\n\nOn Monday, Ana wrote:\n> Could you try again?\n>\n> Ana";
  expect(foldQuoted(text)).toEqual({
    said: "It works again, thank you.",
    quoted: "On Monday, Ana wrote:\n> Could you try again?\n>\n> Ana",
  });
});

test("what is quoted in the middle stays, for it is answered there", () => {
  const text = "> Which printer?\nThe one in room 214.";
  expect(foldQuoted(text)).toEqual({ said: text, quoted: "" });
});

test("a message that only quotes is shown whole", () => {
  expect(foldQuoted("> all of it")).toEqual({ said: "> all of it", quoted: "" });
});
