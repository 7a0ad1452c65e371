import { expect, test } from "vitest";
import { type CsvWords, quoted, toCsv } from "./csv";
import { type Cell, count, duration, type Figure, share, type Table } from "./table-model";

const french: CsvWords = {
  delimiter: ";",
  decimal: ",",
  milliseconds: "ms",
  whole: "total",
  share: "part",
  duration: (ms) => `${Math.round(ms / 1000)} s`,
};

const cells = (...figures: Figure[]): Cell[] => figures.map((figure) => ({ figure, drill: null }));

const table: Table = {
  name: "delais",
  rowHead: "Application",
  groups: [
    { metric: "intake_received", head: "Demandes reçues", columns: [{ id: "n", head: "", kind: "count" }] },
    { metric: "time_resolve", head: "Délai", columns: [{ id: "p50", head: "médiane", kind: "duration" }] },
    { metric: "reopen_rate", head: "Réouvertures", columns: [{ id: "r", head: "", kind: "share" }] },
  ],
  rows: [
    { key: "a", head: "Paie; primes", cells: cells(count(3), duration(90_000.4), share(1, 3)) },
    { key: "b", head: 'Le "coffre"', cells: cells(count(0), duration(null), share(0, 0)) },
  ],
  whole: { key: null, head: "Ensemble", cells: cells(count(3), duration(90_000), share(1, 3)) },
};

test("a table is exported with raw figures, words beside durations, and a header for each column", () => {
  expect(toCsv(table, french)).toBe(
    [
      "Application;Demandes reçues;Délai – médiane (ms);Délai – médiane;Réouvertures;Réouvertures (total);Réouvertures (part)",
      '"Paie; primes";3;90000;90 s;1;3;0,3333',
      '"Le ""coffre""";0;;;0;0;',
      "Ensemble;3;90000;90 s;1;3;0,3333",
      "",
    ].join("\r\n"),
  );
});

test("each line of an export has as many cells as its header", () => {
  const english: CsvWords = { ...french, delimiter: ",", decimal: "." };
  const widths = toCsv({ ...table, rows: [table.rows[1]!] }, english)
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(",").length);
  expect(new Set(widths)).toEqual(new Set([7]));
});

test.each([
  ["plain", "plain"],
  ["two, words", '"two, words"'],
  ['a "b"', '"a ""b"""'],
  ["one\ntwo", '"one\ntwo"'],
  ["=1+1", "'=1+1"],
  ["@cmd", "'@cmd"],
])("%j is written %j", (text, written) => {
  expect(quoted(text, ",")).toBe(written);
});
