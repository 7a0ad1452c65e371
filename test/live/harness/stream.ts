import { WebSocket } from "ws";
import type { SignedIn } from "./desk.js";
import type { FeedItem } from "./documents.js";

/** One subscription on a socket of its own, until either end of it. */
export class Stream {
  readonly ended: Promise<void>;
  readonly socket: WebSocket;

  constructor(
    port: number,
    { cookie }: SignedIn,
    query: string,
    variables: object,
    private readonly take: (item: FeedItem, bytes: string) => void,
  ) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws", { headers: { cookie } });
    this.socket = socket;
    this.ended = new Promise((resolve) => {
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
    socket.on("open", () => socket.send('{"type":"connection_init"}'));
    socket.on("message", (data) => {
      const text = String(data);
      const message = JSON.parse(text) as { type: string; payload: { data: Record<string, FeedItem> } };
      if (message.type === "connection_ack") {
        socket.send(JSON.stringify({ id: "feed", type: "subscribe", payload: { query, variables } }));
      } else if (message.type === "next") {
        const [item] = Object.values(message.payload.data ?? {});
        if (item) this.take(item, text);
      } else if (message.type === "complete" || message.type === "error") {
        socket.close();
      }
    });
  }

  close(): void {
    this.socket.terminate();
  }
}
