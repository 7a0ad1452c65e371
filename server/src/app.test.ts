import { once } from "node:events";
import { connect, createServer } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "./people/person.entity.js";
import { readConfig } from "./platform/config/config.js";
import { type ApiAnswer, startTestApi, type TestApi, type TestClient } from "./testing/test-api.js";

let api: TestApi;
let technician: TestClient;
let admin: TestClient;
const logged: Record<string, unknown>[] = [];
const memory = new Writable({
  write(line, _, done) {
    logged.push(JSON.parse(String(line)));
    done();
  },
});

beforeAll(async () => {
  const limits = { ...readConfig({}).limits, depth: 7, aliases: 3, tokens: 500, cost: 3_000, bodyBytes: 20_000 };
  api = await startTestApi({ config: { limits }, logger: pino({ level: "debug" }, memory) });
  technician = await api.signedIn((await api.person("Technician", Role.TECHNICIAN)).login);
  admin = await api.signedIn((await api.person("Admin", Role.ADMIN)).login);
});

const codeOf = ({ errors }: ApiAnswer) => errors?.[0]?.extensions?.code;

describe("a request", () => {
  it("from another site's page is refused, whatever cookie it carries", async () => {
    const foreign = technician.with({ origin: "https://evil.example" });
    expect((await foreign.ask("{ position }")).status).toBe(403);
    const own = technician.with({ origin: api.stranger.url });
    expect((await own.ask("{ position }")).status).toBe(200);
  });

  it("is held to its origin by where it leads, however its address is spelt", async () => {
    const headers = { ...technician.headers, "content-type": "application/json", origin: "https://evil.example" };
    const body = JSON.stringify({ query: "{ position }" });
    const spelt = await fetch(`${api.stranger.url}/%67raphql`, { method: "POST", headers, body });
    expect(spelt.status).toBe(403);
  });

  it("by GET reads only, and not from a plain link or form", async () => {
    const address = (query: string) => `${api.stranger.url}/graphql?query=${encodeURIComponent(query)}`;
    expect((await fetch(address("{ me { deskName } }"))).status).toBe(400);
    const headers = { ...technician.headers, "apollo-require-preflight": "1" };
    expect((await fetch(address("{ me { deskName } }"), { headers })).status).toBe(200);
    expect((await fetch(address("mutation { signOut }"), { headers })).status).toBe(405);
  });

  it("that holds several operations at once is refused", async () => {
    const response = await technician.post(JSON.stringify([{ query: "{ position }" }, { query: "{ position }" }]));
    expect(response.status).toBe(400);
  });

  it("that is too large is refused", async () => {
    const response = await technician.post(
      JSON.stringify({ query: "{ position }", variables: { x: "x".repeat(20_000) } }),
    );
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "FST_ERR_CTP_BODY_TOO_LARGE" } }] });
  });

  it("is answered with the security headers and an id", async () => {
    const { headers } = await technician.ask("{ position }");
    expect(headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("an operation", () => {
  it("that nests too deep is refused, with the limit", async () => {
    const answer = await technician.ask(
      "{ teams { queues { team { queues { team { queues { team { queues { name } } } } } } } } }",
    );
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "DEPTH_LIMIT_EXCEEDED", limit: 7 } }] });
  });

  it("that nests too deep through fragments is refused as well", async () => {
    const answer = await technician.ask(`{ teams { ...A } } fragment A on Team { queues { team { ...B } } }
      fragment B on Team { queues { team { queues { team { code name queues { name } } } } } }`);
    expect(codeOf(answer)).toBe("DEPTH_LIMIT_EXCEEDED");
  });

  it("that asks for too much is refused before anything is read, by its page sizes", async () => {
    const people =
      "query ($first: Int!) { people(first: $first) { edges { node { displayName memberships { team { code name queues { id name mine } } } } } } }";
    expect(codeOf(await technician.ask(people, { first: 100 }))).toBe("COST_LIMIT_EXCEEDED");
    expect((await technician.ask(people, { first: 5 })).errors).toBeUndefined();
  });

  it("that multiplies itself through fragments is refused without taking long", async () => {
    const levels = 20;
    const fragments = Array.from(
      { length: levels },
      (_, i) => `fragment F${i} on Team { ${i + 1 < levels ? `...F${i + 1} ... on Team { ...F${i + 1} }` : "code"} }`,
    );
    const before = performance.now();
    const answer = await technician.ask(`{ teams { ...F0 } } ${fragments.join(" ")}`);
    expect(codeOf(answer)).toBe("COST_LIMIT_EXCEEDED");
    expect(performance.now() - before).toBeLessThan(500);
  });

  it("names a page size between 1 and 100", async () => {
    expect(codeOf(await technician.ask("{ people(first: 101) { edges { cursor } } }"))).toBe("PAGE_SIZE_EXCEEDED");
    expect(codeOf(await technician.ask("{ people(first: 0) { edges { cursor } } }"))).toBe("PAGE_SIZE_EXCEEDED");
    expect(codeOf(await technician.ask("{ people { edges { cursor } } }"))).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("with too many aliases is refused", async () => {
    const answer = await technician.ask("{ a: position b: position c: position d: position }");
    expect(codeOf(answer)).toBe("ALIAS_LIMIT_EXCEEDED");
  });

  it("that is too long is refused while it is read", async () => {
    const answer = await technician.ask(`{ ${"position ".repeat(500)} }`);
    expect(codeOf(answer)).toBe("GRAPHQL_PARSE_FAILED");
  });

  it("of a stranger is short, for reading a long one costs more than they are owed", async () => {
    const answer = await api.stranger.ask(`{ me { deskName } } # ${"x".repeat(3_000)}`);
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "TOKEN_LIMIT_EXCEEDED" } }] });
  });

  it("shows the schema to who has signed in only", async () => {
    const introspection = "{ __schema { queryType { name } } }";
    expect(codeOf(await api.stranger.ask(introspection))).toBe("INTROSPECTION_DISABLED");
    expect((await technician.ask(introspection)).data).toEqual({ __schema: { queryType: { name: "Query" } } });
    expect((await api.stranger.ask("{ __typename }")).data).toEqual({ __typename: "Query" });
  });

  it("that subscribes belongs on a socket or an event stream", async () => {
    expect(codeOf(await technician.ask("subscription { deskFeed { __typename } }"))).toBe("SUBSCRIPTION_OVER_HTTP");
  });

  it("with variables that do not fit is refused as the caller's mistake, interpreted and compiled alike", async () => {
    const query = "query ($text: String!) { people(first: 1, text: $text) { edges { cursor } } }";
    await technician.ask(query, { text: "a" });
    for (let time = 0; time < 3; time++) {
      const answer = await technician.ask(query, { text: 12 });
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
      expect(answer.data).toBeUndefined();
    }
  });

  it("that takes longer than it may is given up", async () => {
    const limits = { ...readConfig({}).limits, seconds: 1 };
    const hasty = await startTestApi({ databaseUrl: api.databaseUrl, config: { limits } });
    const client = hasty.stranger.with(technician.headers);
    const holder = api.dataSource.createQueryRunner();
    await holder.query("LOCK TABLES level WRITE");
    try {
      expect(codeOf(await client.ask("{ levels { rank } }"))).toBe("TIME_LIMIT_EXCEEDED");
    } finally {
      await holder.query("UNLOCK TABLES");
      await holder.release();
    }
  });

  it("says at which position its answer is true at least; a change says its own", async () => {
    const before = await technician.ask("{ position }");
    expect(before.data?.position).toBe(before.extensions?.position);
    const after = await technician.ask("mutation { changeMyLanguage(language: fr) { deskName } }");
    const n = (answer: ApiAnswer) => Number(answer.extensions?.position.split(".")[1]);
    expect(n(after)).toBe(n(before) + 1);
  });

  it("gives the same answer the first time, interpreted, and later, compiled", async () => {
    const query =
      "query Again($yes: Boolean!) { me { ...Mine permissions @include(if: $yes) } levels { rank name } } fragment Mine on Me { person { id displayName site { name } } }";
    const answers: unknown[] = [];
    for (let time = 0; time < 4; time++) answers.push((await admin.ask(query, { yes: true })).data);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await admin.ask(query, { yes: false })).data?.me).not.toHaveProperty("permissions");
  });
});

