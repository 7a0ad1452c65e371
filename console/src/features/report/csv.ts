import type { Column, Figure, Table, TableRow } from "./table-model";

export interface CsvWords {
  /** What a spreadsheet of the reader's language expects between cells and in numbers. */
  delimiter: ";" | ",";
  decimal: "," | ".";
  milliseconds: string;
  whole: string;
  share: string;
  duration(ms: number): string;
}

/** Quoted where RFC 4180 says so; a text that a spreadsheet would take for a formula is kept a text. */
export function quoted(text: string, delimiter: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function heads(group: string, { head, kind }: Column, words: CsvWords): string[] {
  const name = head === "" || head === group ? group : `${group} – ${head}`;
  if (kind === "duration") return [`${name} (${words.milliseconds})`, name];
  if (kind === "share") return [name, `${name} (${words.whole})`, `${name} (${words.share})`];
  return [name];
}

function number(value: number, { decimal }: CsvWords): string {
  return String(value).replace(".", decimal);
}

function cells(figure: Figure, words: CsvWords): string[] {
  switch (figure.kind) {
    case "count":
      return [number(figure.value, words)];
    case "duration":
      return figure.ms === null ? ["", ""] : [number(Math.round(figure.ms), words), words.duration(figure.ms)];
    case "share": {
      const ratio = figure.whole === 0 ? "" : number(Math.round((figure.part / figure.whole) * 10_000) / 10_000, words);
      return [number(figure.part, words), number(figure.whole, words), ratio];
    }
  }
}

/** The table as a file: raw figures, each duration also in words, a header in the reader's language. */
export function toCsv(table: Table, words: CsvWords): string {
  const { delimiter } = words;
  const header = [
    table.rowHead,
    ...table.groups.flatMap(({ head, columns }) => columns.flatMap((column) => heads(head, column, words))),
  ];
  const line = ({ head, cells: row }: TableRow) => [
    quoted(head, delimiter),
    ...row.flatMap(({ figure }) => cells(figure, words)).map((text) => (text.includes(delimiter) ? `"${text}"` : text)),
  ];
  const rows = table.whole ? [...table.rows, table.whole] : table.rows;
  const lines = [header.map((head) => quoted(head, delimiter)), ...rows.map(line)];
  return `${lines.map((each) => each.join(delimiter)).join("\r\n")}\r\n`;
}

/** Hands a text over as a file. The mark at its start tells spreadsheets that it is UTF-8. */
export function download(name: string, csv: string): void {
  const address = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
