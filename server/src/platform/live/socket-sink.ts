import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Ending } from "./ending.js";
import { nextHead, type Payload } from "./payload.js";
import type { Sink } from "./sink.js";

/** With so many bytes on their way to one reader, what comes next waits with the hub. */
export const CONGESTED_BYTES = 256 * 1024;

const TEXT = { binary: false, compress: false, fin: true } as const;

/** One subscription of a socket. The hub's bytes go out as they are, after the operation's id. */
export class SocketSink implements Sink {
  private readonly head: Buffer;

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    operationId: string,
    private readonly ending: Pick<Ending, "end" | "fail">,
  ) {
    this.head = nextHead(operationId);
  }

  get congested(): boolean {
    return this.socket.bufferedAmount > CONGESTED_BYTES;
  }

  send(payloads: readonly Payload[]): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    // One write for all: a system call costs more than the message.
    this.stream.cork();
    for (const { nextTail } of payloads) this.socket.send(Buffer.concat([this.head, nextTail]), TEXT, ignore);
    this.stream.uncork();
  }

  complete(): void {
    this.ending.end();
  }

  fail(error: unknown): void {
    this.ending.fail(error);
  }
}

/** A socket that breaks says so by its close event. */
function ignore(): void {}
