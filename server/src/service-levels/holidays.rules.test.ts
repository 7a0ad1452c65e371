import { describe, expect, it } from "vitest";
import { holidayCountries, holidayRegions, publicHolidays } from "./holidays.rules.js";

const dates = (country: string, region: string | null, year: number) => [
  ...publicHolidays({ country, region }, year, "fr").keys(),
];

// The eleven days of article L3133-1 of the Code du travail.
const FRANCE_2026 = [
  "2026-01-01",
  "2026-04-06",
  "2026-05-01",
  "2026-05-08",
  "2026-05-14",
  "2026-05-25",
  "2026-07-14",
  "2026-08-15",
  "2026-11-01",
  "2026-11-11",
  "2026-12-25",
];

describe("public holidays", () => {
  it("are the eleven of French law", () => {
    expect(dates("FR", null, 2026)).toEqual(FRANCE_2026);
  });

  // L3134-13 for Alsace-Moselle; L3422-2 for the overseas departments' day of the abolition of slavery.
  it.each([
    ["57", ["2026-04-03", "2026-12-26"]],
    ["67", ["2026-04-03", "2026-12-26"]],
    ["68", ["2026-04-03", "2026-12-26"]],
    ["GF", ["2026-06-10"]],
    ["GP", ["2026-04-03", "2026-05-27"]],
    ["MF", ["2026-05-27"]],
    ["MQ", ["2026-04-03", "2026-05-22"]],
    ["RE", ["2026-12-20"]],
    ["YT", ["2026-04-27"]],
    ["NC", ["2026-09-24"]],
    ["PF", ["2026-03-05", "2026-04-03", "2026-11-20"]],
    ["WF", ["2026-04-28", "2026-06-29", "2026-07-29"]],
    ["PM", []],
  ])("of the French region %s add %j", (region, expected) => {
    const all = dates("FR", region, 2026);
    expect(all.filter((date) => !FRANCE_2026.includes(date))).toEqual(expected);
    expect(all).toEqual(expect.arrayContaining(FRANCE_2026));
  });

  it("have names in the language asked for", () => {
    const source = { country: "FR", region: "67" };
    expect(publicHolidays(source, 2026, "fr").get("2026-04-03")).toBe("Vendredi saint");
    expect(publicHolidays(source, 2026, "en").get("2026-04-03")).toBe("Good Friday");
  });

  it("count substitute days and each day of those that last several", () => {
    expect(dates("GB", "ENG", 2027)).toContain("2027-12-28");
    expect(dates("RO", null, 2026)).toEqual(expect.arrayContaining(["2026-01-01", "2026-01-02"]));
  });

  it("leave half days alone", () => {
    expect(dates("IS", null, 2026)).not.toContain("2026-12-24");
  });
});

describe("the places that have holidays", () => {
  it("are named for France, Alsace-Moselle and overseas included", () => {
    expect(holidayRegions("FR", "fr")).toEqual([
      { code: "67", name: "Bas-Rhin (Alsace-Moselle)" },
      { code: "GP", name: "Guadeloupe" },
      { code: "GF", name: "Guyane" },
      { code: "68", name: "Haut-Rhin (Alsace-Moselle)" },
      { code: "RE", name: "La Réunion" },
      { code: "MQ", name: "Martinique" },
      { code: "YT", name: "Mayotte" },
      { code: "57", name: "Moselle (Alsace-Moselle)" },
      { code: "NC", name: "Nouvelle-Calédonie" },
      { code: "PF", name: "Polynésie française" },
      { code: "BL", name: "Saint-Barthélemy" },
      { code: "MF", name: "Saint-Martin" },
      { code: "PM", name: "Saint-Pierre-et-Miquelon" },
      { code: "WF", name: "Wallis-et-Futuna" },
    ]);
    expect(holidayRegions("FR", "en")).toContainEqual({ code: "GF", name: "French Guiana" });
  });

  it("are countries, some with regions within regions, some with none", () => {
    expect(holidayCountries("fr")).toContainEqual({ code: "BE", name: "Belgique" });
    expect(holidayRegions("DE", "en")).toContainEqual({ code: "BY.A", name: "Bayern, Stadt Augsburg" });
    expect(holidayRegions("LU", "en")).toEqual([]);
    expect(holidayRegions("XX", "en")).toBeNull();
  });
});
