import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux takes 107 bytes, macOS and the BSDs 103; a server given more aborts. */
const longestSocketPath = 103;

/**
 * A folder, only ours to enter, where the server's socket may lie: beside the data when that path is short enough
 * and its file system has sockets (network and shared folders have none), else a new one in the temporary folder.
 */
export async function makeRunFolder(folder: string): Promise<string> {
  const beside = join(folder, "run");
  if (await holdsSockets(beside)) return beside;
  for (const parent of new Set([tmpdir(), "/tmp"])) {
    const elsewhere = mkdtempSync(join(parent, "guichet-"));
    if (await holdsSockets(elsewhere)) return elsewhere;
    rmSync(elsewhere, { recursive: true });
  }
  throw new Error(
    `no folder for a socket: the paths of ${beside} and ${tmpdir()} are too long, or their file systems know no sockets`,
  );
}

/** Where the socket lies in a run folder. */
export function socketIn(runFolder: string): string {
  return join(runFolder, "db.sock");
}

async function holdsSockets(runFolder: string): Promise<boolean> {
  if (Buffer.byteLength(socketIn(runFolder)) > longestSocketPath) return false;
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  const trial = join(runFolder, "trial");
  rmSync(trial, { force: true });
  const server = createServer();
  const listened = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)).listen(trial, () => resolve(true));
  });
  if (listened) await new Promise((resolve) => server.close(resolve));
  return listened;
}
