import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestDatabase } from "../live/harness/database.js";
import { DeskServer, insertDesk } from "../live/harness/desk.js";
import { until } from "../live/harness/until.js";
import { insertToken } from "./token.js";
import { type Answer, dial, type Headers, openSocket, post, type Request, WAYS, type Way } from "./ways.js";

let database: TestDatabase;
let server: DeskServer;
let signedIn: Headers;

beforeAll(async () => {
  database = await TestDatabase.throwAway();
  server = await DeskServer.start(database, {
    GUICHET_MAX_DEPTH: "7",
    GUICHET_MAX_ALIASES: "3",
    GUICHET_MAX_TOKENS: "500",
    GUICHET_MAX_COST: "3000",
    GUICHET_MAX_BODY_KB: "16",
    LOG_LEVEL: "error",
  });
  const [person] = await insertDesk(database, 1);
  signedIn = { cookie: person!.cookie };
});

afterAll(async () => {
  await server?.stop();
  await database?.stop();
});

async function everyWay(request: Request): Promise<Record<Way, Answer>> {
  const answers = Object.entries(WAYS).map(async ([way, ask]) => [way, await ask(server.port, request, signedIn)]);
  return Object.fromEntries(await Promise.all(answers)) as Record<Way, Answer>;
}

/** Expects the same answer from each way in, and returns it. */
async function alike(request: Request): Promise<Answer> {
  const { http, sse, socket } = await everyWay(request);
  expect(sse.errors).toEqual(http.errors);
  expect(socket.errors).toEqual(http.errors);
  expect([sse.data ?? null, socket.data ?? null]).toEqual([http.data ?? null, http.data ?? null]);
  return http;
}

const codesOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions?.code);

const deep = "{ teams { queues { team { queues { team { queues { team { queues { name } } } } } } } } }";
const people =
  "query ($first: Int!) { people(first: $first) { edges { node { memberships { team { code name queues { id } } } } } } }";

const named = "query ($text: String!) { people(first: 1, text: $text) { edges { cursor } } }";

const refused: [what: string, code: string, request: Request][] = [
  ["is no GraphQL", "GRAPHQL_PARSE_FAILED", { query: "{ position" }],
  ["is longer than allowed", "GRAPHQL_PARSE_FAILED", { query: `{ ${"position ".repeat(500)} }` }],
  ["asks for what there is not", "GRAPHQL_VALIDATION_FAILED", { query: "{ nothing }" }],
  ["nests too deep", "DEPTH_LIMIT_EXCEEDED", { query: deep }],
  ["costs too much", "COST_LIMIT_EXCEEDED", { query: people, variables: { first: 100 } }],
  ["has too many aliases", "ALIAS_LIMIT_EXCEEDED", { query: "{ a: position b: position c: position d: position }" }],
  ["asks for too large a page", "PAGE_SIZE_EXCEEDED", { query: "{ people(first: 101) { edges { cursor } } }" }],
  ["names no page size", "PAGE_SIZE_REQUIRED", { query: "{ tickets { edges { cursor } } }" }],
  ["carries a cursor of nowhere", "BAD_CURSOR", { query: '{ tickets(first: 1, after: "x") { edges { cursor } } }' }],
  ["leaves a variable out", "BAD_USER_INPUT", { query: named, variables: {} }],
  ["gives a variable of another type", "BAD_USER_INPUT", { query: named, variables: { text: 12 } }],
];

