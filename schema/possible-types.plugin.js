import { isAbstractType } from "graphql";

/** Which objects each union and interface may be: what a normalised cache needs to match fragments without the whole schema. */
export function plugin(schema) {
  const lines = Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type) && !type.name.startsWith("__"))
    .map((type) => {
      const objects = schema.getPossibleTypes(type).map((object) => JSON.stringify(object.name));
      return `  ${type.name}: [${objects.sort().join(", ")}],`;
    })
    .sort();
  return ["/* eslint-disable */", "export const possibleTypes: Record<string, string[]> = {", ...lines, "};", ""].join(
    "\n",
  );
}
