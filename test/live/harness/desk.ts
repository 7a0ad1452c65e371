import { createHash } from "node:crypto";
import type { TestDatabase } from "./database.js";
import { Program } from "./programs.js";

/** A server process of the desk. */
export class DeskServer {
  private constructor(
    private program: Program,
    private readonly env: NodeJS.ProcessEnv,
    readonly port: number,
  ) {}

  static async start(database: TestDatabase, env: NodeJS.ProcessEnv = {}): Promise<DeskServer> {
    const settings = {
      DATABASE_URL: database.url,
      GUICHET_SEED: "none",
      GUICHET_CONSOLE: "off",
      LOG_LEVEL: "warn",
      GUICHET_POOL_SIZE: "12",
      ...env,
    };
    const program = await open({ ...settings, PORT: "0" });
    const port = Number(/:(\d+)/.exec(program.ready.replace("://", " "))![1]);
    return new DeskServer(program, settings, port);
  }

  get http(): string {
    return `http://127.0.0.1:${this.port}/graphql`;
  }

  /** What it has said lately. */
  get log(): string {
    return this.program.said;
  }

  async kill(): Promise<void> {
    await this.program.kill("SIGKILL");
  }

  /** Again, on the same port. */
  async restart(): Promise<void> {
    this.program = await open({ ...this.env, PORT: String(this.port) });
  }

  async stop(): Promise<void> {
    await this.program.kill("SIGTERM");
  }
}

function open(env: NodeJS.ProcessEnv): Promise<Program> {
  return Program.start("main.js", [], { ...env, HOST: "127.0.0.1" }, (line) => line.startsWith("Guichet is open"));
}

export const QUEUES = [1, 2, 3] as const;

export const globalId = (type: string, key: number) => Buffer.from(`${type}:${key}`).toString("base64url");

/** Somebody who is signed in. */
export interface SignedIn {
  personId: number;
  sessionId: number;
  cookie: string;
}

/** Two teams, three queues (1 and 2 at level 1, 3 at level 2), the desk's chain, and supervisors who serve them all. */
export async function insertDesk(database: TestDatabase, people: number): Promise<SignedIn[]> {
  const run = (sql: string, parameters: unknown[] = []) => database.query(sql, parameters);
  await run("INSERT INTO team (id, code, name) VALUES (1, 'one', 'One'), (2, 'two', 'Two')");
  await run("INSERT INTO queue (id, teamId, level) VALUES (1, 1, 1), (2, 2, 1), (3, 1, 2)");
  await run("INSERT INTO chain_link (level, queueId) VALUES (1, 1), (2, 3)");
  const signedIn: SignedIn[] = [];
  for (let personId = 1; personId <= people; personId++) {
    await run("INSERT INTO person (id, displayName, language, createdAt) VALUES (?, ?, 'en', UTC_TIMESTAMP(3))", [
      personId,
      `Person ${personId}`,
    ]);
    await run("INSERT INTO person_role (personId, role) VALUES (?, 'TECHNICIAN'), (?, 'SUPERVISOR')", [
      personId,
      personId,
    ]);
    await run("INSERT INTO membership (personId, teamId, level) VALUES (?, 1, 1), (?, 2, 1), (?, 1, 2)", [
      personId,
      personId,
      personId,
    ]);
    signedIn.push(await signIn(database, personId));
  }
  return signedIn;
}

/** A session, as signing in makes one. */
export async function signIn(database: TestDatabase, personId: number): Promise<SignedIn> {
  const token = `token-${personId}-${Math.random()}`;
  const hash = createHash("sha256").update(token).digest();
  await database.query(
    "INSERT INTO session (tokenHash, personId, createdAt, expiresAt) VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY)",
    [hash, personId],
  );
  const [row] = await database.query<{ id: number }>("SELECT id FROM session WHERE tokenHash = ?", [hash]);
  return { personId, sessionId: row!.id, cookie: `guichet=${token}` };
}

/** One operation over HTTP. */
export async function ask<Data>(
  server: DeskServer,
  { cookie }: SignedIn,
  query: string,
  variables: object = {},
): Promise<{ data: Data; position: string }> {
  const response = await fetch(server.http, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  const { data, errors, extensions } = (await response.json()) as {
    data: Data;
    errors?: { message: string }[];
    extensions: { position: string };
  };
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return { data, position: extensions.position };
}
