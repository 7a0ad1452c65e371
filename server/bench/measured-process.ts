import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A server in a process of its own, whose processor time can be asked for. */
export interface MeasuredProcess {
  port: number;
  /** Milliseconds of processor time, user and system, since it started. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

type ToParent = { port: number } | { cpu: number };

/** Starts `bench/<module>.js` in a process; it calls `serveMeasured`. */
export async function startMeasured(module: string, environment: Record<string, string>): Promise<MeasuredProcess> {
  const path = fileURLToPath(new URL(`./${module}.js`, import.meta.url));
  const child = fork(path, {
    env: { ...process.env, NODE_ENV: "production", ...environment },
    // Not the parent's: what ties it to whoever started it would let the server end for want of anything to do.
    execArgv: ["--enable-source-maps"],
  });
  const { port } = (await nextMessage(child)) as { port: number };
  return {
    port,
    async cpu() {
      const answer = nextMessage(child);
      child.send("cpu");
      return ((await answer) as { cpu: number }).cpu;
    },
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.send("stop");
      await gone;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<ToParent> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The measured server ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as ToParent);
    });
  });
}

/** In the measured process: answers the parent, and stops when told to. */
export function serveMeasured(port: number, stop: () => Promise<unknown>): void {
  process.on("message", (message) => {
    if (message === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.({ cpu: (user + system) / 1000 });
    } else {
      void stop().finally(() => process.exit(0));
    }
  });
  // A bench that failed does not leave its servers behind.
  process.on("disconnect", () => process.exit(1));
  process.send?.({ port });
}
