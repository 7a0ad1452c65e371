import { createRequire } from "node:module";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Viewer } from "../auth/viewer.js";

interface Renderer {
  renderGraphiQL(options: Record<string, unknown>): string;
}

const DEFAULT_QUERY = `# The API's own documentation is behind the first button on the left.
{
  me {
    person { displayName }
    permissions
  }
  position
}
`;

/** A page to try the API with, for who has signed in. Everything it needs comes from here: no CDN. */
export function serveGraphiql(
  app: FastifyInstance,
  authenticate: (request: FastifyRequest["raw"]) => Promise<Viewer | null>,
): void {
  // The page is some megabytes: it is read at its first use.
  let page: string | null = null;
  app.get("/graphiql", async (request, reply) => {
    if (!(await authenticate(request.raw))) return reply.redirect("/");
    page ??= renderPage();
    return reply.type("text/html; charset=utf-8").header("cache-control", "private, max-age=3600").send(page);
  });
}

function renderPage(): string {
  const { renderGraphiQL } = createRequire(import.meta.url)("@graphql-yoga/render-graphiql") as Renderer;
  return renderGraphiQL({
    title: "Guichet GraphiQL",
    endpoint: "/graphql",
    subscriptionsProtocol: "WS",
    credentials: "same-origin",
    defaultQuery: DEFAULT_QUERY,
  });
}
