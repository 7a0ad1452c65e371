import { WebSocket } from "ws";
import type { SignedIn } from "./desk.js";
import type { FeedItem } from "./documents.js";

/** One subscription of an ear. */
export interface Heard {
  items: FeedItem[];
  /** It has come to its end, whatever the reason. */
  ended: boolean;
}

/** A socket with several subscriptions that keeps every byte it is sent. */
export class Ear {
  readonly heard = new Map<string, Heard>();
  closed: number | null = null;
  private readonly received: string[] = [];
  private readonly socket: WebSocket;

  private constructor(port: number, { cookie }: SignedIn) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws", { headers: { cookie } });
    this.socket.on("error", () => undefined);
    this.socket.on("close", (code) => {
      this.closed = code;
    });
    this.socket.on("message", (data) => this.take(String(data)));
  }

  /** Open, or closed again at once by a server that does not know who this is. */
  static async open(port: number, person: SignedIn): Promise<Ear> {
    const ear = new Ear(port, person);
    await new Promise<void>((resolve) => {
      ear.socket.once("close", () => resolve());
      ear.socket.once("open", () => ear.socket.send('{"type":"connection_init"}'));
      ear.socket.once("message", () => resolve());
    });
    return ear;
  }

  /** Everything it has been sent. */
  get everything(): string {
    return this.received.join("\n");
  }

  /** All that was asked for is over. */
  get deaf(): boolean {
    return this.closed !== null || [...this.heard.values()].every(({ ended }) => ended);
  }

  listen(id: string, query: string, variables: object): Heard {
    const heard: Heard = { items: [], ended: false };
    this.heard.set(id, heard);
    this.socket.send(JSON.stringify({ id, type: "subscribe", payload: { query, variables } }), () => undefined);
    return heard;
  }

  /** Reads no more: what is sent stays on its way. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.terminate();
  }

  private take(text: string): void {
    this.received.push(text);
    const message = JSON.parse(text) as { id?: string; type: string; payload?: { data?: Record<string, FeedItem> } };
    const heard = message.id === undefined ? undefined : this.heard.get(message.id);
    if (!heard) return;
    if (message.type === "complete" || message.type === "error") heard.ended = true;
    const [item] = Object.values(message.payload?.data ?? {});
    if (message.type === "next" && item) heard.items.push(item);
  }
}
