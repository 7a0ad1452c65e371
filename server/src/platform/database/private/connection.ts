import { createConnection } from "mysql2/promise";
import { DatabaseUnavailable } from "./database-unavailable.js";

/** What mysql2 needs to connect; TypeORM takes the same with `username` for `user`. */
export interface ConnectionOptions {
  host?: string;
  port?: number;
  socketPath?: string;
  user: string;
  password: string;
  database: string;
  /** A collation, as mysql2 wants it: it sets the connection's character set and its collation at once. */
  charset: "UTF8MB4_UNICODE_520_CI";
  timezone: "Z";
  ssl?: { rejectUnauthorized: boolean };
}

const example = "DATABASE_URL=mysql://user:password@host:3306/guichet";

/**
 * Reads an address `mysql://user:password@host:3306/database`. Two parameters are known: `socketPath` (a Unix socket
 * instead of host and port) and `ssl`, `verify` (the certificate is checked) or `insecure`.
 */
export function connectionOptions(url: string): ConnectionOptions {
  const { protocol, hostname, port, username, password, pathname, searchParams } = parse(url);
  if (protocol !== "mysql:" && protocol !== "mariadb:") {
    throw new DatabaseUnavailable(`The database's address begins with ${protocol}//, not with mysql://.`, [example]);
  }
  const options: ConnectionOptions = {
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || "guichet",
    charset: "UTF8MB4_UNICODE_520_CI",
    timezone: "Z",
  };
  for (const [name, value] of searchParams) {
    if (name === "socketPath") options.socketPath = value;
    else if (name === "ssl" && (value === "verify" || value === "insecure")) {
      options.ssl = { rejectUnauthorized: value === "verify" };
    } else {
      throw new DatabaseUnavailable(
        `The database's address has ?${name}=${value}; only socketPath and ssl=verify|insecure are known.`,
      );
    }
  }
  if (options.socketPath !== undefined) return options;
  // Brackets belong to the address of IPv6 in a URL only.
  return { ...options, host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 3306) };
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const other = parse(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

/** The address without its password, to be shown and logged. */
export function withoutPassword(url: string): string {
  const shown = parse(url);
  if (shown.password) shown.password = "***";
  return shown.href;
}

/** Connects to the server itself (no database chosen), asks what was asked, and leaves again. */
export async function ask<Row>(url: string, sql: string, timeoutMs = 10_000): Promise<Row[]> {
  const { database: _, ...options } = connectionOptions(url);
  const connection = await createConnection({ ...options, connectTimeout: timeoutMs });
  try {
    const [rows] = await connection.query({ sql, timeout: timeoutMs });
    return rows as Row[];
  } finally {
    connection.destroy();
  }
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new DatabaseUnavailable("The database's address cannot be read as a URL.", [example]);
  }
}
