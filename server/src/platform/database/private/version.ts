/** The two servers whose dialect the desk speaks; TypeORM's `type` takes the same words. */
export type Flavour = "mariadb" | "mysql";

export interface ServerVersion {
  flavour: Flavour;
  version: string;
}

const oldest = { mariadb: [10, 11], mysql: [8, 4] } as const;
const names = { mariadb: "MariaDB", mysql: "MySQL" } as const;

/** Reads `SELECT VERSION()`, or the line that `mariadbd --version` and `mysqld --version` print. */
export function parseVersion(text: string): ServerVersion | undefined {
  // Old MariaDB servers put 5.5.5- before their version for the sake of old replicas.
  const version = /(?:5\.5\.5-)?(\d+\.\d+\.\d+)/.exec(text)?.[1];
  return version === undefined ? undefined : { flavour: /mariadb/i.test(text) ? "mariadb" : "mysql", version };
}

/** `MariaDB 10.11.6` */
export function inWords({ flavour, version }: ServerVersion): string {
  return `${names[flavour]} ${version}`;
}

/** Why this server cannot carry the desk, or undefined when it can. */
export function tooOld(server: ServerVersion): string | undefined {
  const [major, minor] = oldest[server.flavour];
  const [itsMajor = 0, itsMinor = 0] = server.version.split(".").map(Number);
  if (itsMajor > major || (itsMajor === major && itsMinor >= minor)) return undefined;
  return `${inWords(server)} is too old: the desk needs MariaDB 10.11 or MySQL 8.4, or newer`;
}

/** Whether data written by `before` may be opened by `now`: the same kind of server, and not an older series. */
export function canOpen(before: ServerVersion, now: ServerVersion): boolean {
  if (before.flavour !== now.flavour) return false;
  const [a = 0, b = 0] = before.version.split(".").map(Number);
  const [c = 0, d = 0] = now.version.split(".").map(Number);
  return c > a || (c === a && d >= b);
}
