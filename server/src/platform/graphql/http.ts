import { randomUUID } from "node:crypto";
import { ApolloServer, type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode } from "graphql";
import type { Limits } from "../config/config.js";
import type { RequestContext } from "./context.js";
import { RequestError } from "./errors.js";
import type { Operations } from "./operations.js";

export interface GraphqlHttp {
  operations: Operations;
  limits: Limits;
  /** Who asks, and what they are answered at least as of. */
  contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

/** GraphQL over HTTP, by Apollo: it reads requests and writes answers; what lies between is `Operations`. */
export async function serveGraphql(
  app: FastifyInstance,
  { operations, limits, contextOf }: GraphqlHttp,
): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    schema: operations.schema,
    documentStore: operations.documents,
    parseOptions: { maxTokens: limits.tokens },
    csrfPrevention: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // What execution answers is masked already; this is for what Apollo itself finds wrong with a request.
    formatError: (_, error) => operations.maskError(error, randomUUID()),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
      ourPipeline(operations),
    ],
  });
  await apollo.start();
  app.route({
    method: ["GET", "POST", "OPTIONS"],
    url: "/graphql",
    handler: fastifyApolloHandler(apollo, {
      async context(request, reply) {
        const context = await contextOf(request, reply);
        refuseWith400(() => operations.checkSource(sourceOf(request), context.viewer));
        return context;
      },
    }),
  });
  return apollo;
}

function ourPipeline(operations: Operations): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          if (!operation) return;
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
            throw badRequest(
              new RequestError(
                "SUBSCRIPTION_OVER_HTTP",
                "Subscribe over a socket at /graphql, or over server-sent events at /graphql/stream.",
              ),
            );
          }
          refuseWith400(() => operations.check(document, operation, request.variables ?? {}, contextValue.viewer));
        },
        async responseForOperation({ document, operation, request, contextValue }): Promise<GraphQLResponse | null> {
          if (!operation) return null;
          const result = await operations.execute({ document, operation }, request.variables, contextValue);
          // Without data nothing was executed: the variables did not fit.
          const status = result.errors && result.data === undefined ? 400 : undefined;
          return {
            http: { status, headers: new HeaderMap() },
            body: { kind: "single", singleResult: result },
          };
        },
      };
    },
  };
}

/** The document of a request as it came, whichever way; what has none is refused by Apollo. */
function sourceOf({ method, query, body }: FastifyRequest): string {
  const source = ((method === "GET" ? query : body) as { query?: unknown } | null | undefined)?.query;
  return typeof source === "string" ? source : "";
}

function refuseWith400(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof RequestError ? badRequest(error) : error;
  }
}

function badRequest(error: RequestError): RequestError {
  error.extensions.http = { status: 400 };
  return error;
}
