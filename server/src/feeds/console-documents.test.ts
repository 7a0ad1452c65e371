import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, type DocumentNode, Kind, type OperationDefinitionNode, parse, separateOperations } from "graphql";
import { describe, expect, it } from "vitest";
import { PER_VIEWER_FIELDS, perViewerFieldIn } from "./per-viewer-fields.js";

const contract = fileURLToPath(new URL("../../../schema/", import.meta.url));
const schema = buildSchema(readFileSync(`${contract}schema.graphql`, "utf8"));

const documents = readdirSync(`${contract}documents`, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => readFileSync(`${contract}documents/${file}`, "utf8"));

/** The operations of all the console's documents, each with the fragments it uses. */
const operations = Object.values(separateOperations(parse(documents.join("\n")))).flatMap((document) =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [{ document, operation: definition }] : [],
  ),
);

const refusal = ({ document, operation }: { document: DocumentNode; operation: OperationDefinitionNode }) =>
  perViewerFieldIn(schema, document, operation)?.message ?? null;

describe("the console's feeds", () => {
  const feeds = operations.filter(({ operation }) => operation.operation === "subscription");

  it("ask for nothing that differs by viewer where many read the same", () => {
    expect(feeds.length).toBeGreaterThan(0);
    expect(feeds.map(refusal).filter((message) => message !== null)).toEqual([]);
  });

  it("would be refused if they did, in a fragment too", () => {
    const document = parse(`subscription { queueFeed(view: {}) { ... on TicketEntered { ticket { ...Row } } } }
      fragment Row on Ticket { queue { mine } }`);
    const operation = document.definitions[0] as OperationDefinitionNode;
    expect(refusal({ document, operation })).toContain("Queue.mine differs by viewer");
  });

  it("are held to fields that the schema has", () => {
    for (const field of PER_VIEWER_FIELDS) {
      const [type, name] = field.split(".") as [string, string];
      const found = schema.getType(type);
      expect(found && "getFields" in found ? Object.keys(found.getFields()) : []).toContain(name);
    }
  });
});
