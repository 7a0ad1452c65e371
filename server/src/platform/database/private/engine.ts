import type { ServerVersion } from "./version.js";

/** The ways of getting a database server, in the order they are tried. */
export const ways = ["machine", "apt", "docker"] as const;
export type Way = (typeof ways)[number];

/** A server program that can be run on this machine. */
export interface Program extends ServerVersion {
  way: "machine" | "apt";
  /** The program itself: mariadbd or mysqld. */
  path: string;
  /** The folder with its messages, character sets and the SQL of its system tables. */
  shareFolder: string;
  /** Set when it was unpacked somewhere else than it was built for: where it finds its libraries and its own files. */
  unpacked?: { libraryPath: string; baseFolder: string };
}

/** A server that Docker runs for us. */
export interface Image extends ServerVersion {
  way: "docker";
  image: string;
}

export type Engine = Program | Image;

/** A way that leads nowhere on this machine says why, for the error that lists them all. */
export class WayClosed extends Error {
  override readonly name = "WayClosed";
}

/** The environment a program is started with. */
export function environmentOf(program: Program): NodeJS.ProcessEnv {
  const own = program.unpacked?.libraryPath;
  if (own === undefined) return process.env;
  const inherited = process.env["LD_LIBRARY_PATH"];
  return { ...process.env, LD_LIBRARY_PATH: inherited ? `${own}:${inherited}` : own };
}
