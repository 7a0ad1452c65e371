import { readFileSync } from "node:fs";
import { TestDatabase } from "./database.js";
import { Program } from "./programs.js";
import { pause } from "./until.js";

/** A database server of its own, as durable as a desk's: it can be killed and started again. */
export class DurableDatabase extends TestDatabase {
  private constructor(
    private program: Program,
    private readonly start: () => Promise<Program>,
    url: string,
  ) {
    super(url, () => this.program.kill("SIGTERM"));
  }

  static async open(stateFolder: string): Promise<DurableDatabase> {
    const env = { GUICHET_STATE: stateFolder };
    const start = () => Program.start("cli/database.js", ["hold"], env, (line) => line.startsWith("{"));
    const program = await start();
    return new DurableDatabase(program, start, (JSON.parse(program.ready) as { url: string }).url);
  }

  /** SIGKILL to the database itself: what it had not written is gone. Resolves when it is there again. */
  async killAndRestart(): Promise<void> {
    const pid = await this.pid();
    process.kill(pid, "SIGKILL");
    await this.program.kill("SIGKILL");
    while (isRunning(pid)) await pause(5);
    await this.startAgain();
  }

  async pid(): Promise<number> {
    const [row] = await this.query<{ file: string }>("SELECT @@pid_file AS file");
    return Number(readFileSync(row!.file, "utf8").trim());
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
