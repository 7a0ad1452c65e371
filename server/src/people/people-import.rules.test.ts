import { describe, expect, it } from "vitest";
import { columnOf, delimiterOf, type ImportRow, readRow } from "./people-import.rules.js";
import { Role, TechnicianKind } from "./person.entity.js";

describe("the heading of a column", () => {
  it.each([
    ["name", "name"],
    ["NOM", "name"],
    ["Téléphone", "phone"],
    ["technician kind", "kind"],
    ["Type de technicien", "kind"],
    ["mot-de-passe", "password"],
    ["Équipes", "teams"],
    ["Rôles", "roles"],
    ["salary", null],
  ])("%s is the column %s", (heading, column) => {
    expect(columnOf(heading)).toBe(column);
  });
});

describe("the delimiter", () => {
  it("is the one that the header uses most", () => {
    expect(delimiterOf("nom;courriel;site\na,b;c,d;e")).toBe(";");
    expect(delimiterOf("name,email\na;b;c;d")).toBe(",");
    expect(delimiterOf("name\temail")).toBe("\t");
    expect(delimiterOf("name")).toBe(",");
  });
});

describe("a row", () => {
  it("says nothing by empty cells", () => {
    expect(readRow({ name: "Claire Martin", email: "", roles: "" })).toEqual({ displayName: "Claire Martin" });
  });

  it("holds roles, teams with levels, a kind, a language and a yes in either language", () => {
    expect(
      readRow({
        name: "Claire Martin",
        roles: "technician, Supervisor technician",
        teams: "HOTLINE:0,1; RESEAU:2",
        kind: "hotline",
        language: "FR",
        active: "Oui",
        site: "PAR",
        reference: "AG-0042",
      }),
    ).toEqual({
      displayName: "Claire Martin",
      roles: [Role.TECHNICIAN, Role.SUPERVISOR],
      teams: [
        { code: "HOTLINE", levels: [0, 1] },
        { code: "RESEAU", levels: [2] },
      ],
      technicianKind: TechnicianKind.HOTLINE,
      language: "fr",
      active: true,
      siteCode: "PAR",
      externalReference: "AG-0042",
    });
  });

  const refused: [string, ImportRow, string, string][] = [
    ["an unknown role", { roles: "CHIEF" }, "roles", "invalid.UNKNOWN_CHOICE"],
    ["a language that the desk does not speak", { language: "de" }, "language", "invalid.UNKNOWN_CHOICE"],
    ["an unknown kind of technician", { kind: "robot" }, "kind", "invalid.UNKNOWN_CHOICE"],
    ["a team without levels", { teams: "HOTLINE" }, "teams", "invalid.FORMAT"],
    ["a level that is no number", { teams: "HOTLINE:low" }, "teams", "invalid.FORMAT"],
    ["neither yes nor no", { active: "perhaps" }, "active", "invalid.UNKNOWN_CHOICE"],
    ["a reference with an accent", { reference: "né-42" }, "reference", "invalid.FORMAT"],
  ];
  it.each(refused)("with %s is refused", (_, row, column, key) => {
    expect(readRow({ name: "Claire Martin", ...row })).toEqual({ key, parameters: {}, column });
  });
});
