import type { FastifyReply, FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import { forgetAllRights, forgetChangedRights } from "./accounts/rights.events.js";
import { composeDesk } from "./compose.js";
import { SessionCookies } from "./platform/auth/session-cookie.js";
import type { Config } from "./platform/config/config.js";
import { serveConsole } from "./platform/console.js";
import type { ConnectionOptions } from "./platform/database/data-source.js";
import { UnitOfWork } from "./platform/database/unit-of-work.js";
import { RequestContext } from "./platform/graphql/context.js";
import { errorMask } from "./platform/graphql/error-mask.js";
import { serveGraphql } from "./platform/graphql/http.js";
import { Operations } from "./platform/graphql/operations.js";
import { buildDeskSchema, resolversFrom } from "./platform/graphql/schema.js";
import { serveHealth } from "./platform/health.js";
import { languageOf } from "./platform/language/accept-language.js";
import { listen } from "./platform/listen.js";
import { EventReader } from "./platform/live/event-reader.js";
import { LiveConnection } from "./platform/live/live-connection.js";
import { ProcessRow } from "./platform/live/process-row.js";
import { Tail } from "./platform/live/tail.js";
import type { Logger } from "./platform/logging.js";
import { repeatedly } from "./platform/repeatedly.js";
import { createWeb } from "./platform/web.js";
import { resolvers } from "./schema.js";

export interface AppParts {
  /** Connected and migrated. */
  dataSource: DataSource;
  /** The same database, for the connections that the live path keeps to itself. */
  connection: ConnectionOptions;
  logger: Logger;
}

export interface App {
  url: string;
  port: number;
  /** Answers what is under way, then lets everything go; the data source stays the caller's. */
  stop(): Promise<void>;
}

const SESSIONS_LOOKED_AT_EVERY_MS = 60_000;

/** Builds the whole server by hand, and starts it. */
export async function createApp(config: Config, { dataSource, connection, logger }: AppParts): Promise<App> {
  const reading = new LiveConnection(connection);
  const beating = new LiveConnection(connection);
  const tail = new Tail({ reader: new EventReader(reading, new Map()), row: new ProcessRow(beating), logger });
  const doorbell = config.doorbell ? (position: number) => tail.ring(position) : () => undefined;
  const work = new UnitOfWork(dataSource, [], doorbell);

  const cookies = new SessionCookies(config.publicUrl?.startsWith("https:") ?? false);
  const desk = composeDesk({ dataSource, work, cookies });
  tail.onEvents((events) => forgetChangedRights(desk.remembered, events));
  tail.onFork(() => forgetAllRights(desk.remembered));

  const schema = buildDeskSchema(resolversFrom(resolvers, desk.resolvers));
  const operations = new Operations(schema, config.limits, errorMask(logger));
  const contextOf = async (request: FastifyRequest, reply: FastifyReply) =>
    new RequestContext({
      // Before anything is read: the answer is at least as new.
      position: tail.position,
      viewer: await desk.authenticator.authenticate(request.raw),
      language: languageOf(request.headers["accept-language"]),
      requestId: request.id,
      address: request.ip,
      sessionCookie: cookies.of(reply),
    });

  const web = await createWeb(config, logger);
  serveHealth(web, { dataSource, tail });
  const apollo = await serveGraphql(web, { operations, limits: config.limits, contextOf });
  const closeConsole = config.console ? await serveConsole(web, config) : null;
  await tail.start();
  const port = await listen(web, config);
  const sweeper = repeatedly(SESSIONS_LOOKED_AT_EVERY_MS, () => desk.remembered.sessions.endExpired(), logger);

  return {
    port,
    url: config.publicUrl ?? `http://${shownHost(config.host)}:${port}`,
    async stop() {
      await sweeper.stop();
      await apollo.stop();
      await web.close();
      await closeConsole?.();
      await tail.stop();
      await Promise.all([reading.close(), beating.close()]);
    },
  };
}

function shownHost(host: string): string {
  if (host === "0.0.0.0" || host === "::" || host === "127.0.0.1") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
