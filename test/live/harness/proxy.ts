import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** How a connection ends: a reset, or silence (the far end never learns of it). */
export type Cut = "reset" | "black hole";

export interface Chaos {
  /** After how many bytes from the server the next connection is cut; null: never. */
  budget(): number | null;
  cut(): Cut;
}

/** A TCP proxy before a server, which cuts connections at random bytes. */
export class Proxy {
  cuts = { reset: 0, "black hole": 0 };
  chaos: Chaos | null = null;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on("connection", (client) => this.carry(client));
  }

  static async before(target: number): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Proxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get cutCount(): number {
    return this.cuts.reset + this.cuts["black hole"];
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(client: Socket): void {
    const server = connect(this.target, "127.0.0.1");
    let left = this.chaos?.budget() ?? Number.POSITIVE_INFINITY;
    for (const socket of [client, server]) {
      this.open.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => this.open.delete(socket));
    }
    client.on("data", (bytes) => server.write(bytes));
    client.once("close", () => {
      if (left > 0) server.destroy();
    });
    server.once("close", () => client.destroy());
    server.on("data", (bytes: Buffer) => {
      if (left <= 0) return;
      client.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) this.cut(client, server);
    });
  }

  private cut(client: Socket, server: Socket): void {
    const how = this.chaos?.cut() ?? "reset";
    this.cuts[how]++;
    if (how === "reset") {
      client.resetAndDestroy();
      server.resetAndDestroy();
    } else {
      // What the server sends now is read by nobody, and nobody tells it.
      server.pause();
      setTimeout(() => client.destroy(), 50);
    }
  }
}
