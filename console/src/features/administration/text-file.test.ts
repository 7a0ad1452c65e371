import { expect, test } from "vitest";
import { decode } from "./text-file";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

test("UTF-8 is read as such, without its mark", () => {
  expect(decode(bytes(0xef, 0xbb, 0xbf, 0x49, 0x6e, 0xc3, 0xa8, 0x73))).toBe("Inès");
});

test("what a French spreadsheet wrote on Windows keeps its accents", () => {
  expect(decode(bytes(0x49, 0x6e, 0xe8, 0x73))).toBe("Inès");
});
