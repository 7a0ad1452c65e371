import { type Connection, createConnection } from "mysql2/promise";

/** A connection that reads times as the desk's servers do. */
export function connectTo(url: string): Promise<Connection> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const socketPath = searchParams.get("socketPath");
  return createConnection({
    ...(socketPath ? { socketPath } : { host: hostname, port: Number(port) }),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    timezone: "Z",
    charset: "UTF8MB4_UNICODE_520_CI",
  });
}
