import { expect, test } from "vitest";
import { inherited, type Link, withLink } from "./chain";

const desk: Link[] = [
  { nature: null, level: 0, queue: "hotline" },
  { nature: null, level: 1, queue: "helpdesk" },
  { nature: "REGULATORY", level: 1, queue: "rules" },
];

test("a place left empty is served by the chain's own default of the level", () => {
  const own: Link[] = [{ nature: null, level: 1, queue: "finance" }];
  expect(inherited(own, desk, { nature: "REGULATORY", level: 1 })).toEqual({ queue: "finance", from: "own" });
});

test("else by the desk's queue for the nature, else by the desk's default", () => {
  expect(inherited([], desk, { nature: "REGULATORY", level: 1 })).toEqual({ queue: "rules", from: "desk" });
  expect(inherited([], desk, { nature: "TECHNICAL", level: 1 })).toEqual({ queue: "helpdesk", from: "desk" });
  expect(inherited([], desk, { nature: null, level: 0 })).toEqual({ queue: "hotline", from: "desk" });
  expect(inherited([], desk, { nature: null, level: 3 })).toBeNull();
});

test("a queue is put, replaced and taken away, the chain always in one order", () => {
  const put = withLink(desk, { nature: "TECHNICAL", level: 2 }, "network");
  expect(put.map(({ queue }) => queue)).toEqual(["hotline", "helpdesk", "network", "rules"]);
  const replaced = withLink(put, { nature: "TECHNICAL", level: 2 }, "systems");
  expect(replaced.map(({ queue }) => queue)).toEqual(["hotline", "helpdesk", "systems", "rules"]);
  expect(withLink(replaced, { nature: "TECHNICAL", level: 2 }, null)).toEqual(desk);
});
