import type { Cell, Column, Table, TableRow } from "./table-model";

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

function cells(cell: Cell, words: CsvWords): string[] {
  switch (cell.kind) {
    case "count":
      return [number(cell.value, words)];
    case "duration":
      return cell.ms === null ? ["", ""] : [number(Math.round(cell.ms), words), words.duration(cell.ms)];
    case "share": {
      const ratio = cell.whole === 0 ? "" : number(Math.round((cell.part / cell.whole) * 10_000) / 10_000, words);
      return [number(cell.part, words), number(cell.whole, words), ratio];
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
  const line = ({ head, cells: figures }: TableRow) => [
    quoted(head, delimiter),
    ...figures
      .flatMap((cell) => cells(cell, words))
      .map((figure) => (figure.includes(delimiter) ? `"${figure}"` : figure)),
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
