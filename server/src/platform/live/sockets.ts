import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { handleProtocols, makeServer } from "graphql-ws";
import { type RawData, WebSocketServer } from "ws";
import { resolveItemsDirectly } from "./item-resolution.js";
import type { LiveLogger } from "./logger.js";
import { type ConcernedByEvent, rightsKeys } from "./rights.js";
import {
  type Opened,
  type Prepared,
  type SocketContext,
  SocketOperations,
  type SocketOperationsOptions,
  UNAUTHORIZED,
} from "./socket-operations.js";

export interface SocketsOptions extends SocketOperationsOptions {
  concerned: ConcernedByEvent;
  /** Whether the socket may be opened from where its request comes (its Origin). */
  allows(request: IncomingMessage): boolean;
  logger: LiveLogger;
  path?: string;
  /** The longest message taken from a client, in bytes. */
  messageBytes?: number;
  /** How often the other end must show that it is there; 0 for never. */
  pingMs?: number;
}

const GOING_AWAY = 1001;

/** GraphQL over WebSocket (graphql-transport-ws) on an HTTP server, subscriptions served by the hub. */
export function attachSockets(server: Server, options: SocketsOptions): Sockets {
  return new Sockets(server, options);
}

export class Sockets {
  private readonly upgrades: WebSocketServer;
  private readonly open = new Set<Opened>();
  private readonly protocol: ReturnType<typeof makeServer<Record<string, unknown>, Opened>>;
  private readonly pings: NodeJS.Timeout | null;
  private readonly operations: SocketOperations;

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
    this.operations = new SocketOperations(options);
    this.protocol = makeServer<Record<string, unknown>, Opened>({
      onConnect: (context) => this.connect(context),
      onSubscribe: (context, id, payload) => this.operations.prepare(context, id, payload),
      subscribe: (args) => this.operations.subscribe(args as unknown as Prepared),
      execute: (args) => this.operations.execute(args as unknown as Prepared),
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
      this.opened({ socket, stream, request, viewer: null, alive: true }),
    );
  };

  private opened(opened: Opened): void {
    const { socket } = opened;
    this.open.add(opened);
    socket.on("pong", () => {
      opened.alive = true;
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
    extra.viewer = await this.operations.viewerOf(extra);
    if (!extra.viewer) extra.socket.close(UNAUTHORIZED, "Sign in, or send a token");
    return true;
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
        const viewer = await this.operations.viewerOf(opened).catch(() => opened.viewer);
        if (!viewer) opened.socket.close(UNAUTHORIZED, "The session has ended");
      });
    }
  }

  private pingAll(): void {
    for (const opened of this.open) {
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
