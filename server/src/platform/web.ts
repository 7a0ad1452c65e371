import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance } from "fastify";
import { isOwnOrigin } from "./auth/origin.js";
import type { Config } from "./config/config.js";
import { RequestError } from "./graphql/errors.js";
import type { Logger } from "./logging.js";

/** Slower answers than this are worth a line in the log. */
const SLOW_MS = 1_000;

/** The web server: limits, headers, logs and what every request goes through; routes come after. */
export async function createWeb(config: Config, logger: Logger): Promise<FastifyInstance> {
  const app = Fastify({
    // Its own lines, two per request, say less than the one below.
    logger: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // The proxy in front of us, not what its clients say was in front of them.
    trustProxy: config.trustProxy && ((_address: string, hop: number) => hop === 0),
    bodyLimit: config.limits.bodyBytes,
    requestTimeout: config.limits.seconds * 1000,
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(config) },
    strictTransportSecurity: config.publicUrl?.startsWith("https:") ?? false,
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    if (
      // The route, not the address: "/%67raphql" leads there too.
      request.routeOptions.url?.startsWith("/graphql") &&
      !request.headers.authorization &&
      !isOwnOrigin(request.headers, config.publicUrl)
    ) {
      return reply.code(403).send(failure("FOREIGN_ORIGIN", "This request comes from another site's page."));
    }
  });
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onSend", async (_, reply) => {
    // Else the client keeps the connection, and the server waits for it.
    if (closing) reply.header("connection", "close");
  });
  app.addHook("onResponse", async (request, reply) => {
    const fields = {
      requestId: request.id,
      method: request.method,
      path: request.url.split("?")[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (reply.statusCode >= 500) logger.error(fields, "Answered with a failure");
    else if (reply.elapsedTime > SLOW_MS) logger.warn(fields, "Answered slowly");
    else logger.debug(fields, "Answered");
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    // A token that is not valid, outside Apollo.
    if (error instanceof RequestError) {
      const { http, ...extensions } = error.extensions;
      const status = (http as { status?: number } | undefined)?.status ?? 400;
      return reply.code(status).send({ errors: [{ message: error.message, extensions }] });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(failure(error.code ?? "BAD_REQUEST", error.message));
    logger.error({ requestId: request.id, err: error }, "A request failed");
    return reply
      .code(500)
      .send(
        failure(
          "INTERNAL_SERVER_ERROR",
          `Something went wrong on the server. Its log has the details under ${request.id}.`,
        ),
      );
  });
  return app;
}

/** Errors outside GraphQL have its shape all the same: clients read one. */
function failure(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] };
}

/** Next writes inline scripts into its pages, which only a proxy per request could sign. */
function contentSecurityPolicy({ dev, publicUrl }: Config) {
  return {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'", ...(dev ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'", "ws:", "wss:"],
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(publicUrl?.startsWith("https:") ? { "upgrade-insecure-requests": [] } : {}),
  };
}
