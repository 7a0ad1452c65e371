import { randomBytes } from "node:crypto";
import type { DataSource } from "typeorm";
import { afterAll } from "vitest";
import { hashPassword } from "../accounts/password.js";
import { SessionService } from "../accounts/session.service.js";
import { type App, createApp } from "../app.js";
import type { Role } from "../people/person.entity.js";
import { type Config, readConfig } from "../platform/config/config.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { insertRow } from "../platform/database/rows.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { createLogger, type Logger } from "../platform/logging.js";
import { connect, emptyDatabase } from "./test-database.js";

export interface ApiAnswer {
  status: number;
  headers: Headers;
  data: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  extensions?: { position: string };
}

export interface TestApi {
  app: App;
  config: Config;
  dataSource: DataSource;
  databaseUrl: string;
  /** A person with these roles who can sign in with PASSWORD. */
  person(name: string, ...roles: Role[]): Promise<{ id: number; login: string }>;
  /** Signs somebody in: what they ask then carries their cookie. */
  signedIn(login: string): Promise<TestClient>;
  stranger: TestClient;
  /** The sessions of this database, as another process would deal with them. */
  sessions: SessionService;
}

export const PASSWORD = "correct horse battery";
let passwordHash: Promise<string> | null = null;

/** A client of the API over HTTP, as a browser or a program would be. */
export class TestClient {
  constructor(
    readonly url: string,
    readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): TestClient {
    return new TestClient(this.url, { ...this.headers, ...headers });
  }

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<ApiAnswer> {
    const response = await this.post(JSON.stringify({ query, variables }));
    return {
      status: response.status,
      headers: response.headers,
      ...((await response.json()) as Omit<ApiAnswer, "status" | "headers">),
    };
  }

  /** The data of an answer without errors. */
  async read<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.ask(query, variables);
    if (errors || !data) throw new Error(`No data: ${JSON.stringify(errors)}`);
    return data as Data;
  }

  post(body: string): Promise<Response> {
    const headers = { "content-type": "application/json", ...this.headers };
    return fetch(`${this.url}/graphql`, { method: "POST", headers, body });
  }
}

export interface TestApiOptions {
  config?: Partial<Config>;
  logger?: Logger;
  /** Another server on the same database. */
  databaseUrl?: string;
}

/** The real server over HTTP on a database of its own, without the screens. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const databaseUrl = options.databaseUrl ?? (await emptyDatabase());
  const dataSource = await connect(databaseUrl);
  await dataSource.runMigrations();
  const config: Config = { ...readConfig({}), port: 0, console: false, logLevel: "silent", ...options.config };
  const connection = connectionOptions(databaseUrl);
  const app = await createApp(config, { dataSource, connection, logger: options.logger ?? createLogger("silent") });
  const url = `http://127.0.0.1:${app.port}`;
  afterAll(() => app.stop());
  const stranger = new TestClient(url);

  return {
    app,
    config,
    dataSource,
    databaseUrl,
    stranger,
    sessions: new SessionService(dataSource, new UnitOfWork(dataSource, [], () => undefined)),
    async person(name, ...roles) {
      passwordHash ??= hashPassword(PASSWORD);
      const now = new Date();
      const id = await insertRow(dataSource, "person", {
        displayName: name,
        language: "en",
        active: true,
        createdAt: now,
      });
      const login = `${name.toLowerCase().replaceAll(/\W+/g, ".")}.${randomBytes(3).toString("hex")}`;
      const account = { personId: id, login, passwordHash: await passwordHash, createdAt: now, passwordChangedAt: now };
      await insertRow(dataSource, "account", account);
      for (const role of roles) await insertRow(dataSource, "person_role", { personId: id, role });
      return { id, login };
    },
    async signedIn(login) {
      const { headers, data } = await stranger.ask(
        "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }",
        { input: { login, password: PASSWORD } },
      );
      const cookie = headers.get("set-cookie")?.split(";")[0];
      if (!cookie) throw new Error(`${login} could not sign in: ${JSON.stringify(data)}`);
      return stranger.with({ cookie });
    },
  };
}
