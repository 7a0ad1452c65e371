import { readFileSync } from "node:fs";
import { type Connection, createConnection } from "mysql2/promise";
import { Program } from "./programs.js";
import { pause } from "./until.js";

/** A database server of the project's own, and this test's eyes in it. */
export class TestDatabase {
  private constructor(
    private program: Program,
    private readonly start: () => Promise<Program>,
    readonly url: string,
  ) {}

  /** Fast and forgetful. */
  static throwAway(): Promise<TestDatabase> {
    return TestDatabase.open("throwaway", {});
  }

  /** As durable as a desk's: can be killed and started again. */
  static durable(stateFolder: string): Promise<TestDatabase> {
    return TestDatabase.open("hold", { GUICHET_STATE: stateFolder });
  }

  private static async open(command: string, env: NodeJS.ProcessEnv): Promise<TestDatabase> {
    const start = () => Program.start("cli/database.js", [command], env, (line) => line.startsWith("{"));
    const program = await start();
    const { url } = JSON.parse(program.ready) as { url: string };
    return new TestDatabase(program, start, url);
  }

  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const connection = await this.connect();
    try {
      const [rows] = await connection.query(sql, parameters);
      return rows as Row[];
    } finally {
      connection.destroy();
    }
  }

  connect(): Promise<Connection> {
    const { hostname, port, username, password, pathname, searchParams } = new URL(this.url);
    const socketPath = searchParams.get("socketPath");
    return createConnection({
      ...(socketPath ? { socketPath } : { host: hostname, port: Number(port) }),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
      timezone: "Z",
      charset: "UTF8MB4_UNICODE_520_CI",
    });
  }

  /** SIGKILL to the database itself: what it had not written is gone. Resolves when it is there again. */
  async killAndRestart(): Promise<void> {
    const pid = await this.pid();
    process.kill(pid, "SIGKILL");
    await this.program.kill("SIGKILL");
    while (isRunning(pid)) await pause(5);
    this.program = await this.start();
  }

  async pid(): Promise<number> {
    const [row] = await this.query<{ file: string }>("SELECT @@pid_file AS file");
    return Number(readFileSync(row!.file, "utf8").trim());
  }

  async stop(): Promise<void> {
    await this.program.kill("SIGTERM");
  }

  /** After `stop`: the same one again. */
  async startAgain(): Promise<void> {
    this.program = await this.start();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
