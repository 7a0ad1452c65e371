import { expect, test } from "vitest";
import { type HistoryPages, isCutOff, noPages, withPage } from "./history-pages";

const page = (from: number, to: number, hasPreviousPage: boolean) => ({
  edges: Array.from({ length: to - from + 1 }, (_, i) => ({ node: { id: `e${from + i}`, position: `1.${from + i}` } })),
  pageInfo: { hasPreviousPage, startCursor: `cursor ${from}` },
});
const ids = (pages: HistoryPages) => pages.entries.map(({ id }) => id);

test("a page from further back goes before what is known, and moves the beginning", () => {
  const end = withPage(noPages, page(9, 11, true));
  expect(end.earlier).toBe("cursor 9");
  const more = withPage(end, page(7, 8, false));
  expect(ids(more)).toEqual(["e7", "e8", "e9", "e10", "e11"]);
  expect(more.earlier).toBeNull();
});

test("the end read again adds what is new, and forgets nothing that it no longer reaches", () => {
  const known = withPage(withPage(noPages, page(9, 11, true)), page(7, 8, true));
  const after = withPage(known, page(10, 12, true));
  expect(ids(after)).toEqual(["e7", "e8", "e9", "e10", "e11", "e12"]);
  expect(after.earlier).toBe("cursor 7");
});

test("an end that begins after all that is known leaves a hole", () => {
  const known = withPage(noPages, page(1, 3, false));
  expect(isCutOff(known, page(3, 5, true))).toBe(false);
  expect(isCutOff(known, page(5, 7, true))).toBe(true);
  expect(isCutOff(noPages, page(5, 7, true))).toBe(false);
});
