import { createHash } from "node:crypto";
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";
import type { Viewer } from "../auth/viewer.js";
import type { Limits } from "../config/config.js";
import type { RequestContext } from "./context.js";
import { type Measures, measure } from "./cost.js";
import { DocumentCache } from "./document-cache.js";
import type { MaskError } from "./error-mask.js";
import { RequestError, type RequestErrorCode, timeLimitExceeded } from "./errors.js";
import { Executor } from "./executor.js";

type Variables = Readonly<Record<string, unknown>>;

/** In characters: enough to sign in, and to be told that the schema is for who has. */
const STRANGERS_DOCUMENT = 3_000;

/** An operation that is valid and within the limits for this viewer and these variables. */
export interface PreparedOperation {
  document: DocumentNode;
  /** The same document text always gives the same document object and hash. */
  documentHash: string;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
}

/**
 * What every way into the API does alike: parse, validate, hold to the limits, execute, mask what went wrong and say
 * at which position the answer is true.
 */
export class Operations {
  /** Documents that parsed and are valid, over all ways in. */
  readonly documents = new DocumentCache();
  private readonly measures = new WeakMap<OperationDefinitionNode, Measures>();
  private readonly executor: Executor;

  constructor(
    readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    readonly maskError: MaskError,
  ) {
    this.executor = new Executor(schema);
  }

  /** The operation ready to be executed, or what is wrong with it (still to be masked). */
  prepare(
    source: string,
    operationName: string | null | undefined,
    variables: Variables | null | undefined,
    viewer: Viewer | null,
  ): PreparedOperation | readonly GraphQLError[] {
    try {
      this.checkSource(source, viewer);
      const documentHash = createHash("sha256").update(source).digest("hex");
      const document = this.documents.find(documentHash) ?? this.readDocument(source, documentHash);
      if (Array.isArray(document)) return document;
      const operation = getOperationAST(document as DocumentNode, operationName);
      if (!operation) return [new RequestError("BAD_USER_INPUT", "The document has no single operation of that name.")];
      this.check(document as DocumentNode, operation, variables ?? {}, viewer);
      return { document: document as DocumentNode, documentHash, operation, operationName: operation.name?.value };
    } catch (error) {
      if (error instanceof RequestError) return [error];
      if (error instanceof GraphQLError) return [withCode("GRAPHQL_PARSE_FAILED", error)];
      throw error;
    }
  }

  /** Before anything is parsed: to validate a document costs the square of its length, and strangers ask for little. */
  checkSource(source: string, viewer: Viewer | null): void {
    if (viewer || source.length <= STRANGERS_DOCUMENT) return;
    const message = `Sign in, or send a token: a stranger's document has at most ${STRANGERS_DOCUMENT} characters.`;
    throw new RequestError("TOKEN_LIMIT_EXCEEDED", message, { limit: STRANGERS_DOCUMENT });
  }

  /** Holds a valid operation to the limits; throws a RequestError that says which one it exceeds. */
  check(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables, viewer: Viewer | null): void {
    let measures = this.measures.get(operation);
    if (!measures) {
      measures = measure(this.schema, operation, fragmentsOf(document));
      this.measures.set(operation, measures);
    }
    if (measures.introspects && !viewer) {
      throw new RequestError("INTROSPECTION_DISABLED", "The schema is shown to who has signed in.");
    }
    hold("DEPTH_LIMIT_EXCEEDED", "nests", measures.depth, this.limits.depth, "levels");
    hold("ALIAS_LIMIT_EXCEEDED", "has", measures.aliases, this.limits.aliases, "aliases");
    hold(
      "COST_LIMIT_EXCEEDED",
      "asks for",
      measures.cost(variables),
      this.limits.cost,
      "fields, lists at their page size",
    );
  }

  /** Executes a query or mutation to the end, or to the end of its time. */
  async execute(
    { document, operation }: Pick<PreparedOperation, "document" | "operation">,
    variables: Variables | null | undefined,
    context: RequestContext,
  ): Promise<ExecutionResult> {
    const result = await this.inTime(
      this.executor.execute({ document, operation, variables: variables ?? {}, context }),
      operation.operation === OperationTypeNode.MUTATION,
    );
    const named = result.data === undefined ? result.errors?.map(asBadInput) : result.errors;
    const errors = named?.map((error) => this.maskError(error, context.requestId) as GraphQLError);
    return { ...result, ...(errors ? { errors } : {}), extensions: { position: context.atLeast } };
  }

  private readDocument(source: string, hash: string): DocumentNode | readonly GraphQLError[] {
    const document = parse(source, { maxTokens: this.limits.tokens });
    const errors = validate(this.schema, document);
    if (errors.length > 0) return errors.map((error) => withCode("GRAPHQL_VALIDATION_FAILED", error));
    this.documents.keep(hash, document);
    return document;
  }

  private async inTime(work: Promise<ExecutionResult>, isMutation: boolean): Promise<ExecutionResult> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ExecutionResult>((resolve) => {
      timer = setTimeout(() => resolve({ errors: [this.tooLate(isMutation)], data: null }), this.limits.seconds * 1000);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private tooLate(isMutation: boolean): RequestError {
    const after = isMutation ? " What it was to change may be done all the same: look before you try again." : "";
    return timeLimitExceeded(this.limits.seconds, after);
  }
}

function hold(code: RequestErrorCode, verb: string, value: number, limit: number, unit: string): void {
  if (value <= limit) return;
  throw new RequestError(code, `The operation ${verb} ${value} ${unit}; the limit is ${limit}.`, { value, limit });
}

/** Without data nothing was executed: the variables did not fit. */
function asBadInput(error: GraphQLError): GraphQLError {
  return withCode("BAD_USER_INPUT", error);
}

/** Apollo's codes, for the ways in that are not Apollo's. */
function withCode(code: string, { message, nodes, source, positions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
