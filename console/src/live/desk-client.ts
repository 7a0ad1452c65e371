import { possibleTypes } from "@guichet/schema/possible-types";
import { cacheExchange } from "@urql/exchange-graphcache";
import { Client, fetchExchange, mapExchange, subscriptionExchange } from "urql";
import { entityKeys } from "./entity-keys";
import { openFeed } from "./feeds";
import { LineStore } from "./line-store";
import { NewestFacts } from "./newest-facts";
import { openSocket } from "./socket";

export interface DeskClient {
  client: Client;
  line: LineStore;
}

/** The browser's one client: the normalised cache, the feeds that keep it true, and the guard between the two. */
export function createDeskClient(onSignedOut: () => void): DeskClient {
  const line = new LineStore();
  const socket = openSocket(line);
  const newest = new NewestFacts();

  const client = new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetchOptions: { credentials: "same-origin" },
    exchanges: [
      mapExchange({
        onError: (error) => {
          if (error.graphQLErrors.some((each) => each.extensions["code"] === "NOT_SIGNED_IN")) onSignedOut();
        },
      }),
      cacheExchange({
        possibleTypes,
        keys: entityKeys,
        resolvers: {
          Query: {
            // A ticket read in any list or feed is known by its number; otherwise what the server answered stands.
            ticket: (_parent, { number }, cache) => {
              const key = cache.keyOfEntity({ __typename: "Ticket", number: Number(number) });
              if (key !== null && cache.resolve(key, "number") !== undefined) return { __typename: "Ticket", number };
              const answered = cache.resolve("Query", "ticket", { number: Number(number) });
              // Undefined means "never asked", which the cache understands and its types do not.
              return answered as string | null;
            },
          },
        },
      }),
      mapExchange({
        onResult: (result) => (result.data ? { ...result, data: newest.settle(result.data) } : result),
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => {
            const variables = (request.variables ?? {}) as Record<string, unknown>;
            return { unsubscribe: openFeed(socket, line, { query: request.query ?? "", variables }, sink) };
          },
        }),
      }),
    ],
  });
  return { client, line };
}
