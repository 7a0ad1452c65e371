import { WebSocket } from "ws";
import { answer } from "./child.js";

interface Open {
  url: string;
  /** One socket for each: its cookie, and the view it subscribes to; without one it only listens. */
  sockets: { cookie?: string; query?: string; variables?: object }[];
}

/** Sockets that count what they are sent. */
let sockets: WebSocket[] = [];
let items = 0;
let wanted = 0;
let reached: (() => void) | null = null;
let arrivals: { position: string; at: number }[] = [];
let sample: string[] = [];
const last = new Map<number, string>();

const isItem = (text: string) => text.includes('"TicketEntered"') || text.includes('"TicketUpdated"');

function take(text: string, index: number): void {
  if (!isItem(text)) return;
  items++;
  if (index === 0) {
    sample.push(text);
    const item = JSON.parse(text).payload?.data?.queueFeed;
    if (item) last.set(item.ticket.number, `${item.ticket.version} ${item.ticket.assignee?.id}`);
  }
  const at = text.indexOf('"position":"');
  if (index % 10 === 0) arrivals.push({ position: text.slice(at + 12, text.indexOf('"', at + 12)), at: Date.now() });
  if (items >= wanted) reached?.();
}

answer({
  async open({ url, sockets: specifications }: Open) {
    sockets = [];
    for (let from = 0; from < specifications.length; from += 50) {
      const some = specifications.slice(from, from + 50).map((each, i) => open(url, each, from + i));
      sockets.push(...(await Promise.all(some)));
    }
  },
  /** Resolves when so many items have come. */
  expect(count: number) {
    items = 0;
    wanted = count;
    arrivals = [];
    sample = [];
    return true;
  },
  async reached(deadlineMs: number) {
    if (items < wanted) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${items} of ${wanted} items came`)), deadlineMs);
        reached = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      reached = null;
    }
    return items;
  },
  arrivals: () => arrivals,
  sample: () => sample,
  state: () => [...last],
  close() {
    for (const socket of sockets) socket.terminate();
    sockets = [];
    last.clear();
  },
});

function open(url: string, { cookie, query, variables }: Open["sockets"][number], index: number): Promise<WebSocket> {
  const socket = new WebSocket(url, query ? "graphql-transport-ws" : undefined, {
    headers: cookie ? { cookie } : {},
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", (code, reason) => reject(new Error(`closed with ${code} ${reason}`)));
    socket.on("open", () => (query ? socket.send('{"type":"connection_init"}') : resolve(socket)));
    socket.on("message", (data) => {
      const text = String(data);
      if (text.includes('"connection_ack"')) {
        const id = `8d7a4e2c-${String(index).padStart(12, "0")}`;
        socket.send(JSON.stringify({ id, type: "subscribe", payload: { query, variables } }));
      } else if (text.includes('"Checkpoint"')) resolve(socket);
      else if (text.includes('"type":"error"')) reject(new Error(text));
      else take(text, index);
    });
  });
}
