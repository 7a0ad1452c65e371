import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { projectRoot } from "./state-folder.js";

/** The part of Next's custom server that is used. */
interface NextApp {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}
type Next = (options: { dir: string; dev: boolean; httpServer: unknown; quiet?: boolean }) => NextApp;

/**
 * Hands every request that is not the API's to the screens. Next gets a server that never listens: on the real one it
 * would listen to upgrades and end the API's sockets. In development its own sockets are passed on to it.
 */
export async function serveConsole(app: FastifyInstance, { dev }: { dev: boolean }): Promise<() => Promise<void>> {
  const dir = join(projectRoot(), "console");
  if (!dev && !existsSync(join(dir, ".next", "BUILD_ID"))) {
    throw new ConsoleNotBuilt();
  }
  process.env["NEXT_TELEMETRY_DISABLED"] = "1";
  const next = createRequire(join(dir, "package.json"))("next") as Next;
  const aside = createServer();
  const screens = next({ dir, dev, httpServer: aside });
  await screens.prepare();
  const handle = screens.getRequestHandler();
  app.route({
    method: ["GET", "HEAD"],
    url: "/*",
    handler: async (request, reply) => {
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      await handle(request.raw, reply.raw);
    },
  });
  if (dev) {
    app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.startsWith("/_next/")) aside.emit("upgrade", request, socket, head);
    });
  }
  return () => screens.close();
}

export class ConsoleNotBuilt extends Error {
  constructor() {
    super("The screens are not built. Build them with npm run build, or leave them out: GUICHET_CONSOLE=off npm start");
  }
}