describe("what goes wrong on the server", () => {
  it("is told as an id that finds the log line, and nothing else of it", async () => {
    await api.dataSource.query("RENAME TABLE level TO level_hidden");
    const answers: ApiAnswer[] = [];
    try {
      for (let time = 0; time < 3; time++) answers.push(await technician.ask("{ levels { rank } }"));
    } finally {
      await api.dataSource.query("RENAME TABLE level_hidden TO level");
    }
    for (const answer of answers) {
      const [error] = answer.errors ?? [];
      expect(JSON.stringify(answer)).not.toMatch(/level_hidden|doesn't exist|SELECT|node_modules|stack/);
      expect(error).toMatchObject({ path: ["levels"], extensions: { code: "INTERNAL_SERVER_ERROR" } });
      const id = error?.extensions?.id;
      const line = logged.find((each) => each.requestId === id && each.msg === "A request failed");
      expect(JSON.stringify(line)).toContain("doesn't exist");
    }
  });

  it("leaves no secret in the log", () => {
    expect(JSON.stringify(logged)).not.toMatch(/guichet=[\w-]{20}|gui_[\w-]{20}|correct horse/);
  });
});

describe("a program's token", () => {
  const CREATE =
    "mutation ($name: String!, $scopes: [String!]!) { createApiToken(name: $name, scopes: $scopes) { __typename ... on CreateApiTokenSuccess { secret token { id name scopes createdBy { displayName } } } ... on InvalidInput { fields { path code } } } }";

  async function create(name: string, scopes: string[]) {
    const { data } = await admin.ask(CREATE, { name, scopes });
    return data?.createApiToken as { __typename: string; secret: string; token: { id: string } };
  }

  it("lets the program do what its scopes say and no more", async () => {
    const { secret, ...created } = await create("Monitoring", ["people:read"]);
    expect(created).toMatchObject({
      token: { name: "Monitoring", scopes: ["people:read"], createdBy: { displayName: "Admin" } },
    });
    const program = api.stranger.with({ authorization: `Bearer ${secret}` });
    expect((await program.ask("{ people(first: 5) { edges { cursor } } me { deskName } }")).data).toMatchObject({
      me: null,
    });
    expect(codeOf(await program.ask("{ apiTokens { name } }"))).toBe("NOT_PERMITTED");
  });

  it("is not held to an origin, for it is no cookie", async () => {
    const { secret } = await create("Elsewhere", ["people:read"]);
    const program = api.stranger.with({ authorization: `Bearer ${secret}`, origin: "https://tool.example" });
    expect((await program.ask("{ position }")).status).toBe(200);
  });

  it("is shown once and kept as a hash", async () => {
    const { secret } = await create("Once", ["reports:read"]);
    const list = await admin.ask("{ apiTokens { id name scopes lastUsedAt revokedAt } }");
    const stored = await api.dataSource.query("SELECT *, HEX(tokenHash) FROM api_token");
    expect(secret).toMatch(/^gui_[\w-]{43}$/);
    expect(JSON.stringify([list, stored])).not.toContain(secret);
  });

  it("that was revoked, or never was, is told so", async () => {
    const { secret, token } = await create("Short-lived", ["people:read"]);
    const program = api.stranger.with({ authorization: `Bearer ${secret}` });
    expect((await program.ask("{ position }")).errors).toBeUndefined();
    const revoked = await admin.ask("mutation ($id: ID!) { revokeApiToken(token: $id) { __typename } }", {
      id: token.id,
    });
    expect(revoked.data).toEqual({ revokeApiToken: { __typename: "RevokeApiTokenSuccess" } });
    expect(await program.ask("{ position }")).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "NOT_SIGNED_IN" } }],
    });
    const unknown = api.stranger.with({ authorization: "Bearer gui_unknown" });
    expect((await unknown.ask("{ position }")).status).toBe(401);
  });

  it("is created with a name and known scopes, by who manages tokens", async () => {
    expect(await create(" ", ["everything"])).toMatchObject({
      __typename: "InvalidInput",
      fields: [
        { path: "name", code: "LENGTH" },
        { path: "scopes", code: "UNKNOWN_CHOICE" },
      ],
    });
    expect((await technician.ask(CREATE, { name: "x", scopes: ["people:read"] })).data).toEqual({
      createApiToken: { __typename: "NotPermitted" },
    });
  });
});

