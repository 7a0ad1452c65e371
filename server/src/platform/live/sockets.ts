import type { IncomingMessage, Server } from "node:http";
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
import { type Context, handleProtocols, makeServer } from "graphql-ws";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Viewer } from "../auth/viewer.js";
import type { Position } from "../events/position.js";
import type { RequestContext } from "../graphql/context.js";
import { RequestError } from "../graphql/errors.js";
import type { Operations, PreparedOperation } from "../graphql/operations.js";
import { Ending } from "./ending.js";
import type { FeedRequest } from "./feed.js";
import type { Hub } from "./hub.js";
import { resolveItemsDirectly } from "./item-resolution.js";
import type { LiveLogger } from "./logger.js";
import { prepareOperation } from "./operation.js";
import { type ConcernedByEvent, rightsKeys } from "./rights.js";
import { SocketSink } from "./socket-sink.js";
import type { Tail } from "./tail.js";

export interface SocketsOptions {
  operations: Operations;
  hub: Hub;
  tail: Tail;
  concerned: ConcernedByEvent;
  /** Who sends these headers; null for a stranger. From memory: it is asked at every operation. */
  authenticate(request: Pick<IncomingMessage, "headers">): Promise<Viewer | null>;
  contextFor(viewer: Viewer, position: Position, request: IncomingMessage): RequestContext;
  /** The feed behind what a subscription's resolver answered. */
  requestOf(stream: AsyncIterable<unknown>): FeedRequest | null;
  refusalOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): GraphQLError | null;
  /** Whether the socket may be opened from where its request comes (its Origin). */
  allows(request: IncomingMessage): boolean;
  logger: LiveLogger;
  path?: string;
  /** The longest message taken from a client, in bytes. */
  messageBytes?: number;
  /** How often the other end must show that it is there; 0 for never. */
  pingMs?: number;
}

const SUBSCRIPTIONS_PER_SOCKET = 100;
/** Final for the client, as opposed to Forbidden: it does not try again. */
const UNAUTHORIZED = 4401;
const GOING_AWAY = 1001;

interface Opened {
  socket: WebSocket;
  stream: Duplex;
  request: IncomingMessage;
  viewer: Viewer | null;
}

type SocketContext = Context<Record<string, unknown>, Opened>;

/** What `onSubscribe` found out, on its way to `execute` and `subscribe`. */
interface Prepared extends ExecutionArgs {
  prepared: PreparedOperation;
  operationId: string;
  opened: Opened;
  contextValue: RequestContext;
}

/** GraphQL over WebSocket (graphql-transport-ws) on an HTTP server, subscriptions served by the hub. */
export function attachSockets(server: Server, options: SocketsOptions): Sockets {
  return new Sockets(server, options);
}

export class Sockets {
  private readonly upgrades: WebSocketServer;
  private readonly open = new Set<Opened>();
  private readonly protocol: ReturnType<typeof makeServer<Record<string, unknown>, Opened>>;
  private readonly pings: NodeJS.Timeout | null;

  constructor(
    private readonly server: Server,
    private readonly options: SocketsOptions,
  ) {
    this.upgrades = new WebSocketServer({
      noServer: true,
      handleProtocols,
      perMessageDeflate: false,
      maxPayload: options.messageBytes ?? 256 * 1024,
    });
    this.protocol = makeServer<Record<string, unknown>, Opened>({
      onConnect: (context) => this.connect(context),
      onSubscribe: (context, id, payload) => this.prepare(context, id, payload),
      subscribe: (args) => this.subscribe(args as unknown as Prepared),
      execute: (args) => this.execute(args as unknown as Prepared),
      // The answers are masked and complete: they are sent as they are.
      onNext: (_context, _id, _payload, _args, result) => result,
    });
    resolveItemsDirectly(options.operations.schema);
    server.on("upgrade", this.upgrade);
    options.tail.onEvents((events) => this.endSessions(events.map(options.concerned)));
    const pingMs = options.pingMs ?? 12_000;
    this.pings = pingMs > 0 ? setInterval(() => this.pingAll(), pingMs) : null;
    this.pings?.unref();
  }

  get size(): number {
    return this.open.size;
  }

