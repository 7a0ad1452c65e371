import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeOds } from "./ods.js";

const folder = mkdtempSync(join(tmpdir(), "guichet-ods-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const workbook = {
  title: "March & <April>",
  at: new Date("2016-04-01T08:00:00Z"),
  sheets: [
    {
      name: "Time to take charge: level [1] / all",
      hasHead: true,
      rows: [
        [{ text: "Application" }, { text: "Count" }],
        [{ text: "=1+1" }, { number: 12 }],
        [{ text: 'two\nlines & <tags> "q" \u0001' }, null, { share: 0.125 }],
        [{ duration: 137 * 3_600_000 + 5 * 60_000 + 2_007 }, { dateTime: "2016-03-31T14:05:00" }],
      ],
    },
    { name: "Time to take charge: level [1] / all", hasHead: false, rows: [] },
  ],
};

/** Another program's look at the archive and its document: name, type and text of each cell. */
const READER = `
import json, sys, zipfile
from xml.etree import ElementTree
ns = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
office, table, text = ns % "office", ns % "table", ns % "text"
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
first = archive.infolist()[0]
for part in ["META-INF/manifest.xml", "styles.xml", "meta.xml"]:
    ElementTree.fromstring(archive.read(part))
document = ElementTree.fromstring(archive.read("content.xml"))
def cell(element):
    values = {key[len(office):]: value for key, value in element.attrib.items() if key.startswith(office)}
    return [values, [paragraph.text or "" for paragraph in element.iter(text + "p")]]
print(json.dumps({
    "first": [first.filename, first.compress_type, archive.read(first).decode(), first.extra.hex()],
    "version": document.get(office + "version"),
    "sheets": [
        [sheet.get(table + "name"), [[cell(each) for each in row.iter(table + "table-cell")] for row in sheet.iter(table + "table-row")]]
        for sheet in document.iter(table + "table")
    ],
}))
`;

const python = spawnSync("python3", ["--version"]).status === 0;

describe("a workbook as ODS", () => {
  it("begins with its type, readable without unpacking", async () => {
    const bytes = Buffer.from(await writeOds(workbook));
    const type = "application/vnd.oasis.opendocument.spreadsheet";
    expect(bytes.subarray(30, 30 + 8 + type.length).toString("latin1")).toBe(`mimetype${type}`);
    // Stored, and nothing between the name and the text.
    expect([bytes.readUInt16LE(8), bytes.readUInt16LE(28)]).toEqual([0, 0]);
  });

  it("of many rows lets others have their turns while it is written", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [{ text: "Application" }, { number: index }]);
    let turns = 0;
    const turn = () => {
      turns++;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    await writeOds({ ...workbook, sheets: [{ name: "Many", hasHead: false, rows }] });
    clearImmediate(next);
    expect(turns).toBeGreaterThan(40);
  });

  it.skipIf(!python)("opens in another program with its cells typed", async () => {
    const file = join(folder, "report.ods");
    writeFileSync(file, await writeOds(workbook));
    const seen = JSON.parse(execFileSync("python3", ["-c", READER, file], { encoding: "utf8" }));
    expect(seen).toEqual({
      first: ["mimetype", 0, "application/vnd.oasis.opendocument.spreadsheet", ""],
      version: "1.3",
      sheets: [
        [
          "Time to take charge level 1 all",
          [
            [
              [{ "value-type": "string" }, ["Application"]],
              [{ "value-type": "string" }, ["Count"]],
              [{}, []],
            ],
            [
              [{ "value-type": "string" }, ["=1+1"]],
              [{ "value-type": "float", value: "12" }, ["12"]],
              [{}, []],
            ],
            [
              [{ "value-type": "string" }, ["two", 'lines & <tags> "q" \uFFFD']],
              [{}, []],
              [{ "value-type": "percentage", value: "0.125" }, ["12.5%"]],
            ],
            [
              [{ "value-type": "time", "time-value": "PT137H05M02.007S" }, ["137:05:02"]],
              [{ "value-type": "date", "date-value": "2016-03-31T14:05:00" }, ["2016-03-31 14:05"]],
              [{}, []],
            ],
          ],
        ],
        ["Time to take charge level 1 (2)", [[[{}, []]]]],
      ],
    });
  });
});
