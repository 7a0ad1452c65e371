import type { Logger } from "./logging.js";

/** Does something every so often, never twice at once; a failure is logged and tried again the next time. */
export function repeatedly(everyMs: number, action: () => Promise<void>, logger: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = action()
      .catch((error: unknown) => logger.error({ err: error }, "A repeated action failed"))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
