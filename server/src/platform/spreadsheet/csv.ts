import type { Language } from "../auth/viewer.js";
import type { Cell } from "./cell.js";

/** Without it, spreadsheets read UTF-8 as the letters of another age. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What a spreadsheet of that language expects: where a comma is the decimal point, a list is separated by semicolons.
 * Excel goes by the machine's settings alone, and looks at no header.
 */
const FORMS: Record<Language, { separator: string; point: string }> = {
  en: { separator: ",", point: "." },
  fr: { separator: ";", point: "," },
};

/** What spreadsheets take for the beginning of a formula, the full-width forms of Asian keyboards too. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;

/**
 * A table as CSV (RFC 4180) for spreadsheets and programs alike. Shares are decimals, durations decimal minutes. A text
 * that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function writeCsv(rows: readonly (readonly Cell[])[], language: Language): string {
  const { separator, point } = FORMS[language];
  const lines = rows.map((row) => row.map((cell) => quoted(written(cell, point), separator)).join(separator));
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line}\r\n`).join("")}`;
}

function written(cell: Cell, point: string): string {
  if (cell === null) return "";
  if ("text" in cell) return FORMULA.test(cell.text) ? `'${cell.text}` : cell.text;
  if ("dateTime" in cell) return cell.dateTime.replace("T", " ");
  if ("number" in cell) return decimal(cell.number, 6, point);
  if ("share" in cell) return decimal(cell.share, 6, point);
  return decimal(cell.duration / 60_000, 4, point);
}

function decimal(value: number, places: number, point: string): string {
  return String(Number(value.toFixed(places))).replace(".", point);
}

function quoted(field: string, separator: string): string {
  return /["\r\n]/.test(field) || field.includes(separator) ? `"${field.replaceAll('"', '""')}"` : field;
}
