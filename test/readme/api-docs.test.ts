import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildSchema, isObjectType, parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { TestDatabase } from "../live/harness/database.js";
import { DeskServer } from "../live/harness/desk.js";
import { until } from "../live/harness/until.js";
import { Examples } from "./examples.js";
import { blocksIn, firstCells, page } from "./markdown.js";

const run = promisify(execFile);
const markdown = page("docs/api.md");
const blocks = blocksIn(markdown);
const schema = buildSchema(page("schema/schema.graphql"));
const examples = new Examples();

let database: TestDatabase;
let server: DeskServer;
/** The sessions of those whom the page names, by that name. */
const sessions: Record<string, string> = {};
let token: string;

beforeAll(async () => {
  database = await TestDatabase.demo();
  server = await DeskServer.start(database, { GUICHET_SEED: "demo" });
  sessions["administrator"] = await signIn("sophie.renard");
  sessions["manager"] = await signIn("bernard.fournier");
});

afterAll(async () => {
  await server?.stop();
  await database?.stop();
});

interface Answer {
  data: Record<string, never> | null;
  errors?: { message: string }[];
  extensions?: { position: string };
}

async function post(body: object, headers: Record<string, string>): Promise<{ answer: Answer; cookie: string }> {
  const response = await fetch(server.http, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { answer: (await response.json()) as Answer, cookie };
}

async function signIn(login: string): Promise<string> {
  const query = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }";
  const { cookie } = await post({ query, variables: { input: { login, password: "guichet-demo" } } }, {});
  return cookie;
}

/** A document as the page asks it: once with each of the variables that follow it, or once without. */
interface Example {
  title: string;
  document: string;
  /** Who asks it: nobody named, a program with the token. */
  as: string;
  variables: string | null;
  answer: string | null;
  errors: string | null;
}

const documented: Example[] = [];
let document: (typeof blocks)[number] | null = null;
for (const { language, word, text, line } of blocks) {
  const latest = documented.at(-1);
  if (language === "graphql") {
    document = { language, word, text, line };
    documented.push(example(document, null));
  } else if (language === "json" && word === "variables") {
    if (!document || !latest) throw new Error(`Line ${line}: variables of nothing`);
    const isFirst = latest.document === document.text && latest.variables === null && latest.answer === null;
    if (isFirst) latest.variables = text;
    else documented.push(example(document, text));
  } else if (language === "json" && latest) {
    if (word === "answer") latest.answer = text;
    if (word === "errors") latest.errors = text;
  }
}

function example({ text, word, line }: (typeof blocks)[number], variables: string | null): Example {
  const name = /(?:query|mutation) (\w+)/.exec(text)?.[1];
  const nth = documented.filter((each) => each.document === text).length;
  const title = `${name}${nth > 0 ? ` (${nth + 1})` : ""}, line ${line}`;
  return { title, document: text, as: word, variables, answer: null, errors: null };
}

describe("the documents on the page", () => {
  it("are many enough to be the page's", () => {
    expect(documented.length).toBeGreaterThan(10);
    expect(
      blocks.filter(({ language, word }) => language === "json" && !/^(variables|answer|errors)$/.test(word)),
    ).toEqual([]);
  });

  it.each(documented.map((each) => [each.title, each] as const))(
    "%s",
    async (_, { document, as, variables, answer, errors }) => {
      expect(validate(schema, parse(document))).toEqual([]);
      const headers: Record<string, string> = as ? { cookie: sessions[as]! } : { authorization: `Bearer ${token}` };
      const said = await post(
        { query: document, variables: variables === null ? {} : examples.fill(JSON.parse(variables)) },
        headers,
      );
      if (errors !== null) {
        const shown = said.answer.errors?.map(
          ({ message, extensions }: { message: string; extensions?: { code?: string } }) => ({
            message,
            extensions: { code: extensions?.code },
          }),
        );
        expect(examples.difference(JSON.parse(errors), shown as never)).toBeNull();
        return;
      }
      expect(said.answer.errors).toBeUndefined();
      if (answer !== null) expect(examples.difference(JSON.parse(answer), said.answer.data ?? undefined)).toBeNull();
      const created = said.answer.data as unknown as { createApiToken?: { secret: string } };
      if (created.createApiToken) token = created.createApiToken.secret;
    },
  );
});

