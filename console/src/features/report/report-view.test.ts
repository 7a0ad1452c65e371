import { expect, test } from "vitest";
import { choosesRows, groupingAt, type ReportView, readView, sectionAt, sections, writeView } from "./report-view";

const at = (address: string) => readView(new URL(address, "http://desk").searchParams);

test("a report survives its address", () => {
  const view: ReportView = {
    period: "2016-Q1",
    by: "TEAM",
    applications: ["QQ==", "Qg=="],
    asOf: "2016-04-15T12:00",
    clock: "BUSINESS",
    within: 30,
    drill: {
      metric: "handled_resolved",
      groups: [
        { by: "APPLICATION", key: "QQ==" },
        { by: "LEVEL", key: null },
      ],
      part: "SOLVED",
      asOf: "2016-03-09T10:15:30.125Z",
    },
  };
  expect(at(writeView("resolution", view))).toEqual(view);
});

test("without anything said, it is this month's, by application, on the calendar", () => {
  const view = at("/reports?by=MOOD&asof=yesterday&within=-3&clock=sand&tickets=luck&of=LEVEL:1");
  expect(view).toEqual({
    period: "this-month",
    by: "APPLICATION",
    applications: [],
    asOf: null,
    clock: "CALENDAR",
    within: null,
    drill: null,
  });
  expect(writeView("overview", view)).toBe("/reports");
});

test("groups of an address that are none are left out", () => {
  expect(at("/reports?tickets=backlog_open&of=MOOD:good,LEVEL:2,TEAM&at=soon").drill).toEqual({
    metric: "backlog_open",
    groups: [
      { by: "LEVEL", key: "2" },
      { by: "TEAM", key: null },
    ],
    part: null,
  });
});

test.each([...sections, "me"] as const)("%s is found again by its address", (section) => {
  expect(sectionAt(writeView(section, at("/")).split("?")[0] ?? "")).toBe(section);
});

test("the rows of a page are what it shows, whatever was chosen on another one", () => {
  expect(sections.filter(choosesRows)).toEqual(["overview", "take-charge", "resolution", "service-levels", "backlog"]);
  expect(groupingAt("backlog", "PRIORITY", "WEEK")).toBe("PRIORITY");
  expect(groupingAt("backlog", "PERIOD", "WEEK")).toBe("WEEK");
  expect(groupingAt("load", "PRIORITY", "WEEK")).toBe("TEAM");
});
