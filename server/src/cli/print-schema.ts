import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildDeskSchema, printDeskSchema } from "../platform/graphql/schema.js";
import { projectRoot } from "../platform/state-folder.js";
import { resolvers } from "../schema.js";

/** Where the printed schema is committed: the contract that clients are built against. */
const path = join(projectRoot(), "schema", "schema.graphql");

const schema = buildDeskSchema({ classes: resolvers, instanceOf: notNeeded });
writeFileSync(path, printDeskSchema(schema));
console.log(`Printed ${path}`);

function notNeeded(): never {
  throw new Error("Printing resolves nothing");
}
