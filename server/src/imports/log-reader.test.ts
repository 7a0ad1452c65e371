import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readLog } from "./log-reader.js";
import { parseMapping } from "./mapping.js";

const folder = mkdtempSync(join(tmpdir(), "guichet-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mapping = (change: object = {}) =>
  parseMapping({
    name: "test",
    missing: ["?", ""],
    case: { column: "id" },
    time: { column: "at", formats: ["ISO"] },
    recording: { channel: { constant: "WEB" }, requester: { constant: "x" }, subject: { constant: "x" } },
    application: { constant: "x" },
    states: [{ when: { state: "open" }, state: "OPEN" }],
    team: { value: { constant: "x" } },
    level: { constant: 1 },
    ...change,
  });

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const wanted = new Set(["state", "id"]);
const read = async (path: string, change: object = {}) => readLog(path, mapping(change), wanted);
const refusal = async (path: string, change: object = {}) =>
  read(path, change).then(
    () => "read",
    (error: Error) => `${error.name}: ${error.message}`,
  );
const log = "id,at,state\n1,2016-01-01,open\n2,2016-01-02,?\n";

describe("a log", () => {
  it("is read with the columns wanted, their missing values and their lines", async () => {
    const { columns, rows } = await read(file("plain.csv", log));
    expect(columns).toEqual(["state", "id"]);
    expect(rows).toEqual([
      { line: 2, values: ["open", "1"] },
      { line: 3, values: [null, "2"] },
    ]);
  });

  it("is the same gzipped, whatever it is called", async () => {
    const { rows } = await read(file("zipped.csv", gzipSync(log)));
    expect(rows).toEqual((await read(file("plain.csv", log))).rows);
  });

  it("may have other delimiters, quotes, a title, a byte order mark and an older encoding", async () => {
    const text = 'Export du 1er mars\nid;at;state\n1;x;"fermé; ""clos"""\n';
    const { rows } = await read(file("latin.csv", Buffer.from(text, "latin1")), {
      source: { delimiter: ";", encoding: "windows-1252", skipLines: 1 },
    });
    expect(rows.map(({ values }) => values[0])).toEqual(['fermé; "clos"']);
    expect((await read(file("bom.csv", `\uFEFF${log}`))).rows).toHaveLength(2);
  });

  it("without a header has the one that the mapping gives", async () => {
    const { rows } = await read(file("bare.csv", "1,x,open\n"), { source: { header: ["id", "at", "state"] } });
    expect(rows).toEqual([{ line: 1, values: ["open", "1"] }]);
  });

  it("that is cut short is refused as a whole", async () => {
    const zipped = gzipSync(log.repeat(500));
    expect(await refusal(file("cut.gz", zipped.subarray(0, zipped.length - 20)))).toContain(
      "compressed data ends too soon",
    );
    expect(await refusal(file("cut.csv", "id,at,state\n1,2016-01-01,open\n2,2016"))).toMatch(/Line 3 .* has 2 values/);
    expect(await refusal(file("quoted.csv", 'id,at,state\n1,2016-01-01,"op'))).toContain("ends within quotes");
    const damaged = Buffer.from(zipped);
    damaged.fill(0xff, 20, 40);
    expect(await refusal(file("damaged.gz", damaged))).toContain("is damaged");
  });

  it("that is not there, empty or of another shape says so", async () => {
    expect(await refusal(join(folder, "none.csv"))).toBe(`ImportError: There is no log ${join(folder, "none.csv")}.`);
    expect(await refusal(file("empty.csv", ""))).toContain("is empty");
    expect(await refusal(file("header.csv", "id,at,state\n"))).toContain("a header and no rows");
    expect(await refusal(file("other.csv", "a,b,c\n1,2,3\n"))).toBe(
      'ImportError: The log has no column "state", "id". It has: a, b, c.',
    );
    expect(await refusal(file("bytes.csv", Buffer.from("id,at,state\n1,x,ferm\xe9\n", "latin1")))).toContain(
      "not written in utf-8",
    );
  });
});
