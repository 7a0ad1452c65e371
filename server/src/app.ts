import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import { concernedByEvent, forgetAllRights, forgetChangedRights } from "./accounts/rights.events.js";
import { composeDesk } from "./compose.js";
import { LiveDesk } from "./feeds/live-desk.js";
import { OutboxSender } from "./mail/outbox.sender.js";
import { serveExports } from "./metrics/metric-export.http.js";
import { isOwnOrigin } from "./platform/auth/origin.js";
import { SessionCookies } from "./platform/auth/session-cookie.js";
import type { Config } from "./platform/config/config.js";
import { serveConsole } from "./platform/console.js";
import type { ConnectionOptions } from "./platform/database/data-source.js";
import { UnitOfWork } from "./platform/database/unit-of-work.js";
import { RequestContext } from "./platform/graphql/context.js";
import { errorMask } from "./platform/graphql/error-mask.js";
import { serveGraphiql } from "./platform/graphql/graphiql.js";
import { serveGraphql } from "./platform/graphql/http.js";
import { Operations } from "./platform/graphql/operations.js";
import { buildDeskSchema, resolversFrom } from "./platform/graphql/schema.js";
import { serveEventStreams } from "./platform/graphql/sse.js";
import { serveHealth } from "./platform/health.js";
import { TimerRunner } from "./platform/jobs/timers.js";
import { languageOf } from "./platform/language/accept-language.js";
import { listen } from "./platform/listen.js";
import { attachSockets } from "./platform/live/sockets.js";
import type { Logger } from "./platform/logging.js";
import { smtpTransport } from "./platform/mail/smtp.js";
import { repeatedly } from "./platform/repeatedly.js";
import { createWeb } from "./platform/web.js";
import { resolvers } from "./schema.js";
import { Backfill } from "./service-levels/clock-backfill.js";
import { forgetRules } from "./service-levels/service-level.settings.js";
import { Watch } from "./service-levels/watch.js";
import { stampedTables } from "./stamped-tables.js";
import { forgetOldKeys } from "./tickets/idempotency.service.js";
import { isPublicEvent } from "./tickets/ticket.events.js";

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
const KEYS_FORGOTTEN_EVERY_MS = 3_600_000;
const REPORTS_KEPT_UP_EVERY_MS = 2_000;

/** Builds the whole server by hand, and starts it. */
export async function createApp(config: Config, { dataSource, connection, logger }: AppParts): Promise<App> {
  const live = new LiveDesk({
    connection,
    logger,
    concerned: concernedByEvent,
    isPublicEvent,
    doorbell: config.doorbell,
  });
  const work = new UnitOfWork(dataSource, stampedTables, live.ring);
  const cookies = new SessionCookies(config.publicUrl?.startsWith("https:") ?? false);
  const desk = composeDesk({
    dataSource,
    work,
    cookies,
    live,
    publicUrl: config.publicUrl ?? `http://${shownHost(config.host)}:${config.port}`,
    sendsMail: config.smtpUrl !== null,
    seconds: config.limits.seconds,
    connected: live.presence,
  });
  live.tail.onEvents((events) => forgetChangedRights(desk.remembered, events));
  live.tail.onFork(() => {
    forgetAllRights(desk.remembered);
    forgetRules(dataSource);
  });

  const schema = buildDeskSchema(resolversFrom(resolvers, desk.resolvers));
  const operations = new Operations(schema, config.limits, errorMask(logger));
  const contextOf = async (request: FastifyRequest, reply: FastifyReply) =>
    new RequestContext({
      // Before anything is read: the answer is at least as new.
      position: live.tail.position,
      viewer: await desk.authenticator.authenticate(request.raw),
      language: languageOf(request.headers["accept-language"]),
      requestId: request.id,
      address: request.ip,
      sessionCookie: cookies.of(reply),
    });
  const web = await createWeb(config, logger);
  serveHealth(web, { dataSource, tail: live.tail });
  const apollo = await serveGraphql(web, { operations, limits: config.limits, contextOf });
  const endEventStreams = serveEventStreams(web, {
    operations,
    hub: live.hub,
    contextOf,
    requestOf: (stream) => live.requestOf(stream),
    refusalOf: ({ document, operation }) => live.refusalOf(schema, document, operation),
  });
  serveExports(web, { operations, contextOf });
  serveGraphiql(web, (request) => desk.authenticator.authenticate(request));
  const closeConsole = config.console ? await serveConsole(web, config) : null;
  const sockets = attachSockets(web.server, {
    operations,
    hub: live.hub,
    tail: live.tail,
    concerned: concernedByEvent,
    authenticate: (request) => desk.authenticator.authenticate(request),
    contextFor: (viewer, position, { socket }) =>
      new RequestContext({
        position,
        viewer,
        language: viewer.language,
        requestId: randomUUID(),
        address: socket.remoteAddress ?? null,
        sessionCookie: null,
      }),
    requestOf: (stream) => live.requestOf(stream),
    refusalOf: (...subscription) => live.refusalOf(...subscription),
    allows: ({ headers }) => headers.authorization !== undefined || isOwnOrigin(headers, config.publicUrl),
    logger,
    messageBytes: config.limits.bodyBytes,
  });

  await live.start();
  const port = await listen(web, config);
  const timers = new TimerRunner(dataSource, work, desk.timers, logger);
  timers.start();
  const watch = new Watch(dataSource, work, desk.breaches, logger);
  watch.start();
  const backfill = new Backfill(dataSource, work, logger, () => desk.projection.makeAgain());
  backfill.start();
  // Without a mail server, mails wait in the outbox, where they can be read.
  const sender = config.smtpUrl
    ? new OutboxSender(dataSource, work, smtpTransport(config.smtpUrl, config.mailFrom), logger)
    : null;
  sender?.start();
  const sweepers = [
    repeatedly(SESSIONS_LOOKED_AT_EVERY_MS, () => desk.remembered.sessions.endExpired(), logger),
    repeatedly(KEYS_FORGOTTEN_EVERY_MS, () => forgetOldKeys(dataSource, new Date()), logger),
    repeatedly(REPORTS_KEPT_UP_EVERY_MS, () => desk.projection.keepUp(), logger),
  ];

  return {
    port,
    url: config.publicUrl ?? `http://${shownHost(config.host)}:${port}`,
    async stop() {
      await Promise.all([
        ...sweepers.map((sweeper) => sweeper.stop()),
        desk.projection.stop(),
        timers.stop(),
        watch.stop(),
        backfill.stop(),
        sender?.stop(),
      ]);
      endEventStreams();
      await sockets.close();
      await apollo.stop();
      await closeConsole?.();
      await live.stop();
    },
  };
}

function shownHost(host: string): string {
  if (host === "0.0.0.0" || host === "::" || host === "127.0.0.1") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
