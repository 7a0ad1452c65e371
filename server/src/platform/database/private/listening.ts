import { lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type ListenOptions } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectionOptions } from "./connection.js";
import type { ServerRecord } from "./server-record.js";

/** Where the server listens: on a socket that only this user can reach, or on a port of the loopback interface. */
export type Listening = { socket: string; temporaryRunFolder?: string } | { port: number };

/** Linux takes 107 bytes, macOS and the BSDs 103; a server given more aborts. */
const longestSocketPath = 103;

/** Chooses where to listen: where the server listened before, if that can be had again. */
export async function chooseListening(folder: string, by: "socket" | "tcp", before?: ServerRecord): Promise<Listening> {
  if (by === "tcp" || process.platform === "win32") {
    const port = before && connectionOptions(before.url).port;
    return { port: (port && (await trial({ port, host: "127.0.0.1" }))) || (await freePort()) };
  }
  const runFolder = await makeRunFolder(folder, before?.temporaryRunFolder);
  const socket = socketIn(runFolder);
  return runFolder.startsWith(folder) ? { socket } : { socket, temporaryRunFolder: runFolder };
}

/** The address of a server that listens there, for the one account it has. */
export function addressOf(listening: Listening, password: string): string {
  const where =
    "socket" in listening
      ? `localhost/?socketPath=${encodeURIComponent(listening.socket)}`
      : `127.0.0.1:${listening.port}/`;
  return `mysql://guichet:${password}@${where}`;
}

/**
 * A folder, only ours to enter, where the server's socket may lie: beside the data when that path is short enough
 * and its file system has sockets (network and shared folders have none), else one in the temporary folder.
 */
async function makeRunFolder(folder: string, earlier?: string): Promise<string> {
  const beside = join(folder, "run");
  if (await holdsSockets(beside)) return beside;
  if (earlier && isOurs(earlier)) return earlier;
  for (const parent of new Set([tmpdir(), "/tmp"])) {
    const elsewhere = mkdtempSync(join(parent, "guichet-"));
    if (await holdsSockets(elsewhere)) return elsewhere;
    rmSync(elsewhere, { recursive: true });
  }
  throw new Error(
    `no folder for a socket: the paths of ${beside} and ${tmpdir()} are too long, or their file systems know no sockets`,
  );
}

function socketIn(runFolder: string): string {
  return join(runFolder, "db.sock");
}

/** In a temporary folder that everybody may write to, a name of ours proves nothing. */
function isOurs(folder: string): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  return facts?.isDirectory() === true && facts.uid === process.getuid?.() && (facts.mode & 0o077) === 0;
}

async function holdsSockets(runFolder: string): Promise<boolean> {
  if (Buffer.byteLength(socketIn(runFolder)) > longestSocketPath) return false;
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  const path = join(runFolder, "trial");
  rmSync(path, { force: true });
  return (await trial({ path })) !== undefined;
}

async function freePort(): Promise<number> {
  const port = await trial({ port: 0, host: "127.0.0.1" });
  if (!port) throw new Error("no port is free on the loopback interface");
  return port;
}

/** Listens there for a moment; answers the port (0 for a socket), or undefined when it cannot be had. */
function trial(options: ListenOptions): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server
      .once("error", () => resolve(undefined))
      .listen(options, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
  });
}