describe("a request, whichever way it comes in,", () => {
  it("is answered with the same data", async () => {
    const answer = await alike({ query: "{ me { person { displayName } } levels { rank name } }" });
    expect(answer).toMatchObject({ data: { me: { person: { displayName: "Person 1" } } } });
  });

  it.each(refused)("that %s is refused alike: %s", async (_, code, request) => {
    expect(codesOf(await alike(request))).toEqual([code]);
  });

  it("that names none of several operations is refused", async () => {
    const request = { query: "query A { position } query B { position }", operationName: "C" };
    for (const answer of Object.values(await everyWay(request))) {
      expect(answer.data ?? null).toBeNull();
      expect(answer.errors).toHaveLength(1);
    }
  });

  it("that fails on the server is answered with an id, and with nothing of why", async () => {
    await database.query("RENAME TABLE level TO level_away");
    try {
      const answers = await everyWay({ query: "{ levels { rank } }" });
      const ids = Object.values(answers).map(({ data, errors }) => {
        const [error] = errors!;
        const id = error!.extensions!.id as string;
        expect({ data: data ?? null, errors }).toEqual({
          data: null,
          errors: [
            {
              message: `Something went wrong on the server. Its log has the details under ${id}.`,
              locations: [{ line: 1, column: 3 }],
              path: ["levels"],
              extensions: { code: "INTERNAL_SERVER_ERROR", id },
            },
          ],
        });
        return id;
      });
      expect(new Set(ids).size).toBe(3);
      await until("the log has all three", () => ids.every((id) => server.log.includes(id)));
      expect(JSON.stringify(answers)).not.toMatch(/level_away|doesn't exist|SELECT|node_modules/);
    } finally {
      await database.query("RENAME TABLE level_away TO level");
    }
  });

  it("that says too much is not read to its end", async () => {
    const request = { query: "{ position }", variables: { x: "x".repeat(17_000) } };
    expect((await post(server.port, "/graphql", request, signedIn)).status).toBe(413);
    expect((await post(server.port, "/graphql/stream", request, signedIn)).status).toBe(413);
    const socket = await openSocket(server.port, { headers: signedIn });
    socket.subscribe("1", request);
    expect((await socket.closed).code).toBe(1009);
  });
});

describe("a stranger", () => {
  it("is told to sign in, over HTTP and as an event stream", async () => {
    const [http, sse] = await Promise.all([
      WAYS.http(server.port, { query: "{ position }" }, {}),
      WAYS.sse(server.port, { query: "{ position }" }, {}),
    ]);
    expect(codesOf(http)).toEqual(["NOT_SIGNED_IN"]);
    expect(sse.errors).toEqual(http.errors);
  });

  it("is not shown the schema", async () => {
    const request = { query: "{ __schema { types { name } } }" };
    expect(codesOf(await WAYS.http(server.port, request, {}))).toEqual(["INTROSPECTION_DISABLED"]);
    expect(codesOf(await WAYS.sse(server.port, request, {}))).toEqual(["INTROSPECTION_DISABLED"]);
  });

  it("is not let onto a socket", async () => {
    const socket = await dial(server.port);
    socket.send({ type: "connection_init" });
    expect(await socket.closed).toEqual({ code: 4401, reason: "Sign in, or send a token" });
  });
});

describe("a token that is not valid", () => {
  const unknown = { authorization: "Bearer gui_unknown" };

  it("is an error, the same over HTTP and as an event stream", async () => {
    const answers = ["/graphql", "/graphql/stream"].map(async (path) => {
      const response = await post(server.port, path, { query: "{ position }" }, unknown);
      return { status: response.status, body: await response.json() };
    });
    const refused = {
      status: 401,
      body: { errors: [{ message: "The token is unknown or was revoked.", extensions: { code: "NOT_SIGNED_IN" } }] },
    };
    expect(await Promise.all(answers)).toEqual([refused, refused]);
  });

  it("opens no socket", async () => {
    const socket = await dial(server.port, { headers: unknown });
    socket.send({ type: "connection_init" });
    expect((await socket.closed).code).toBe(4401);
  });

  it("does not open the page to try the API with", async () => {
    expect((await fetch(`http://127.0.0.1:${server.port}/graphiql`, { headers: unknown })).status).toBe(401);
  });
});

describe("where a request comes from", () => {
  const foreign = { origin: "https://elsewhere.example" };
  const own = () => ({ origin: `http://127.0.0.1:${server.port}` });
  const ask = (path: string, headers: Headers) =>
    post(server.port, path, { query: "{ position }" }, { ...signedIn, ...headers });

  it.each(["/graphql", "/graphql/stream"])("is looked at on %s: only our own pages, or none", async (path) => {
    const response = await ask(path, foreign);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "FOREIGN_ORIGIN" } }] });
    expect((await ask(path, own())).status).toBe(200);
    expect((await ask(path, {})).status).toBe(200);
  });

  it.each(["null", "garbage", "http://127.0.0.1:1", "https://127.0.0.1.elsewhere.example"])(
    "is foreign when it is %s",
    async (origin) => {
      expect((await ask("/graphql", { origin })).status).toBe(403);
      await expect(dial(server.port, { headers: { ...signedIn, origin } })).rejects.toThrow("answered 403");
    },
  );

  it("is looked at when a socket is opened", async () => {
    await expect(dial(server.port, { headers: { ...signedIn, ...foreign } })).rejects.toThrow("answered 403");
    const socket = await openSocket(server.port, { headers: { ...signedIn, ...own() } });
    expect(await socket.ask({ query: "{ me { deskName } }" })).toMatchObject({ data: { me: {} } });
    socket.close();
  });

  it("does not matter with a token, which no browser sends by itself", async () => {
    const token = { authorization: `Bearer ${await insertToken(database, "people:read")}`, ...foreign };
    expect((await post(server.port, "/graphql", { query: "{ position }" }, token)).status).toBe(200);
    const socket = await openSocket(server.port, { headers: token });
    expect(await socket.ask({ query: "{ position }" })).toMatchObject({ data: { position: expect.any(String) } });
    socket.close();
  });
});