  /** The most bytes that are on their way to any one of them. */
  get mostBuffered(): number {
    let most = 0;
    for (const { socket } of this.open) most = Math.max(most, socket.bufferedAmount);
    return most;
  }

  /** Ends every socket; clients come back, to whoever listens then. */
  async close(): Promise<void> {
    this.server.off("upgrade", this.upgrade);
    if (this.pings) clearInterval(this.pings);
    for (const { socket } of this.open) socket.close(GOING_AWAY, "The server stops");
    const patience = setTimeout(() => {
      for (const { socket } of this.open) socket.terminate();
    }, 1_000);
    while (this.open.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    clearTimeout(patience);
    this.upgrades.close();
  }

  private readonly upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const path = (request.url ?? "/").split("?", 1)[0];
    if (path !== (this.options.path ?? "/graphql")) {
      // With nobody to answer it, the connection would stay, and keep the server from stopping.
      if (this.server.listenerCount("upgrade") === 1) refuseUpgrade(stream, "404 Not Found");
      return;
    }
    if (!this.options.allows(request)) return refuseUpgrade(stream, "403 Forbidden");
    stream.on("error", () => undefined);
    this.upgrades.handleUpgrade(request, stream, head, (socket) =>
      this.opened({ socket, stream, request, viewer: null }),
    );
  };

  private opened(opened: Opened): void {
    const { socket } = opened;
    this.open.add(opened);
    const alive = opened as Opened & { alive?: boolean };
    alive.alive = true;
    socket.on("pong", () => {
      alive.alive = true;
    });
    socket.on("error", () => undefined);
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => {
          socket.send(data, () => undefined);
        },
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) => {
          socket.on("message", (data: RawData) => {
            listener(String(data)).catch((error: unknown) => {
              this.options.logger.error({ err: error }, "A socket's message failed");
              socket.close(4500, "Internal server error");
            });
          });
        },
      },
      opened,
    );
    socket.once("close", (code, reason) => {
      this.open.delete(opened);
      void closed(code, String(reason));
    });
  }

  private async connect({ extra, connectionParams }: SocketContext): Promise<boolean> {
    // Programs that cannot set headers at the upgrade send their token here.
    const authorization = connectionParams?.authorization;
    if (typeof authorization === "string") extra.request.headers.authorization ??= authorization;
    extra.viewer = await this.viewerOf(extra);
    if (!extra.viewer) extra.socket.close(UNAUTHORIZED, "Sign in, or send a token");
    return true;
  }

  private async prepare(
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

  private async execute({ prepared, variableValues, contextValue }: Prepared): Promise<ExecutionResult> {
    return this.options.operations.execute(prepared, variableValues, contextValue);
  }

  private async subscribe(args: Prepared): Promise<ExecutionResult | Ending> {
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

  private async viewerOf({ request }: Opened): Promise<Viewer | null> {
    try {
      return await this.options.authenticate(request);
    } catch (error) {
      if (error instanceof RequestError) return null;
      throw error;
    }
  }

  /** Whoever has no rights at all any more loses the socket, not only its streams. */
  private endSessions(concerned: readonly ReturnType<ConcernedByEvent>[]): void {
    const everybody = concerned.includes("everybody");
    const keys = new Set(concerned.flatMap((whose) => (whose === "everybody" ? [] : whose)));
    if (!everybody && keys.size === 0) return;
    for (const opened of this.open) {
      if (!opened.viewer || !(everybody || rightsKeys(opened.viewer).some((key) => keys.has(key)))) continue;
      // Later: what this process remembers of them is forgotten by a listener like this one.
      setImmediate(async () => {
        const viewer = await this.viewerOf(opened).catch(() => opened.viewer);
        if (!viewer) opened.socket.close(UNAUTHORIZED, "The session has ended");
      });
    }
  }

  private pingAll(): void {
    for (const opened of this.open as Set<Opened & { alive?: boolean }>) {
      if (!opened.alive) {
        opened.socket.terminate();
        continue;
      }
      opened.alive = false;
      opened.socket.ping();
    }
  }
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.on("error", () => undefined);
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function asError({ message, ...rest }: GraphQLFormattedError): GraphQLError {
  const error = new GraphQLError(message, { extensions: rest.extensions });
  return Object.defineProperty(error, "toJSON", { value: () => ({ message, ...rest }) });
}
