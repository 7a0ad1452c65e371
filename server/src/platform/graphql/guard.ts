import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from "graphql";
import { ArgumentValidationError, Extensions } from "type-graphql";
import type { Permission } from "../auth/permission.js";
import type { RequestContext } from "./context.js";
import { RequestError } from "./errors.js";
import { invalidInputOf } from "./invalid-input.js";
import { NotPermitted, type ProblemType, Refusal } from "./problem.js";

/** Who may use a field. */
export type Access = { to: "everybody" } | { to: "signedIn" } | { to: "permission"; anyOf: readonly Permission[] };

/** A query, mutation, subscription or object field for viewers with any of these permissions. */
export function Allow(...anyOf: [Permission, ...Permission[]]) {
  return Extensions({ access: { to: "permission", anyOf } satisfies Access });
}

/** One for every person who signed in and every program with a valid token. */
export function SignedIn() {
  return Extensions({ access: { to: "signedIn" } satisfies Access });
}

/** One for everybody, signed in or not. */
export function Public() {
  return Extensions({ access: { to: "everybody" } satisfies Access });
}

export function accessOf(field: GraphQLField<unknown, unknown>): Access | null {
  return (field.extensions.access as Access | undefined) ?? null;
}

/** Why the viewer may not use a field, or null when they may. A root field that says nothing is denied. */
export function denial(access: Access | null, context: RequestContext): "NOT_SIGNED_IN" | "NOT_PERMITTED" | null {
  if (access?.to === "everybody") return null;
  if (!context.viewer) return "NOT_SIGNED_IN";
  if (access === null) return "NOT_PERMITTED";
  if (access.to === "signedIn") return null;
  const { permissions } = context.viewer;
  return access.anyOf.some((permission) => permissions.has(permission)) ? null : "NOT_PERMITTED";
}

type Resolve = NonNullable<GraphQLField<unknown, RequestContext>["resolve"]>;

/**
 * Enforces what the decorators say, on the finished schema: synchronously, and only where something is guarded, so
 * that plain fields cost nothing. Where a mutation's result has a type for it, a denial, a refusal or an input that
 * fails validation is answered by that problem; elsewhere it is an error.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    const isRoot = roots.includes(type);
    for (const field of Object.values(type.getFields())) {
      const access = accessOf(field);
      if (isRoot || access) guardField(field, access, type, schema);
    }
  }
  return schema;
}

function guardField(
  field: GraphQLField<unknown, RequestContext>,
  access: Access | null,
  type: GraphQLObjectType,
  schema: GraphQLSchema,
): void {
  const problems = problemsOf(field);
  const guarded =
    (inner: Resolve): Resolve =>
    (root, args, context, info) => {
      const denied = denial(access, context);
      if (denied) return denyWith(denied, problems, type, field);
      if (problems.size === 0) return inner(root, args, context, info);
      return answered(() => inner(root, args, context, info), problems);
    };
  if (type === schema.getSubscriptionType()) {
    if (field.subscribe) field.subscribe = guarded(field.subscribe);
  } else {
    field.resolve = guarded(field.resolve ?? defaultFieldResolver);
  }
}

function problemsOf(field: GraphQLField<unknown, RequestContext>): ReadonlySet<string> {
  const result = getNamedType(field.type);
  if (!isUnionType(result)) return new Set();
  const names = result.getTypes().filter((member) => member.getInterfaces().some(({ name }) => name === "Problem"));
  return new Set(names.map(({ name }) => name));
}

function denyWith(
  denied: "NOT_SIGNED_IN" | "NOT_PERMITTED",
  problems: ReadonlySet<string>,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, RequestContext>,
) {
  if (problems.has("NotPermitted")) {
    return new NotPermitted(denied === "NOT_SIGNED_IN" ? "NOT_SIGNED_IN" : "MISSING_PERMISSION");
  }
  throw denied === "NOT_SIGNED_IN"
    ? new RequestError("NOT_SIGNED_IN", `${type.name}.${field.name} wants you to sign in, or to send a token.`)
    : new RequestError("NOT_PERMITTED", `You do not have the right to use ${type.name}.${field.name}.`);
}

async function answered(work: () => unknown, problems: ReadonlySet<string>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const problem = problemIn(error);
    if (problem && problems.has(problem.typeName)) return problem;
    throw error;
  }
}

/** The problem that a refusal carries or that failed validation amounts to. */
function problemIn(error: unknown): ProblemType | null {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof ArgumentValidationError) return invalidInputOf(error);
  return null;
}
