import { connectTo } from "./connect.js";
import { demoTemplateOn } from "./demo-template.js";
import { Program } from "./programs.js";

/** The database server of a run of tests. */
export class TestServer {
  private constructor(
    private readonly program: Program,
    readonly url: string,
  ) {}

  static async start(): Promise<TestServer> {
    const program = await Program.start("cli/database.js", ["throwaway"], {}, (line) => line.startsWith("{"));
    return new TestServer(program, (JSON.parse(program.ready) as { url: string }).url);
  }

  async stop(): Promise<void> {
    // It may be somebody's own, which outlives the tests.
    const connection = await connectTo(this.url);
    await connection.query(`DROP DATABASE IF EXISTS ${demoTemplateOn(this.url)}`);
    await connection.end();
    await this.program.kill("SIGTERM");
  }
}
