import { expect, test } from "vitest";
import { isSingleKey, type KeyPress, keyCaps, matches } from "./keys";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test("a letter matches without modifiers only", () => {
  expect(matches("j", press("j"))).toBe(true);
  expect(matches("j", press("j", { ctrlKey: true }))).toBe(false);
  expect(matches("j", press("J", { shiftKey: true }))).toBe(false);
});

test("mod is Ctrl or Cmd", () => {
  expect(matches("mod+k", press("k", { ctrlKey: true }))).toBe(true);
  expect(matches("mod+k", press("k", { metaKey: true }))).toBe(true);
  expect(matches("mod+k", press("k"))).toBe(false);
});

test("the question mark matches with or without Shift, as keyboards differ", () => {
  expect(matches("?", press("?", { shiftKey: true }))).toBe(true);
  expect(matches("?", press("?"))).toBe(true);
});

test("only bare characters are single keys", () => {
  expect(isSingleKey("j")).toBe(true);
  expect(isSingleKey("?")).toBe(true);
  expect(isSingleKey("enter")).toBe(false);
  expect(isSingleKey("mod+k")).toBe(false);
});

test("key caps read as on the keyboard", () => {
  expect(keyCaps("mod+enter", false)).toEqual(["Ctrl", "⏎"]);
  expect(keyCaps("mod+k", true)).toEqual(["⌘", "K"]);
});
