import { setImmediate as nextTurn } from "node:timers/promises";
import { type AsyncZippable, strToU8, zip } from "fflate";
import type { Cell, Sheet } from "./cell.js";

export const ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet";

export interface Workbook {
  title: string;
  sheets: readonly Sheet[];
  /** When it was made: written into the document and into the archive. */
  at: Date;
}

const OASIS = "urn:oasis:names:tc:opendocument:xmlns";
const NAMESPACES = [
  `xmlns:office="${OASIS}:office:1.0"`,
  `xmlns:table="${OASIS}:table:1.0"`,
  `xmlns:text="${OASIS}:text:1.0"`,
  `xmlns:style="${OASIS}:style:1.0"`,
  `xmlns:number="${OASIS}:datastyle:1.0"`,
  `xmlns:fo="${OASIS}:xsl-fo-compatible:1.0"`,
  `xmlns:meta="${OASIS}:meta:1.0"`,
  `xmlns:dc="http://purl.org/dc/elements/1.1/"`,
  'office:version="1.3"',
].join(" ");
/** Written without a pause: who waits for something else of the server is not to notice. */
const ROWS_AT_ONCE = 100;
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** How cells of each kind are shown; durations run past 24 hours. */
const STYLES = `<office:automatic-styles>
<number:number-style style:name="as-number"><number:number number:min-integer-digits="1"/></number:number-style>
<number:percentage-style style:name="as-share"><number:number number:decimal-places="1" number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:time-style style:name="as-duration" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style>
<number:date-style style:name="as-dateTime"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="column" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>
<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="text" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>
<style:style style:name="number" style:family="table-cell" style:data-style-name="as-number"/>
<style:style style:name="share" style:family="table-cell" style:data-style-name="as-share"/>
<style:style style:name="duration" style:family="table-cell" style:data-style-name="as-duration"/>
<style:style style:name="dateTime" style:family="table-cell" style:data-style-name="as-dateTime"/>
</office:automatic-styles>`;

const MANIFEST = `${HEAD}<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${ODS_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`;

/**
 * A workbook as an OpenDocument 1.3 spreadsheet. Written here because the libraries that write this format know few of
 * its cell types, and a report needs five.
 */
export async function writeOds({ title, sheets, at }: Workbook): Promise<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const content = [
    Buffer.from(`${HEAD}<office:document-content ${NAMESPACES}>${STYLES}\n<office:body><office:spreadsheet>`),
  ];
  for (const [index, sheet] of sheets.entries()) {
    for (const piece of table(sheet, names[index]!)) {
      content.push(Buffer.from(piece));
      await nextTurn();
    }
  }
  content.push(Buffer.from("</office:spreadsheet></office:body></office:document-content>"));
  const styles = `${HEAD}<office:document-styles ${NAMESPACES}><office:styles/></office:document-styles>`;
  const meta = `${HEAD}<office:document-meta ${NAMESPACES}><office:meta><meta:generator>Guichet</meta:generator>
<dc:title>${escaped(title)}</dc:title><meta:creation-date>${at.toISOString()}</meta:creation-date></office:meta></office:document-meta>`;
  const files: AsyncZippable = {
    // First and as it is: whoever wants to know what the file is reads it there.
    mimetype: [strToU8(ODS_TYPE), { level: 0 }],
    "META-INF/manifest.xml": strToU8(MANIFEST),
    "content.xml": Buffer.concat(content),
    "styles.xml": strToU8(styles),
    "meta.xml": strToU8(meta),
  };
  return packed(files, at);
}

/** What is large is packed in a thread of its own. */
function packed(files: AsyncZippable, at: Date): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip(files, { mtime: at }, (error, archive) => (error ? reject(error) : resolve(archive)));
  });
}

function* table({ rows, hasHead }: Sheet, name: string): Generator<string> {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 1);
  yield `<table:table table:name="${escaped(name)}"><table:table-column table:style-name="column" table:number-columns-repeated="${columns}"/>\n`;
  const head = hasHead ? rows[0] : undefined;
  const others = head ? rows.slice(1) : rows;
  if (head) yield `<table:table-header-rows>${tableRow(head, true, columns)}</table:table-header-rows>`;
  for (let start = 0; start < others.length; start += ROWS_AT_ONCE) {
    const some = others.slice(start, start + ROWS_AT_ONCE);
    yield some.map((row) => tableRow(row, false, columns)).join("\n");
  }
  // A table has a row.
  if (!head && others.length === 0) yield tableRow([], false, columns);
  yield "</table:table>";
}

function tableRow(row: readonly Cell[], isHead: boolean, columns: number): string {
  const rest = columns - row.length;
  const empty = rest > 0 ? `<table:table-cell table:number-columns-repeated="${rest}"/>` : "";
  return `<table:table-row>${row.map((cell) => tableCell(cell, isHead)).join("")}${empty}</table:table-row>`;
}

function tableCell(cell: Cell, isHead: boolean): string {
  if (cell === null) return "<table:table-cell/>";
  if ("text" in cell) {
    const lines = cell.text.split(/\r\n|\r|\n/).map((line) => `<text:p>${escaped(line)}</text:p>`);
    return typed(isHead ? "head" : "text", "string", "", lines.join(""));
  }
  if ("number" in cell)
    return typed("number", "float", `office:value="${cell.number}"`, paragraph(String(cell.number)));
  if ("share" in cell) {
    return typed("share", "percentage", `office:value="${cell.share}"`, paragraph(`${(cell.share * 100).toFixed(1)}%`));
  }
  if ("dateTime" in cell) {
    return typed(
      "dateTime",
      "date",
      `office:date-value="${cell.dateTime}"`,
      paragraph(cell.dateTime.slice(0, 16).replace("T", " ")),
    );
  }
  const { hours, minutes, seconds } = parts(cell.duration);
  const two = (value: number) => String(value).padStart(2, "0");
  return typed(
    "duration",
    "time",
    `office:time-value="PT${two(hours)}H${two(minutes)}M${seconds < 10 ? "0" : ""}${seconds}S"`,
    paragraph(`${two(hours)}:${two(minutes)}:${two(Math.floor(seconds))}`),
  );
}

function typed(style: string, type: string, value: string, shown: string): string {
  const attributes = [`table:style-name="${style}"`, `office:value-type="${type}"`, value].filter(Boolean).join(" ");
  return `<table:table-cell ${attributes}>${shown}</table:table-cell>`;
}

function paragraph(shown: string): string {
  return `<text:p>${shown}</text:p>`;
}

function parts(milliseconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.round(milliseconds);
  return {
    hours: Math.floor(whole / 3_600_000),
    minutes: Math.floor(whole / 60_000) % 60,
    seconds: (whole % 60_000) / 1000,
  };
}

/** Names that spreadsheets accept: at most 31 characters, without those that formulas use, each of them once. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .replaceAll(/[[\]*?:/\\']/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim() || "-";
    let own = plain.slice(0, 31).trim();
    for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${plain.slice(0, 28 - String(n).length).trim()} (${n})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** Without the characters that XML has no place for. */
function escaped(value: string): string {
  return value
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
