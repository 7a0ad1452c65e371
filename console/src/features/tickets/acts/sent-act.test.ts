import { expect, test } from "vitest";
import { keyFor } from "./sent-act";

test("the same request keeps its key, so that a retry is done once", () => {
  const first = keyFor("a", null, () => "key-1");
  expect(keyFor("a", first, () => "key-2")).toEqual(first);
});

test("another request gets another key", () => {
  const first = keyFor("a", null, () => "key-1");
  expect(keyFor("b", first, () => "key-2")).toEqual({ key: "key-2", body: "b" });
});
