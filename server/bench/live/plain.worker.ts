import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { answer } from "./child.js";

/** The peer: plain ws, sending ready-made messages to every socket, one after another. */
let server: WebSocketServer;

answer({
  async start() {
    server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
    await new Promise((resolve) => server.once("listening", resolve));
    return (server.address() as AddressInfo).port;
  },
  cpu: () => process.cpuUsage(),
  async send({ messages, everyMs }: { messages: Uint8Array[]; everyMs: number }) {
    const start = performance.now();
    for (const [index, message] of messages.entries()) {
      const wait = start + index * everyMs - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const bytes = Buffer.from(message);
      for (const client of server.clients) client.send(bytes, { binary: false });
    }
  },
});
