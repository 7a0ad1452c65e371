import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where a file of this very project is. */
export function fileAt(path: string): string {
  return `${root}${path}`;
}

export interface Running {
  child: ChildProcess;
  /** Everything it has said so far. */
  said: () => string;
  /** Resolves with the first line that fits. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<number | null>;
}

/** Starts one of the server's programs, as it was built. */
export function start(program: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [fileAt(`server/dist/src/${program}.js`), ...args], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    child,
    said: () => lines.join("\n"),
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          for (const line of lines) {
            const match = pattern.exec(line);
            if (match) {
              waiting.delete(look);
              return resolve(match);
            }
          }
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`Ended without saying ${pattern}:\n${lines.join("\n")}`)));
      }),
  };
}

/** Runs one to its end. */
export async function runToEnd(program: string, args: readonly string[], env: Record<string, string> = {}) {
  const { ended, said } = start(program, args, env);
  return { code: await ended, said: said() };
}
