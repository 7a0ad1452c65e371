import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { Payload } from "./payload.js";

/** A subscription's document with the variables that its selections use. */
export interface Operation {
  /** Equal keys, viewers alike and equal items: equal bytes. */
  readonly key: string;
  /** Executes the selections on an item. Throws when the result has errors: an item is shown whole or not at all. */
  render(root: object, context: object): Promise<Payload>;
}

/** An execution that could not give the item's whole content. */
export class RenderingFailed extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? "An item could not be rendered", { cause: errors[0]?.originalError ?? errors[0] });
  }
}

interface Compiled {
  query: CompiledQuery;
  /** The variables that shape the result. */
  inner: readonly string[];
}

const compiled = new WeakMap<DocumentNode, Map<string, Compiled>>();

/**
 * Prepares the execution of a valid subscription document. Compiled once per document: the cache of parsed documents
 * must give the same object for the same text.
 */
export function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  documentHash: string,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): Operation {
  const { query, inner } = compile(schema, document, operationName);
  const shaping = inner.map((name) => [name, variables[name]]);
  return {
    key: `${documentHash}:${operationName ?? ""}:${JSON.stringify(shaping)}`,
    async render(root, context) {
      const result = await query.query(root, context, { ...variables });
      if (result.errors && result.errors.length > 0) throw new RenderingFailed(result.errors);
      return new Payload(JSON.stringify(result));
    },
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): Compiled {
  const name = operationName ?? "";
  let byName = compiled.get(document);
  if (!byName) compiled.set(document, (byName = new Map()));
  let known = byName.get(name);
  if (!known) {
    const query = compileQuery(schema, document, operationName ?? undefined);
    if (!isCompiledQuery(query)) throw new RenderingFailed(query.errors ?? []);
    known = { query, inner: [...innerVariables(document, operationName)].sort() };
    byName.set(name, known);
  }
  return known;
}

/** The variables used anywhere but in the root field's arguments: those shape the result, the others choose the feed. */
function innerVariables(document: DocumentNode, operationName: string | null | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) visit(definition, collect);
    if (definition.kind === Kind.OPERATION_DEFINITION && isNamed(definition, operationName)) {
      for (const selection of definition.selectionSet.selections) {
        if (selection.kind === Kind.FIELD && selection.selectionSet) visit(selection.selectionSet, collect);
        if (selection.kind !== Kind.FIELD) visit(selection, collect);
        for (const directive of selection.directives ?? []) visit(directive, collect);
      }
    }
  }
  return names;
}

function isNamed(definition: OperationDefinitionNode, operationName: string | null | undefined): boolean {
  return !operationName || definition.name?.value === operationName;
}
