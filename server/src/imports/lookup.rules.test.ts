import { describe, expect, it } from "vitest";
import { timeReader } from "./log-time.rules.js";
import { compileCondition, compileLookup, compileText } from "./lookup.rules.js";

const cells =
  (row: Record<string, string>) =>
  (column: string): string | null =>
    row[column] ?? null;

describe("a lookup", () => {
  const level = compileLookup<number>({
    column: "team",
    values: { Hotline: 0 },
    patterns: [{ matches: " 2nd$", value: 2 }],
    otherwise: 1,
    missing: 3,
  });

  it.each([
    [{ team: "Hotline" }, { value: 0 }],
    [{ team: "V5 2nd" }, { value: 2 }],
    [{ team: "V5" }, { value: 1 }],
    [{}, { value: 3 }],
  ])("finds by value, then by pattern, then what is otherwise: %j", (row, found) => {
    expect(level(cells(row as Record<string, string>))).toEqual(found);
  });

  it("tells a value that it does not know from one that is missing", () => {
    const channel = compileLookup({ column: "via", values: { Phone: "PHONE" } });
    expect(channel(cells({ via: "Fax" }))).toEqual({ unknown: "Fax", column: "via" });
    expect(channel(cells({}))).toEqual({ missing: true });
  });

  it("reads a column only in rows that fulfil its condition", () => {
    const assignee = compileText({ column: "resource", when: { activity: "Take" } });
    expect(assignee(cells({ resource: "Ann", activity: "Take" }))).toEqual({ value: "Ann" });
    expect(assignee(cells({ resource: "Ann", activity: "Close" }))).toEqual({ missing: true });
  });

  it("chooses by rules over several columns", () => {
    const code = compileLookup({
      rules: [
        { when: { status: "done", why: { matches: "^no answer" } }, value: "NO_ANSWER" },
        { when: { status: "done", why: null }, value: "SOLVED" },
      ],
    });
    expect(code(cells({ status: "done", why: "no answer for a week" }))).toEqual({ value: "NO_ANSWER" });
    expect(code(cells({ status: "done" }))).toEqual({ value: "SOLVED" });
    expect(code(cells({ status: "open" }))).toEqual({ missing: true });
  });

  it("writes a template, missing only when all of it is missing", () => {
    const subject = compileText({ template: "{product}: {symptom}", missing: "No subject" });
    expect(subject(cells({ product: "Mail", symptom: "slow" }))).toEqual({ value: "Mail: slow" });
    expect(subject(cells({ product: "Mail" }))).toEqual({ value: "Mail:" });
    expect(subject(cells({}))).toEqual({ value: "No subject" });
  });
});

describe("a condition", () => {
  it.each([
    [{ a: "1" }, true],
    [{ a: ["0", "1"] }, true],
    [{ a: "2" }, false],
    [{ a: { matches: "^\\d$" } }, true],
    [{ b: null }, true],
    [{ b: { missing: false } }, false],
    [{ a: "1", b: { missing: true } }, true],
    [{ a: "1", b: "x" }, false],
  ])("holds where every column matches: %j is %s for a=1", (condition, holds) => {
    expect(compileCondition(condition)(cells({ a: "1" }))).toBe(holds);
  });
});

describe("times", () => {
  it.each([
    [["d/M/yyyy H:mm"], "UTC", "29/2/2016 01:16", "2016-02-29T01:16:00.000Z"],
    [["d/M/yyyy H:mm"], "Europe/Paris", "29/2/2016 01:16", "2016-02-29T00:16:00.000Z"],
    [["ISO"], "UTC", "2010-03-31T15:59:42+01:00", "2010-03-31T14:59:42.000Z"],
    [["ISO"], "Europe/Paris", "2010-07-31 15:59:42", "2010-07-31T13:59:42.000Z"],
    [["EPOCH_SECONDS"], "UTC", "1456704960", "2016-02-29T00:16:00.000Z"],
    [["ISO", "dd-MM-yyyy HH:mm:ss"], "UTC", "07-01-2013 08:17:17", "2013-01-07T08:17:17.000Z"],
  ])("are read by %j in %s: %s", (formats, zone, text, time) => {
    expect(timeReader(formats, zone)(text)?.toISOString()).toBe(time);
  });

  it("that fit no format are none", () => {
    expect(timeReader(["d/M/yyyy H:mm", "ISO"], "UTC")("30/2/2016 01:16")).toBeNull();
    expect(timeReader(["EPOCH_SECONDS"], "UTC")("soon")).toBeNull();
  });

  it("need a zone that exists", () => {
    expect(() => timeReader(["ISO"], "Mars/Olympus")).toThrow('"Mars/Olympus" is not an IANA time zone');
  });
});
