import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { writeCsv } from "./csv.js";

const read = (csv: string, delimiter: string): string[][] =>
  parse(csv, { bom: true, delimiter, record_delimiter: "\r\n", relax_column_count: false });

describe("a table as CSV", () => {
  const rows = [
    [{ text: "Application" }, { text: "p50 (min)" }, { text: "Part" }],
    [{ text: 'Paie; "RH", Nord' }, { duration: 90_500 }, { share: 0.5 }],
    [{ text: "two\r\nlines" }, null, { number: 1234.5 }],
  ];

  it("is separated and pointed as spreadsheets of the language expect it", () => {
    expect(read(writeCsv(rows, "fr"), ";")).toEqual([
      ["Application", "p50 (min)", "Part"],
      ['Paie; "RH", Nord', "1,5083", "0,5"],
      ["two\r\nlines", "", "1234,5"],
    ]);
    expect(read(writeCsv(rows, "en"), ",")[1]).toEqual(['Paie; "RH", Nord', "1.5083", "0.5"]);
  });

  it("begins with a byte order mark and ends each line as RFC 4180 has it", () => {
    const csv = writeCsv([[{ text: "é" }], [{ number: 1 }]], "fr");
    expect([...Buffer.from(csv)]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 13, 10, 0x31, 13, 10]);
  });

  it.each(["=1+1", "+33 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =HYPERLINK(1)", "\0=1", "＝1+1"])(
    "disarms the formula %j",
    (formula) => {
      expect(read(writeCsv([[{ text: formula }]], "en"), ",")).toEqual([[`'${formula}`]]);
    },
  );

  it("leaves numbers below zero and harmless texts as they are", () => {
    const [row] = read(writeCsv([[{ number: -2 }, { text: "a=b" }, { text: "N0-N1" }, { text: "" }]], "en"), ",");
    expect(row).toEqual(["-2", "a=b", "N0-N1", ""]);
  });
});
