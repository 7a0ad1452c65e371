import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const built = (file: string) => fileURLToPath(new URL(`../../../server/dist/src/${file}`, import.meta.url));

/** A program of the server, running by itself. */
export class Program {
  private output = "";

  private constructor(
    private readonly child: ChildProcess,
    /** The line it said when it was ready. */
    readonly ready: string,
  ) {}

  static async start(
    file: string,
    args: string[],
    env: NodeJS.ProcessEnv,
    isReady: (line: string) => boolean,
  ): Promise<Program> {
    const child = spawn(process.execPath, [built(file), ...args], {
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let said = "";
    const errors = createInterface({ input: child.stderr });
    errors.on("line", (line) => {
      said += `${line}\n`;
    });
    const lines = createInterface({ input: child.stdout });
    const ready = await new Promise<string>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`${file} ended with ${code}:\n${said}`)));
      lines.on("line", (line) => {
        said = `${said}${line}\n`.slice(-20_000);
        if (isReady(line)) resolve(line);
      });
    });
    const program = new Program(child, ready);
    lines.on("line", (line) => program.keep(line));
    errors.on("line", (line) => program.keep(line));
    return program;
  }

  /** Runs a command to its end, and answers what it said. */
  static async run(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [built(file), ...args], {
      env: { ...process.env, ...env },
    });
    return stdout;
  }

  /** The last of what it said since. */
  get said(): string {
    return this.output;
  }

  get pid(): number {
    return this.child.pid!;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill(signal);
    await ended;
  }

  private keep(line: string): void {
    this.output = `${this.output}${line}\n`.slice(-20_000);
  }
}
