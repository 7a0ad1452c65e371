import { boot, untilItAnswers } from "./boot.js";
import { writtenBy } from "./data-folder.js";
import type { Way } from "./engine.js";
import { packagesFolderIn, withFirstEngine } from "./find-engine.js";
import { keepRunning } from "./keep-running.js";
import { withLock } from "./lock.js";
import type { ProcessIdentity } from "./process-identity.js";
import { readRecord, type ServerRecord, serverRuns, stopServer } from "./server-record.js";
import { otherUsers, register } from "./users.js";
import { inWords } from "./version.js";

export interface Joining {
  /** The private database's own folder in the state folder. */
  folder: string;
  stateFolder: string;
  from?: Way;
  memory?: string;
  listen?: "socket" | "tcp";
  log: (line: string) => void;
}

export interface Joined {
  server: ServerRecord;
  /** Whether we started the server, or found it without a living user. */
  owner: boolean;
  /** Stops the server unless somebody else uses it. */
  leave(): Promise<void>;
}

/**
 * Becomes a user of the private server: finds it running or starts it. Everything that starts or stops it happens under
 * one lock, users are noted with pid and start time, and the last one to leave turns off the light.
 */
export async function joinServer(joining: Joining): Promise<Joined> {
  const { folder, log } = joining;
  const underLock = <T>(task: () => Promise<T>) =>
    withLock(folder, task, ({ pid }) =>
      log(`Waiting for process ${pid}, which starts or stops the private database ...`),
    );
  const user = register(folder);
  try {
    return await underLock(async () => {
      const alone = otherUsers(folder, user.name).length === 0;
      const { server, found } = await findOrStart(joining);
      log(`${found ? "Found" : "Started"} the private database: ${inWords(server)} (${server.way}).`);
      let left = false;
      // Whoever has left meanwhile must not start a server that nobody would stop.
      const startAgain = () => underLock(async () => (left ? server : (await findOrStart(joining)).server));
      const endWatch = keepRunning(server, startAgain, log);
      const leave = () => {
        endWatch();
        return underLock(async () => {
          left = true;
          user.leave();
          await stopIfUnused(joining, otherUsers(folder, user.name));
        });
      };
      return { server, owner: alone || !found, leave };
    });
  } catch (error) {
    user.leave();
    throw error;
  }
}

async function findOrStart(joining: Joining): Promise<{ server: ServerRecord; found: boolean }> {
  const running = await findRunning(joining);
  return running ? { server: running, found: true } : { server: await start(joining), found: false };
}

/** The server that runs already, ours or an orphan; one that is just ending is waited for. */
async function findRunning({ folder, log }: Joining): Promise<ServerRecord | undefined> {
  const record = readRecord(folder);
  if (!record || !(await serverRuns(record))) return undefined;
  try {
    return await untilItAnswers(record, { folder, log });
  } catch (error) {
    if (await serverRuns(record)) throw error;
    return undefined;
  }
}

function start({ folder, stateFolder, from, memory, listen, log }: Joining): Promise<ServerRecord> {
  const search = { from, packagesFolder: packagesFolderIn(stateFolder), writtenBy: writtenBy(folder), log };
  return withFirstEngine(search, (engine) => {
    if (!search.writtenBy) log(`Making a private database with ${inWords(engine)} in ${folder} ...`);
    return boot(engine, { folder, listen, settings: { memory }, log });
  });
}

async function stopIfUnused({ folder, log }: Joining, others: ProcessIdentity[]): Promise<void> {
  const server = readRecord(folder);
  if (others.length === 0) return server && stopServer(server);
  const whom = others.map(({ pid }) => pid).join(", ");
  log(`The private database keeps running for process ${whom}, which stops it at its end.`);
}
