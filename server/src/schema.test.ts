import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { type PermissionMatrix, permissionMatrix, UNDECORATED } from "./platform/graphql/permissions.js";
import { buildDeskSchema, printDeskSchema } from "./platform/graphql/schema.js";
import { projectRoot } from "./platform/state-folder.js";
import { resolvers } from "./schema.js";

const schema: GraphQLSchema = buildDeskSchema({ classes: resolvers, instanceOf: notNeeded });

function notNeeded(): never {
  throw new Error("Nothing is resolved here");
}

function firstDifference(
  printed: string,
  committed: string,
): { line: number; printed?: string; committed?: string } | null {
  const [ours, theirs] = [printed.split("\n"), committed.split("\n")];
  const line = ours.findIndex((text, index) => text !== theirs[index]);
  if (line === -1)
    return ours.length === theirs.length ? null : { line: ours.length + 1, committed: theirs[ours.length] };
  return { line: line + 1, printed: ours[line], committed: theirs[line] };
}

describe("the schema", () => {
  it("is printed and committed (npm run print-schema -w server rewrites it)", () => {
    const committed = readFileSync(join(projectRoot(), "schema", "schema.graphql"), "utf8");
    // Not a diff of the whole text: the first line that differs says enough.
    expect(firstDifference(printDeskSchema(schema), committed)).toBeNull();
  });

  it("denies every root field to everybody unless a decorator says otherwise, and every one has a decorator", () => {
    const undecorated = Object.entries(permissionMatrix(schema)).filter(([, access]) => access === UNDECORATED);
    expect(undecorated).toEqual([]);
  });

  it("is guarded as the reviewed matrix says (UPDATE_MATRIX=1 rewrites it, for review)", () => {
    const path = new URL("./platform/graphql/permissions.matrix.json", import.meta.url);
    if (process.env.UPDATE_MATRIX) writeFileSync(path, `${JSON.stringify(permissionMatrix(schema), null, 2)}\n`);
    const reviewed = JSON.parse(readFileSync(path, "utf8")) as PermissionMatrix;
    expect(permissionMatrix(schema)).toEqual(reviewed);
  });

  it("names what implements Node by an ID", () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const nodes = types.filter((type) => type.getInterfaces().some(({ name }) => name === "Node"));
    expect(nodes.filter((type) => String(type.getFields().id?.type) !== "ID!")).toEqual([]);
  });

  it("gives every problem a message", () => {
    const problem = schema.getType("Problem");
    expect(isInterfaceType(problem) && String(problem.getFields().message?.type)).toBe("String!");
  });

  it("takes a mutation's input as one object or as a few plain arguments", () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const inputs = field.args.filter(({ type }) => isInputObjectType(type));
      expect({ field: field.name, inputs: inputs.length }).toEqual({ field: field.name, inputs: inputs.length && 1 });
    }
  });
});