describe("server-sent events", () => {
  async function stream(client: TestClient, query: string) {
    const headers = { "content-type": "application/json", accept: "text/event-stream", ...client.headers };
    return fetch(`${client.url}/graphql/stream`, { method: "POST", headers, body: JSON.stringify({ query }) });
  }

  it("answer a query in one event", async () => {
    const text = await (await stream(technician, "{ me { deskName } }")).text();
    expect(text).toMatch(
      /^event: next\ndata: \{"data":\{"me":\{"deskName":"Guichet"\}\},"extensions":\{"position":"1\.\d+"\}\}\n\nevent: complete\ndata:\n\n$/,
    );
  });

  it("hold operations to the same limits and mask the same errors", async () => {
    expect(await (await stream(technician, "{ people(first: 500) { edges { cursor } } }")).text()).toContain(
      "PAGE_SIZE_EXCEEDED",
    );
    expect(await (await stream(api.stranger, "{ position }")).text()).toContain("NOT_SIGNED_IN");
    expect(await (await stream(technician, "{ nothing }")).text()).toContain("GRAPHQL_VALIDATION_FAILED");
  });

  it("change nothing by GET, which a link on any page can ask for", async () => {
    const { login } = await api.person("Clicked", Role.REQUESTER);
    const clicked = await api.signedIn(login);
    const link = `${clicked.url}/graphql/stream?query=${encodeURIComponent("mutation { signOut }")}`;
    expect(await (await fetch(link, { headers: clicked.headers })).text()).toContain("BAD_USER_INPUT");
    expect((await clicked.ask("{ me { deskName } }")).data?.me).not.toBeNull();
  });

  it("carry a feed until the reader goes", async () => {
    const response = await stream(technician, "subscription { deskFeed { __typename } }");
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: next")) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    expect(text).toContain('"deskFeed"');
    await reader.cancel();
  });
});

