import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { columnsIn } from "./lookup.rules.js";
import { mappingSchema, parseMapping } from "./mapping.js";

const folder = fileURLToPath(new URL("../../mappings/", import.meta.url));

const small = {
  name: "small",
  case: { column: "id" },
  time: { column: "at", formats: ["ISO"] },
  recording: { channel: { constant: "WEB" }, requester: { column: "who" }, subject: { column: "title" } },
  application: { constant: "Everything" },
  states: [{ when: { status: "open" }, state: "OPEN" }],
  team: { value: { column: "group" } },
  level: { constant: 1 },
};

const complaint = (change: object) => {
  try {
    parseMapping({ ...small, ...change });
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("a mapping", () => {
  it("needs little, and what it leaves out has a meaning", () => {
    const mapping = parseMapping(small);
    expect(mapping.source).toEqual({
      delimiter: ",",
      quote: '"',
      escape: '"',
      encoding: "utf-8",
      header: true,
      skipLines: 0,
    });
    expect(mapping.facts).toMatchObject({ nature: { constant: "TECHNICAL" }, impact: { constant: "MEDIUM" } });
    expect(mapping.resolution.code).toEqual({ constant: "SOLVED" });
  });

  it.each([
    [{ colour: "blue" }, "colour"],
    [{ states: [{ when: { status: "open" }, state: "BUSY" }] }, "states.0.state"],
    [{ states: [{ when: { status: "open" } }] }, "states.0: says one of"],
    [{ states: [{ when: { status: "hold" }, state: "WAITING" }] }, 'states.0: names "waitingFor"'],
    [{ states: [{ when: { status: { matches: "(" } }, state: "OPEN" }] }, "states.0.when.status"],
    [{ level: { groupOrder: { first: 3, highest: 1 } } }, "level"],
    [{ time: { column: "at" } }, "time.formats"],
    [{ name: "Not A Name" }, "name"],
  ])("is refused with the place that is wrong: %j", (change, message) => {
    expect(complaint(change)).toContain(message);
  });

  it("names every column that it reads, in templates and conditions too", () => {
    const mapping = parseMapping({
      ...small,
      recording: { ...small.recording, subject: { template: "{title} ({product})" } },
      states: [{ when: { status: "open", substatus: ["a", "b"] }, state: "OPEN" }],
      unsupported: [{ column: "problem", reason: "later" }],
      order: [{ column: "step", as: "number" }],
    });
    expect([...columnsIn(mapping)].sort()).toEqual(
      ["at", "group", "id", "problem", "product", "status", "step", "substatus", "title", "who"].sort(),
    );
  });
});

describe("the mappings that come with the desk", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "mapping.schema.json");

  it.each(files)("are mappings: %s", (file) => {
    const content = JSON.parse(readFileSync(`${folder}${file}`, "utf8")) as { name: string };
    expect(`${parseMapping(content).name}.json`).toBe(file);
  });

  it("come with the schema that editors check them by (UPDATE_SCHEMA=1 rewrites it)", () => {
    const schema = `${JSON.stringify(z.toJSONSchema(mappingSchema, { io: "input", reused: "ref" }), null, 2)}\n`;
    const path = `${folder}mapping.schema.json`;
    if (process.env["UPDATE_SCHEMA"]) writeFileSync(path, schema);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(JSON.parse(schema));
  });
});
