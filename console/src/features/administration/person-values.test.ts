import { expect, test } from "vitest";
import { blankPerson, inputOf } from "./person-values";

const person = { ...blankPerson("fr"), displayName: "Inès Caron" };

test("an address that was emptied is taken away", () => {
  expect(inputOf({ ...person, email: " ", phone: "" })).toMatchObject({ email: null, phone: null });
});

test("a login or a password that was not typed stays as it is", () => {
  expect(inputOf(person)).not.toHaveProperty("login");
  expect(inputOf(person)).not.toHaveProperty("password");
  expect(inputOf({ ...person, login: " ines ", password: " two words " })).toMatchObject({
    login: "ines",
    password: " two words ",
  });
});

test("who works on no ticket is no kind of technician", () => {
  expect(inputOf({ ...person, technicianKind: "HOTLINE" })).toMatchObject({ technicianKind: null });
  expect(inputOf({ ...person, roles: ["TECHNICIAN"], technicianKind: "HOTLINE" })).toMatchObject({
    technicianKind: "HOTLINE",
  });
});