describe("the server", () => {
  it("says that it runs, and whether it can serve", async () => {
    expect(await (await fetch(`${api.stranger.url}/healthz`)).json()).toEqual({ status: "ok" });
    const ready = await fetch(`${api.stranger.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: "ready", database: true }]);
  });

  it("takes the next free port when the usual one is taken, but never another than the one asked for", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    try {
      const other = await startTestApi({ databaseUrl: api.databaseUrl, config: { port } });
      expect(other.app.port).toBeGreaterThan(port);
      await expect(startTestApi({ databaseUrl: api.databaseUrl, config: { port, portGiven: true } })).rejects.toThrow(
        `Port ${port} is taken`,
      );
    } finally {
      taken.close();
    }
  });

  it("is not kept from stopping by an upgrade to what is not there", async () => {
    const other = await startTestApi({ databaseUrl: api.databaseUrl });
    const socket = connect(other.app.port, "127.0.0.1");
    socket.write("GET /elsewhere HTTP/1.1\r\nHost: desk\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(String(answer)).toContain("404 Not Found");
    await once(socket, "close");
    await other.app.stop();
  });

  it("answers what is under way before it stops, and then takes nothing more", async () => {
    const other = await startTestApi({ databaseUrl: api.databaseUrl });
    const client = other.stranger.with(technician.headers);
    const holder = api.dataSource.createQueryRunner();
    await holder.query("LOCK TABLES level WRITE");
    const asked = client.ask("{ levels { rank } }");
    const waiting = "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'";
    while ((await holder.query(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const stopped = other.app.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await holder.query("UNLOCK TABLES");
    await holder.release();
    await stopped;
    expect((await asked).data?.levels).toHaveLength(4);
    await expect(client.ask("{ levels { rank } }")).rejects.toThrow();
  });
});
