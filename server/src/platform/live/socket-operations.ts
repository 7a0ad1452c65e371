import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Context } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Viewer } from "../auth/viewer.js";
import type { Position } from "../events/position.js";
import type { RequestContext } from "../graphql/context.js";
import { RequestError } from "../graphql/errors.js";
import type { Operations, PreparedOperation } from "../graphql/operations.js";
import { Ending } from "./ending.js";
import type { FeedRequest } from "./feed.js";
import type { Hub } from "./hub.js";
import { prepareOperation } from "./operation.js";
import { SocketSink } from "./socket-sink.js";
import type { Tail } from "./tail.js";

export interface SocketOperationsOptions {
  operations: Operations;
  hub: Hub;
  tail: Tail;
  /** Who sends these headers; null for a stranger. From memory: it is asked at every operation. */
  authenticate(request: Pick<IncomingMessage, "headers">): Promise<Viewer | null>;
  contextFor(viewer: Viewer, position: Position, request: IncomingMessage): RequestContext;
  /** The feed behind what a subscription's resolver answered. */
  requestOf(stream: AsyncIterable<unknown>): FeedRequest | null;
  refusalOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): GraphQLError | null;
}

const SUBSCRIPTIONS_PER_SOCKET = 100;
/** Final for the client, as opposed to Forbidden: it does not try again. */
export const UNAUTHORIZED = 4401;

/** A socket, the connection below it and the request that opened it. */
export interface Opened {
  socket: WebSocket;
  stream: Duplex;
  request: IncomingMessage;
  viewer: Viewer | null;
  /** It has answered the last ping. */
  alive: boolean;
}

export type SocketContext = Context<Record<string, unknown>, Opened>;

/** What `onSubscribe` found out, on its way to `execute` and `subscribe`. */
export interface Prepared extends ExecutionArgs {
  prepared: PreparedOperation;
  operationId: string;
  opened: Opened;
  contextValue: RequestContext;
}

/** What a socket's operations go through: the same checks, limits and masks as over HTTP; feeds are the hub's. */
export class SocketOperations {
  constructor(private readonly options: SocketOperationsOptions) {}

  async prepare(
    { extra, subscriptions }: SocketContext,
    operationId: string,
    payload: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null },
  ): Promise<Prepared | readonly GraphQLError[]> {
    const { operations, refusalOf, contextFor } = this.options;
    // Taken before the rights are looked up: see FeedRequest.rightsAt.
    const { position } = this.options.tail;
    const viewer = await this.viewerOf(extra);
    if (!viewer) {
      extra.socket.close(UNAUTHORIZED, "Sign in, or send a token");
      return [new GraphQLError("Sign in, or send a token.")];
    }
    const contextValue = contextFor(viewer, position, extra.request);
    const { requestId } = contextValue;
    const variables = payload.variables ?? {};
    const prepared = operations.prepare(payload.query, payload.operationName, variables, viewer);
    if (!("document" in prepared)) return prepared.map((error) => asError(operations.maskError(error, requestId)));
    const { document, operation, operationName } = prepared;
    if (operation.operation === "subscription") {
      const refusal =
        Object.keys(subscriptions).length > SUBSCRIPTIONS_PER_SOCKET
          ? new RequestError("RATE_LIMIT_EXCEEDED", `At most ${SUBSCRIPTIONS_PER_SOCKET} subscriptions on one socket.`)
          : refusalOf(operations.schema, document, operation);
      if (refusal) return [asError(operations.maskError(refusal, requestId))];
    }
    return {
      schema: operations.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      rootValue: undefined,
      prepared,
      operationId,
      opened: extra,
    };
  }

  async execute({ prepared, variableValues, contextValue }: Prepared): Promise<ExecutionResult> {
    return this.options.operations.execute(prepared, variableValues, contextValue);
  }

  async subscribe(args: Prepared): Promise<ExecutionResult | Ending> {
    const { operations, hub, requestOf } = this.options;
    const { schema, document, operationName, variableValues, contextValue, rootValue } = args;
    const stream = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues,
      contextValue,
      rootValue,
    });
    if (!(Symbol.asyncIterator in stream)) {
      const errors = stream.errors?.map((error) => asError(operations.maskError(error, contextValue.requestId)));
      return { ...stream, errors };
    }
    const request = requestOf(stream);
    if (!request) throw new Error("A subscription answered no feed");
    const operation = prepareOperation(
      schema,
      document,
      args.prepared.documentHash,
      operationName,
      variableValues ?? {},
    );
    const { socket, stream: raw } = args.opened;
    const ending = new Ending(() => subscription.leave());
    const failing = {
      end: () => ending.end(),
      fail: (error: unknown) => ending.fail(asError(operations.maskError(error, contextValue.requestId))),
    };
    const subscription = hub.join(request, operation, new SocketSink(socket, raw, args.operationId, failing));
    return ending;
  }

  async viewerOf({ request }: Opened): Promise<Viewer | null> {
    try {
      return await this.options.authenticate(request);
    } catch (error) {
      if (error instanceof RequestError) return null;
      throw error;
    }
  }
}

function asError({ message, ...rest }: GraphQLFormattedError): GraphQLError {
  const error = new GraphQLError(message, { extensions: rest.extensions });
  return Object.defineProperty(error, "toJSON", { value: () => ({ message, ...rest }) });
}
