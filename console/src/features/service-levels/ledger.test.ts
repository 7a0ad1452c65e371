import { expect, test } from "vitest";
import { policyAt } from "./ledger";

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const since = (time: string, name: string) => ({
  from: at(time),
  policy: { __typename: "ServiceLevelPolicy" as const, id: name, name },
});

test("a target judged before the ticket got another policy stays with the one of its time", () => {
  const intervals = [since("09:00", "Default"), since("09:20", "P1 urgent")];
  const names = ["09:10", "09:20", "10:00"].map((time) => policyAt(intervals, at(time))?.name);
  // What changes the policy at the very instant of a verdict goes before it.
  expect(names).toEqual(["Default", "P1 urgent", "P1 urgent"]);
});

test("of what is older than the ledger, and of time without a policy, nothing is said", () => {
  expect(policyAt([since("09:00", "Default")], at("08:00"))).toBeNull();
  expect(policyAt([{ from: at("09:00"), policy: null }], at("10:00"))).toBeNull();
});
