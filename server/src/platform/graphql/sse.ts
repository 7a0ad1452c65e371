import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createSourceEventStream, type GraphQLFormattedError, OperationTypeNode } from "graphql";
import type { FeedRequest } from "../live/feed.js";
import type { Hub } from "../live/hub.js";
import { prepareOperation } from "../live/operation.js";
import type { Payload } from "../live/payload.js";
import type { Sink } from "../live/sink.js";
import type { RequestContext } from "./context.js";
import { RequestError } from "./errors.js";
import type { Operations, PreparedOperation } from "./operations.js";

export interface EventStreams {
  operations: Operations;
  hub: Pick<Hub, "join">;
  contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
  /** The feed behind what a subscription's resolver answered. */
  requestOf(stream: AsyncIterable<unknown>): FeedRequest | null;
  /** Why a subscription cannot be served, if it cannot. */
  refusalOf(prepared: PreparedOperation): Error | null;
}

interface Parameters {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
}

const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  connection: "keep-alive",
  // nginx would collect what it is to pass on.
  "x-accel-buffering": "no",
};
const CONGESTED_BYTES = 256 * 1024;
const STILL_THERE_EVERY_MS = 12_000;

/**
 * The same operations as server-sent events, for programs behind proxies that let no socket through: graphql-sse's
 * protocol in its mode of distinct connections, one request for one operation. Returns what ends the open streams.
 */
export function serveEventStreams(app: FastifyInstance, parts: EventStreams): () => void {
  const open = new Set<EventStream>();
  app.route({
    method: ["GET", "POST"],
    url: "/graphql/stream",
    handler: async (request, reply) => {
      const context = await parts.contextOf(request, reply);
      const stream = new EventStream(reply);
      open.add(stream);
      reply.raw.once("close", () => open.delete(stream));
      await serve(request, context, stream, parts);
      return reply;
    },
  });
  return () => {
    for (const stream of open) stream.complete();
  };
}

async function serve(request: FastifyRequest, context: RequestContext, stream: EventStream, parts: EventStreams) {
  const { operations, hub, requestOf, refusalOf } = parts;
  const fail = (errors: readonly unknown[]) =>
    stream.answer({ errors: errors.map((error) => operations.maskError(error, context.requestId)) });
  const asked = parametersOf(request);
  const prepared = operations.prepare(asked.query, asked.operationName, asked.variables, context.viewer);
  if (!("document" in prepared)) return fail(prepared);
  // A link on another site's page is such a request, and carries the cookie and no Origin.
  if (request.method === "GET" && prepared.operation.operation === OperationTypeNode.MUTATION) {
    return fail([new RequestError("BAD_USER_INPUT", "What changes something is sent by POST.")]);
  }
  if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return stream.answer(await operations.execute(prepared, asked.variables, context));
  }
  const refusal = refusalOf(prepared);
  if (refusal) return fail([refusal]);
  const { document, documentHash, operationName } = prepared;
  const { schema } = operations;
  const source = await createSourceEventStream({
    schema,
    document,
    operationName,
    contextValue: context,
    variableValues: asked.variables,
  });
  if (!(Symbol.asyncIterator in source)) return fail(source.errors ?? []);
  const feed = requestOf(source);
  if (!feed) throw new Error("A subscription answered no feed");
  const operation = prepareOperation(schema, document, documentHash, operationName, asked.variables);
  stream.onFailure = (error) => operations.maskError(error, context.requestId);
  stream.open();
  const subscription = hub.join(feed, operation, stream);
  stream.onClose(() => subscription.leave());
}

function parametersOf({ method, body, query }: FastifyRequest) {
  const given = ((method === "GET" ? query : body) ?? {}) as Parameters;
  return {
    query: typeof given.query === "string" ? given.query : "",
    operationName: typeof given.operationName === "string" ? given.operationName : null,
    variables: variablesOf(given.variables),
  };
}

/** In an address, variables are JSON; what is none is as good as nothing, and missed where it is needed. */
function variablesOf(given: unknown): Record<string, unknown> {
  if (typeof given !== "string") return given !== null && typeof given === "object" ? { ...given } : {};
  try {
    return variablesOf(JSON.parse(given));
  } catch {
    return {};
  }
}

/** One answer as a stream of events, which the hub can write to as to a socket. */
class EventStream implements Sink {
  onFailure: (error: unknown) => GraphQLFormattedError = () => ({ message: "The stream failed." });
  private readonly heartbeat: NodeJS.Timeout;
  private started = false;

  constructor(private readonly reply: FastifyReply) {
    this.heartbeat = setInterval(() => this.open(), STILL_THERE_EVERY_MS);
    this.onClose(() => clearInterval(this.heartbeat));
  }

  get congested(): boolean {
    return this.reply.raw.writableLength > CONGESTED_BYTES;
  }

  /** Lets the other end know that it listens, before there is anything to say. */
  open(): void {
    this.write(":\n\n");
  }

  onClose(action: () => void): void {
    if (this.reply.raw.closed) action();
    else this.reply.raw.once("close", action);
  }

  send(payloads: readonly Payload[]): void {
    this.write(payloads.map(({ json }) => `event: next\ndata: ${json}\n\n`).join(""));
  }

  complete(): void {
    this.write("event: complete\ndata:\n\n");
    this.reply.raw.end();
  }

  fail(error: unknown): void {
    this.answer({ errors: [this.onFailure(error)] });
  }

  /** The only, or the last, result. */
  answer(result: object): void {
    this.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
    this.complete();
  }

  private write(text: string): void {
    const { raw } = this.reply;
    if (raw.destroyed || raw.writableEnded) return;
    if (!this.started) {
      this.started = true;
      this.reply.hijack();
      raw.writeHead(200, { ...this.reply.getHeaders(), ...STREAM_HEADERS } as Record<string, string>);
    }
    raw.write(text);
  }
}
