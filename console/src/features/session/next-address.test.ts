import { expect, test } from "vitest";
import { nextAddress } from "./next-address";

test.each([
  ["?next=%2Ftickets%2F12", "/tickets/12"],
  ["", "/"],
  ["?next=https%3A%2F%2Felsewhere.example", "/"],
  ["?next=%2F%2Felsewhere.example", "/"],
  ["?next=%2F%5Celsewhere.example", "/"],
])("after signing in with %s one arrives at %s", (search, address) => {
  expect(nextAddress(search)).toBe(address);
});
