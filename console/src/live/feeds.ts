import type { ExecutionResult, GraphQLError } from "graphql";
import type { Client } from "graphql-ws";
import type { LineStore } from "./line-store";
import { pauseBefore } from "./pause-before";
import { type FeedItem, Replay } from "./replay";

type Result = ExecutionResult<Record<string, unknown>>;

export interface FeedRequest {
  query: string;
  variables: Record<string, unknown>;
}

export interface FeedSink {
  next(result: Result): void;
  complete(): void;
}

let opened = 0;

function itemOf(result: Result): FeedItem | null {
  const item = result.data ? Object.values(result.data)[0] : null;
  return item !== null && typeof item === "object" && "__typename" in item ? (item as FeedItem) : null;
}

/** 4401 and its like are final: asking again with the same session would get the same answer. */
function isRefusal(reason: unknown): boolean {
  return typeof reason === "object" && reason !== null && "code" in reason && reason.code === 4401;
}

/** There is nothing to follow here, for this person, now. */
function isDenied(reason: unknown): boolean {
  if (!Array.isArray(reason)) return false;
  const codes = reason.map((error: GraphQLError) => error.extensions?.["code"]);
  return codes.some((code) => code === "NOT_FOUND" || code === "NOT_PERMITTED");
}

/**
 * One feed, kept alive until it is closed: each time the socket comes back it is asked for again from the last
 * position, and its replay reaches the sink as one batch.
 */
export function openFeed(socket: Client, line: LineStore, request: FeedRequest, sink: FeedSink): () => void {
  opened += 1;
  const id = `feed-${opened}`;
  const after = request.variables["after"];
  const replay = new Replay<Result>(typeof after === "string" ? after : null);
  let stop: () => void = () => {};
  let closed = false;
  let attempts = 0;
  let resync = false;

  line.feedOpened(id);
  const stopListening = socket.on("closed", () => {
    replay.broken();
    line.feedBroken(id);
  });

  const payload = {
    query: request.query,
    // Read anew at each reconnection, which is how the socket resumes instead of starting over.
    get variables(): Record<string, unknown> {
      return { ...request.variables, after: replay.position };
    },
  };

  const again = () => {
    if (closed) return;
    attempts += 1;
    replay.broken();
    line.feedBroken(id);
    const timer = setTimeout(begin, pauseBefore(attempts));
    stop = () => clearTimeout(timer);
  };

  function begin(): void {
    stop = socket.subscribe(payload, {
      next: (received) => {
        const result = received as Result;
        const item = itemOf(result);
        if (item === null) return;
        const { deliver, ending, replayed } = replay.accept(item, result);
        for (const each of deliver) sink.next(each);
        if (ending === "checkpoint") {
          attempts = 0;
          line.feedProven(id, replayed);
        }
        if (ending === "resync") {
          resync = true;
          close();
          sink.complete();
        }
      },
      error: (reason: unknown) => {
        if (isRefusal(reason)) {
          line.socket("refused");
        } else if (isDenied(reason)) {
          close();
          sink.complete();
        } else {
          again();
        }
      },
      complete: () => {
        if (!closed && !resync) again();
      },
    });
  }

  function close(): void {
    if (closed) return;
    closed = true;
    stopListening();
    stop();
    line.feedClosed(id);
  }

  begin();
  return close;
}
