import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import type { RequestContext } from "./context.js";

export interface Execution {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
  context: RequestContext;
}

/**
 * Executes operations. A query that comes again is compiled: the console asks the same few ones all day, and compiled
 * they take a fraction of the processor. A document seen once is not worth the compilation, and mutations are rare.
 */
export class Executor {
  private readonly compiled = new WeakMap<OperationDefinitionNode, CompiledQuery | "once" | "not compilable">();

  constructor(private readonly schema: GraphQLSchema) {}

  async execute({ document, operation, variables, context }: Execution): Promise<ExecutionResult> {
    const compiled = this.compilationOf(document, operation);
    if (compiled) {
      const result = await compiled.query(undefined, context, { ...variables });
      // Without data nothing was executed: the variables do not fit. Below, that is said in graphql-js's words.
      if (result.data !== undefined) return result;
    }
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  private compilationOf(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    if (operation.operation !== OperationTypeNode.QUERY) return null;
    const known = this.compiled.get(operation);
    if (known === undefined) {
      this.compiled.set(operation, "once");
      return null;
    }
    if (known === "not compilable") return null;
    if (known !== "once") return known;
    const compiled = compileQuery(this.schema, document, operation.name?.value);
    this.compiled.set(operation, isCompiledQuery(compiled) ? compiled : "not compilable");
    return isCompiledQuery(compiled) ? compiled : null;
  }
}
