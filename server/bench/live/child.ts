import { type ChildProcess, fork } from "node:child_process";

/** A worker process: asked by name, answered once for each question. */
export class Child {
  private readonly process: ChildProcess;
  private next = 1;
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();

  constructor(module: string, environment: NodeJS.ProcessEnv = {}) {
    this.process = fork(new URL(module, import.meta.url), {
      env: { ...process.env, ...environment },
      serialization: "advanced",
      // Not the parent's: what ties it to whoever started it would let the worker end for want of anything to do.
      execArgv: ["--enable-source-maps"],
    });
    this.process.on("message", ({ id, value, error }: { id: number; value: never; error?: string }) => {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) asked?.reject(new Error(`${module}: ${error}`));
      else asked?.resolve(value);
    });
    this.process.on("exit", (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${module} ended with ${code}`));
    });
  }

  ask<Answer>(question: string, argument: unknown = null): Promise<Answer> {
    const id = this.next++;
    return new Promise<Answer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.process.send({ id, question, argument }, (error) => error && reject(error));
    });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || !this.process.connected) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.disconnect();
    await ended;
  }
}

/** The worker's side: answers questions, and ends with its parent. */
export function answer(
  questions: Record<string, (argument: never) => unknown>,
  onEnd: () => Promise<void> = async () => {},
): void {
  process.on("message", async ({ id, question, argument }: { id: number; question: string; argument: never }) => {
    try {
      const value = await questions[question]!(argument);
      process.send?.({ id, value });
    } catch (error) {
      process.send?.({ id, error: (error as Error).stack });
    }
  });
  process.on("disconnect", () => {
    void onEnd().finally(() => process.exit(0));
  });
}

export interface Cpu {
  user: number;
  system: number;
}

/** Milliseconds of processor time. */
export function spent(from: Cpu, to: Cpu): number {
  return (to.user - from.user + to.system - from.system) / 1000;
}
