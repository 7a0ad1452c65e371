import { expect, test } from "vitest";
import { readView, toVariables, writeView } from "./people-view";

test("a view survives its address", () => {
  const view = { text: "martin", roles: ["TECHNICIAN", "ADMIN"], withInactive: true } as const;
  expect(readView(new URL(writeView(view), "http://desk").searchParams)).toEqual(view);
});

test("people who have left are left out until they are asked for", () => {
  const everybody = readView(new URLSearchParams());
  expect(toVariables(everybody)).toEqual({ text: null, roles: null, active: true });
  expect(toVariables({ ...everybody, withInactive: true })).toMatchObject({ active: null });
});
