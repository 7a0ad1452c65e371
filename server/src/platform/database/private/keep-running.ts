import { isRunning } from "./process-identity.js";
import type { ServerRecord } from "./server-record.js";

const lookEveryMs = 500;
const afterFailureMs = 5_000;

/**
 * Looks whether the server still runs, and has it started again when something killed it (memory ran out, somebody's
 * `kill`): while we use it nobody stops it on purpose. Connections break, but the address stays. Docker looks after its
 * containers itself. The returned function ends the watch.
 */
export function keepRunning(
  server: ServerRecord,
  startAgain: () => Promise<ServerRecord>,
  log: (line: string) => void,
): () => void {
  let current = server;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const lookIn = (ms: number) => {
    if (!ended) timer = setTimeout(look, ms).unref();
  };
  const look = async () => {
    if (!current.process || isRunning(current.process)) return lookIn(lookEveryMs);
    log("The private database was killed; starting it again ...");
    try {
      current = await startAgain();
      lookIn(lookEveryMs);
    } catch (error) {
      log(`The private database could not be started again: ${(error as Error).message}`);
      lookIn(afterFailureMs);
    }
  };
  lookIn(lookEveryMs);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
