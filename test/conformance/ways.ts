import { WebSocket } from "ws";

/** What the API said to one request, whatever the way it was sent. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; locations?: unknown; path?: unknown; extensions?: Record<string, unknown> }[];
  extensions?: { position: string };
}

export interface Request {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

export type Headers = Record<string, string>;

/** The three ways into the API. */
export const WAYS = { http: overHttp, sse: overEventStream, socket: overSocket };
export type Way = keyof typeof WAYS;

async function overHttp(port: number, request: Request, headers: Headers): Promise<Answer> {
  return (await (await post(port, "/graphql", request, headers)).json()) as Answer;
}

async function overEventStream(port: number, request: Request, headers: Headers): Promise<Answer> {
  const response = await post(port, "/graphql/stream", request, { accept: "text/event-stream", ...headers });
  const [answer] = eventsIn(await response.text());
  return answer as Answer;
}

async function overSocket(port: number, request: Request, headers: Headers): Promise<Answer> {
  const socket = await openSocket(port, { headers });
  try {
    return await socket.ask(request);
  } finally {
    socket.close();
  }
}

export function post(port: number, path: string, body: unknown, headers: Headers): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** The data of the `next` events in an event stream. */
export function eventsIn(text: string): unknown[] {
  return text
    .split("\n\n")
    .filter((event) => event.startsWith("event: next\n"))
    .map((event) => JSON.parse(event.slice("event: next\ndata: ".length)));
}

export interface Closing {
  code: number;
  reason: string;
}

interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A socket of which every message can be waited for. */
export class TestSocket {
  readonly closed: Promise<Closing>;
  private readonly received: Message[] = [];
  private readonly waiting = new Set<() => void>();
  private end: Closing | null = null;
  private operations = 0;

  constructor(readonly raw: WebSocket) {
    this.closed = new Promise((resolve) => {
      raw.on("close", (code, reason) => {
        this.end = { code, reason: String(reason) };
        resolve(this.end);
        this.look();
      });
    });
    raw.on("error", () => undefined);
    raw.on("message", (data) => {
      this.received.push(JSON.parse(String(data)) as Message);
      this.look();
    });
  }

  send(message: Message | string): void {
    this.raw.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  subscribe(id: string, payload: Request): void {
    this.send({ type: "subscribe", id, payload });
  }

  /** The first message of this kind, taken out of those received. */
  async next(type: string, id?: string): Promise<Message> {
    for (;;) {
      const at = this.received.findIndex((message) => message.type === type && (id === undefined || message.id === id));
      if (at >= 0) return this.received.splice(at, 1)[0]!;
      if (this.end) throw new Error(`Closed with ${this.end.code} ${this.end.reason} before any "${type}"`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  async ask(request: Request): Promise<Answer> {
    const id = `ask-${++this.operations}`;
    this.subscribe(id, request);
    const answered = this.next("next", id).then(({ payload }) => payload as Answer);
    const refused = this.next("error", id).then(({ payload }) => ({ errors: payload }) as Answer);
    const answer = await Promise.race([answered, refused]);
    // The one that does not come ends with the socket.
    void Promise.allSettled([answered, refused]);
    return answer;
  }

  close(): void {
    this.raw.close();
  }

  private look(): void {
    for (const resolve of [...this.waiting]) {
      this.waiting.delete(resolve);
      resolve();
    }
  }
}

interface SocketOptions {
  headers?: Headers;
  protocol?: string;
  params?: Record<string, unknown>;
}

/** An open socket that has said nothing yet. */
export async function dial(port: number, { headers, protocol = "graphql-transport-ws" }: SocketOptions = {}) {
  const raw = new WebSocket(`ws://127.0.0.1:${port}/graphql`, protocol, { headers });
  const socket = new TestSocket(raw);
  await new Promise<void>((resolve, reject) => {
    raw.once("open", resolve);
    raw.once("unexpected-response", (_, { statusCode }) => reject(new Error(`The upgrade was answered ${statusCode}`)));
    raw.once("error", reject);
  });
  return socket;
}

/** An open socket on which the server has acknowledged the connection. */
export async function openSocket(port: number, options: SocketOptions = {}): Promise<TestSocket> {
  const socket = await dial(port, options);
  socket.send({ type: "connection_init", payload: options.params });
  await socket.next("connection_ack");
  return socket;
}