describe("the commands and programs on the page", () => {
  const environment = () => ({
    ...process.env,
    GUICHET: `http://127.0.0.1:${server.port}`,
    TOKEN: token,
  });

  it("ask by curl, where there is one", async ({ skip }) => {
    const there = await run("curl", ["--version"]).then(
      () => true,
      () => false,
    );
    if (!there) skip("curl is not installed");
    const [query, file, ...others] = blocks.filter(({ language }) => language === "sh");
    expect(others).toEqual([]);
    const csv = await run("sh", ["-c", file!.text], { env: environment() });
    expect(csv.stdout).toMatch(/^\uFEFFApplication,Number\r\nAccès distant \(VPN\),\d+\r\n/);
    const { stdout } = await run("sh", ["-c", query!.text], { env: environment() });
    expect(JSON.parse(stdout)).toMatchObject({
      data: { queues: expect.arrayContaining([{ name: expect.any(String), counts: expect.any(Object) }]) },
      extensions: { position: expect.stringMatching(/^1\.\d+$/) },
    });
  });

  /** Runs a program of the page; what it prints, line by line, is what the feed said. */
  function start(library: string, ...args: string[]): { items: FeedItem[]; child: ChildProcess } {
    const { text } = blocks.find(({ language, text }) => language === "js" && text.includes(`"${library}"`))!;
    const child = spawn(process.execPath, ["--input-type=module", "-", ...args], {
      env: environment(),
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill());
    child.stdin.end(text);
    const items: FeedItem[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => items.push(JSON.parse(line) as FeedItem));
    return { items, child };
  }

  async function escalated(subject: string): Promise<{ number: number }> {
    const [application] = (await asked("{ applications(active: true) { id } }")).applications as { id: string }[];
    const record = `mutation ($input: RecordTicketInput!) { recordTicket(input: $input) {
      ... on TicketActSuccess { ticket { id number version } } } }`;
    const people = (await asked('{ people(text: "Catherine Blanc", first: 1) { edges { node { id } } } }')).people;
    const requester = (people as unknown as { edges: { node: { id: string } }[] }).edges[0]!.node.id;
    const { recordTicket } = await asked(record, {
      input: {
        key: `record ${subject}`,
        channel: "API",
        kind: "INCIDENT",
        subject,
        description: subject,
        requester,
        application: application!.id,
        nature: "TECHNICAL",
        impact: "LOW",
        urgency: "LOW",
      },
    });
    const { ticket } = recordTicket as unknown as { ticket: { id: string; number: number; version: number } };
    await asked("mutation ($input: EscalateTicketInput!) { escalateTicket(input: $input) { __typename } }", {
      input: { key: `escalate ${subject}`, ticket: ticket.id, version: ticket.version, reason: subject },
    });
    return ticket;
  }

  async function asked(query: string, variables: object = {}): Promise<Record<string, object>> {
    const { answer } = await post({ query, variables }, { authorization: `Bearer ${token}` });
    if (answer.errors) throw new Error(answer.errors[0]!.message);
    return answer.data!;
  }

  it("follow a view over a socket, and go on from the last position", async () => {
    const { items, child } = start("graphql-ws");
    await until("the feed has begun", () => items.some(({ __typename }) => __typename === "Checkpoint"));
    const live = await escalated("followed live");
    const shows = (seen: FeedItem[], number: number) => seen.some(({ ticket }) => ticket?.number === number);
    await until("the ticket has entered", () => shows(items, live.number));
    child.kill();
    const { position } = items.at(-1)!;
    const missed = await escalated("missed in a break");
    const resumed = start("graphql-ws", position);
    await until("what was missed comes first", () => shows(resumed.items, missed.number));
    expect(resumed.items[0]!.ticket?.number).toBe(missed.number);
    expect(shows(resumed.items, live.number)).toBe(false);
  });

  it("watch a ticket by server-sent events, from a position", async () => {
    const { position } = (await asked("{ position }")) as unknown as { position: string };
    const ticket = await escalated("watched");
    const { items } = start("graphql-sse", String(ticket.number), position);
    await until("its whole history has come", () => items.some(({ __typename }) => __typename === "Checkpoint"));
    expect(items.map(({ entry }) => entry?.type).filter(Boolean)).toEqual(["RECORDED", "QUALIFIED", "ESCALATED"]);
  });
});

interface FeedItem {
  __typename: string;
  position: string;
  ticket?: { number: number };
  entry?: { type: string };
}

describe("the tables on the page", () => {
  const words = (title: string) => firstCells(markdown, title).flatMap((cell) => cell.match(/[\w:]+/g) ?? []);

  it("name every scope", () => {
    const token = schema.getType("ApiToken");
    const about = isObjectType(token) ? token.getFields().scopes!.description! : "";
    expect(words("scope")).toEqual(expect.arrayContaining(about.match(/\w+:\w+/g)!));
    expect(words("scope")).toHaveLength(about.match(/\w+:\w+/g)!.length);
  });

  it("name every code of an error", () => {
    const source = readFileSync(new URL("../../server/src/platform/graphql/errors.ts", import.meta.url), "utf8");
    const codes = source.slice(0, source.indexOf("/** An error")).match(/[A-Z]+(?:_[A-Z]+)+/g)!;
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) expect(words("code")).toContain(code);
  });

  it("name every limit that can be set", () => {
    const settings = page(".env.example").match(/GUICHET_MAX_\w+/g)!;
    for (const setting of settings) expect(markdown).toContain(setting);
  });
});
