import { describe, expect, it } from "vitest";
import { Role } from "./person.entity.js";
import {
  differences,
  invalidFacts,
  losesAdmin,
  normaliseEmail,
  normalisePhone,
  type PersonFacts,
  wordsOf,
} from "./person.rules.js";

const claire: PersonFacts = {
  displayName: "Claire Martin",
  email: "claire.martin@asp.example",
  phone: "01 42 76 40 40",
  siteId: 1,
  language: "fr",
  roles: [Role.TECHNICIAN],
  technicianKind: null,
  active: true,
  externalReference: null,
  memberships: [{ teamId: 1, levels: [0, 1] }],
};

describe("a telephone number", () => {
  it.each([
    ["01 42 76 40 40", "0142764040"],
    ["+33 1 42 76 40 40", "0142764040"],
    ["+33 (0)1 42.76.40.40", "0142764040"],
    ["0033-142764040", "0142764040"],
    ["+596 596 42 10 00", "0596421000"],
    ["0596 42 10 00", "0596421000"],
    ["+44 20 7946 0958", "00442079460958"],
    ["4040", "4040"],
  ])("%s is compared as %s", (written, compared) => {
    expect(normalisePhone(written)).toBe(compared);
  });
});

describe("an e-mail address", () => {
  it("is compared without case", () => {
    expect(normaliseEmail(" Claire.Martin@ASP.example ")).toBe("claire.martin@asp.example");
  });
});

describe("the words of a name", () => {
  it.each([
    ["Jean-Baptiste O'Neill", ["jean", "baptiste", "o", "neill"]],
    ["  Anaïs  LE GOFF ", ["anaïs", "le", "goff"]],
    ["Martin Martin", ["martin"]],
    ["李 小龙", ["李", "小龙"]],
  ])("of %s", (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe("facts that are refused", () => {
  const cases: [string, Partial<PersonFacts>, string][] = [
    ["no name", { displayName: " " }, "input.displayName REQUIRED"],
    ["a name of 201 characters", { displayName: "x".repeat(201) }, "input.displayName MAX_LENGTH"],
    ["what is no e-mail address", { email: "claire" }, "input.email EMAIL"],
    ["letters in a telephone number", { phone: "call me" }, "input.phone PHONE"],
    ["a telephone number of two digits", { phone: "12" }, "input.phone PHONE"],
    ["no role", { roles: [] }, "input.roles REQUIRED"],
    ["a role twice", { roles: [Role.ADMIN, Role.ADMIN] }, "input.roles UNIQUE"],
    [
      "a membership without levels",
      { memberships: [{ teamId: 1, levels: [] }] },
      "input.memberships.0.levels REQUIRED",
    ],
    [
      "a team twice",
      {
        memberships: [
          { teamId: 1, levels: [0] },
          { teamId: 1, levels: [1] },
        ],
      },
      "input.memberships.1.team UNIQUE",
    ],
  ];
  it.each(cases)("%s", (_, wrong, fault) => {
    expect(invalidFacts({ ...claire, ...wrong }).map(({ path, code }) => `${path} ${code}`)).toEqual([fault]);
  });

  it("name the place they were given at", () => {
    expect(invalidFacts({ ...claire, email: "x" }, "input.requesterNew")[0]?.path).toBe("input.requesterNew.email");
  });
});

describe("a change of facts", () => {
  const cases: [string, Partial<PersonFacts>, { shown: boolean; rights: boolean }][] = [
    ["of nothing", {}, { shown: false, rights: false }],
    [
      "of the order of roles and memberships",
      { memberships: [{ teamId: 1, levels: [1, 0] }] },
      { shown: false, rights: false },
    ],
    ["of the name is shown", { displayName: "Claire Martin-Roy" }, { shown: true, rights: false }],
    ["of the telephone number is shown", { phone: null }, { shown: true, rights: false }],
    ["of the roles changes rights", { roles: [Role.TECHNICIAN, Role.ADMIN] }, { shown: false, rights: true }],
    ["of a level changes rights", { memberships: [{ teamId: 1, levels: [0] }] }, { shown: false, rights: true }],
    ["of the language changes what is answered", { language: "en" }, { shown: false, rights: true }],
    ["of everything does both", { displayName: "C.", active: false }, { shown: true, rights: true }],
  ];
  it.each(cases)("%s", (_, change, expected) => {
    expect(differences(claire, { ...claire, ...change })).toEqual(expected);
  });

  it("takes an administrator away by the role or by leaving", () => {
    const admin = { ...claire, roles: [Role.ADMIN] };
    expect(losesAdmin(admin, claire)).toBe(true);
    expect(losesAdmin(admin, { ...admin, active: false })).toBe(true);
    expect(losesAdmin(admin, { ...admin, displayName: "C." })).toBe(false);
    expect(losesAdmin(claire, { ...claire, active: false })).toBe(false);
  });
});
