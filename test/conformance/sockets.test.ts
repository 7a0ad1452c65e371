import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestDatabase } from "../live/harness/database.js";
import { DeskServer, insertDesk, type SignedIn } from "../live/harness/desk.js";
import { insertToken } from "./token.js";
import { dial, openSocket, post, type TestSocket } from "./ways.js";

let database: TestDatabase;
let server: DeskServer;
let people: SignedIn[];

beforeAll(async () => {
  database = await TestDatabase.throwAway();
  server = await DeskServer.start(database);
  people = await insertDesk(database, 3);
});

afterAll(async () => {
  await server?.stop();
  await database?.stop();
});

const headersOf = (person = 0) => ({ cookie: people[person]!.cookie });
const opened = (person = 0) => openSocket(server.port, { headers: headersOf(person) });
const dialled = () => dial(server.port, { headers: headersOf() });
const feed = { query: "subscription { deskFeed { __typename } }" };

/** The code by which the server closes the socket after what is done to it. */
async function codeAfter(socket: TestSocket, act: (socket: TestSocket) => void): Promise<number> {
  act(socket);
  return (await socket.closed).code;
}

describe("the protocol of sockets (graphql-transport-ws)", () => {
  it("is the only one spoken", async () => {
    const other = await dial(server.port, { headers: headersOf(), protocol: "graphql-ws" }).catch(
      (error: Error) => error,
    );
    // Refused at the upgrade, or closed with the protocol's own code for it.
    if (other instanceof Error) expect(other.message).toMatch(/subprotocol|answered 4\d\d/i);
    else expect((await other.closed).code).toBe(4406);
  });

  it("closes with 4400 on what is no message", async () => {
    expect(await codeAfter(await opened(), (socket) => socket.send("hello"))).toBe(4400);
    expect(await codeAfter(await opened(), (socket) => socket.send({ type: "unheard-of" }))).toBe(4400);
    expect(await codeAfter(await opened(), (socket) => socket.send({ type: "subscribe", id: "1" }))).toBe(4400);
  });

  it("closes with 4401 on who subscribes before the connection is acknowledged", async () => {
    expect(await codeAfter(await dialled(), (socket) => socket.subscribe("1", feed))).toBe(4401);
  });

  it("closes with 4408 on who never begins", async () => {
    expect(await codeAfter(await dialled(), () => undefined)).toBe(4408);
  });

  it("closes with 4409 on who uses an operation's id twice at once", async () => {
    const socket = await opened();
    socket.subscribe("same", feed);
    await socket.next("next", "same");
    expect(await codeAfter(socket, (socket) => socket.subscribe("same", feed))).toBe(4409);
  });

  it("closes with 4429 on who begins twice", async () => {
    expect(await codeAfter(await opened(), (socket) => socket.send({ type: "connection_init" }))).toBe(4429);
  });

  it("answers a ping with a pong", async () => {
    const socket = await opened();
    socket.send({ type: "ping" });
    await socket.next("pong");
    socket.close();
  });

  it("carries queries and changes as well, and says that they are complete", async () => {
    const socket = await opened();
    socket.subscribe("q", { query: "{ me { deskName } }" });
    expect(await socket.next("next", "q")).toMatchObject({
      payload: { data: { me: { deskName: expect.any(String) } } },
    });
    await socket.next("complete", "q");
    socket.close();
  });

  it("frees an operation's id when the client completes it", async () => {
    const socket = await opened();
    for (let time = 0; time < 3; time++) {
      socket.subscribe("again", feed);
      await socket.next("next", "again");
      socket.send({ type: "complete", id: "again" });
    }
    expect(await socket.ask({ query: "{ position }" })).toMatchObject({ data: {} });
    socket.close();
  });

  it("takes a token with the connection's first message, for programs that cannot set headers", async () => {
    const withToken = (token: string) => ({ params: { authorization: `Bearer ${token}` } });
    const program = await openSocket(server.port, withToken(await insertToken(database, "tickets:read")));
    program.subscribe("1", feed);
    expect(await program.next("next", "1")).toMatchObject({ payload: { data: { deskFeed: {} } } });
    program.close();
    const unknown = await dial(server.port);
    unknown.send({ type: "connection_init", payload: withToken("unheard of").params });
    expect((await unknown.closed).code).toBe(4401);
  });

  it("holds a socket to a number of subscriptions, and keeps those it has", async () => {
    const socket = await opened();
    for (let n = 1; n <= 101; n++) socket.subscribe(`feed-${n}`, feed);
    const refusal = await socket.next("error");
    expect(refusal).toMatchObject({ payload: [{ extensions: { code: "RATE_LIMIT_EXCEEDED" } }] });
    await socket.next("next", "feed-1");
    socket.close();
  });

  it("closes with 4401 when the session ends, on that session's sockets only", async () => {
    const [leaving, staying] = [await opened(1), await opened(2)];
    leaving.subscribe("1", feed);
    await leaving.next("next", "1");
    const response = await post(server.port, "/graphql", { query: "mutation { signOut }" }, headersOf(1));
    expect(await response.json()).toMatchObject({ data: { signOut: true } });
    expect((await leaving.closed).code).toBe(4401);
    expect(await staying.ask({ query: "{ me { deskName } }" })).toMatchObject({ data: { me: {} } });
    staying.close();
  });

  it("closes with 1001 when the server stops, so that clients come back", async () => {
    const other = await DeskServer.start(database);
    const socket = await openSocket(other.port, { headers: headersOf() });
    socket.subscribe("1", feed);
    await socket.next("next", "1");
    const stopped = other.stop();
    expect((await socket.closed).code).toBe(1001);
    await stopped;
  });
});
