import "reflect-metadata";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchemaSync, type ClassType, type NonEmptyArray } from "type-graphql";
import { guardSchema } from "./guard.js";

/** Resolver classes, and where their instances come from. */
export interface Resolvers {
  classes: NonEmptyArray<ClassType>;
  /** The instance of one of these classes; called at each resolution, so it looks up rather than builds. */
  instanceOf(resolver: ClassType): object;
}

/** The classes with the instances that were built of them. */
export function resolversFrom(classes: NonEmptyArray<ClassType>, instances: readonly object[]): Resolvers {
  const byClass = new Map(instances.map((instance) => [instance.constructor, instance]));
  const missing = classes.filter((each) => !byClass.has(each));
  if (missing.length > 0) throw new Error(`Listed but not built: ${missing.map(({ name }) => name).join(", ")}`);
  return { classes, instanceOf: (resolver) => byClass.get(resolver)! };
}

/** The executable schema: every root field guarded, every input validated. */
export function buildDeskSchema({ classes, instanceOf }: Resolvers): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: classes,
    container: { get: instanceOf },
    validate: true,
    // The feeds bring their own iterables; nothing is published through type-graphql.
    pubSub: NO_PUB_SUB,
  });
  return guardSchema(schema);
}

const NO_PUB_SUB = {
  publish(): never {
    throw new Error("Events are published by committing them to the log");
  },
  subscribe(): never {
    throw new Error("Subscriptions bring their own iterable");
  },
};

/** The schema as it is committed: sorted, so that the order of classes does not show. */
export function printDeskSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
