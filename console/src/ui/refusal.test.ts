import { CombinedError } from "urql";
import { expect, test } from "vitest";
import { refusalOf } from "./refusal";

test("what was done is no refusal", () => {
  expect(refusalOf({ data: { outcome: { __typename: "TeamSuccess" } } }, "TeamSuccess")).toBeNull();
});

test("each value that is not accepted is found by its place in the form", () => {
  const outcome = {
    __typename: "InvalidInput",
    message: "Two values are not accepted.",
    fields: [
      { path: "input.email", message: "This is not an address." },
      { path: "input.memberships.0.levels", message: "Not served." },
    ],
  };
  expect(refusalOf({ data: { outcome } }, "PersonSuccess")).toEqual({
    why: "refused",
    message: "Two values are not accepted.",
    fields: { email: "This is not an address.", "memberships.0.levels": "Not served." },
    changed: false,
  });
});

test("an unknown reference is shown where it was chosen", () => {
  const outcome = { __typename: "UnknownReference", message: "No such site.", path: "input.site" };
  expect(refusalOf({ data: { outcome } }, "TeamSuccess")).toMatchObject({ fields: { site: "No such site." } });
});

test("a change by somebody else is told apart", () => {
  const outcome = { __typename: "ChangedMeanwhile", message: "Changed.", currentVersion: 4 };
  expect(refusalOf({ data: { outcome } }, "TeamSuccess")).toMatchObject({ changed: true });
});

test("a server that fails gives the reference of its log, one that does not answer has none", () => {
  const failed = new CombinedError({ graphQLErrors: [{ message: "no", extensions: { id: "r-7" } }] });
  const silent = new CombinedError({ networkError: new Error("down") });
  expect(refusalOf({ error: failed }, "TeamSuccess")).toEqual({ why: "unexpected", reference: "r-7" });
  expect(refusalOf({ error: silent }, "TeamSuccess")).toEqual({ why: "unreachable" });
});
