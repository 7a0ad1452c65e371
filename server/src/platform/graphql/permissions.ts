import { type GraphQLSchema, isObjectType } from "graphql";
import { type Access, accessOf } from "./guard.js";

/** Who may use what: every root field, and every object field that is guarded by itself. */
export type PermissionMatrix = Record<string, string>;

/** What an undecorated root field is: denied to everybody, and a mistake. */
export const UNDECORATED = "NOBODY: no decorator";

export function permissionMatrix(schema: GraphQLSchema): PermissionMatrix {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const matrix: PermissionMatrix = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const access = accessOf(field);
      if (access) matrix[`${type.name}.${field.name}`] = inWords(access);
      else if (roots.includes(type)) matrix[`${type.name}.${field.name}`] = UNDECORATED;
    }
  }
  return Object.fromEntries(Object.entries(matrix).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inWords(access: Access): string {
  if (access.to === "everybody") return "everybody";
  if (access.to === "signedIn") return "who has signed in";
  return [...access.anyOf].sort().join(" or ");
}
