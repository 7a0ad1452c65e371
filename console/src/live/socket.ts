import { type Client, createClient } from "graphql-ws";
import type { LineStore } from "./line-store";
import { pauseBefore } from "./pause-before";

const pingEvery = 5000;
const pongWithin = 5000;

function online(): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve) => window.addEventListener("online", () => resolve(), { once: true }));
}

/** One socket for the tab. It closes itself when nothing is followed, and tries again for ever when it breaks. */
export function openSocket(line: LineStore): Client {
  let pongDue: ReturnType<typeof setTimeout> | undefined;
  const { protocol, host } = window.location;
  const client = createClient({
    url: `${protocol === "https:" ? "wss" : "ws"}://${host}/graphql`,
    lazy: true,
    lazyCloseTimeout: 2000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (attempt) => {
      const pause = new Promise((resolve) => setTimeout(resolve, pauseBefore(attempt)));
      const back = new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
      await Promise.race([pause, back]);
      await online();
    },
    keepAlive: pingEvery,
    on: {
      connecting: () => line.socket("connecting"),
      connected: () => line.socket("open"),
      ping: (received) => {
        if (received) return;
        clearTimeout(pongDue);
        // A black hole neither answers nor closes: cut the socket ourselves, so that the retry begins.
        pongDue = setTimeout(() => client.terminate(), pongWithin);
      },
      pong: () => clearTimeout(pongDue),
      closed: () => {
        clearTimeout(pongDue);
        line.socket(line.read().feeds.size === 0 ? "unused" : "closed");
      },
    },
  });
  return client;
}
