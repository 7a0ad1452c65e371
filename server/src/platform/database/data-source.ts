import { DataSource, type EntitySchema, type MixedList } from "typeorm";
import { guardedPool } from "./guarded-pool.js";

/** What it takes to connect: `socketPath` for a database on this machine, else host and port. */
export interface ConnectionOptions {
  socketPath?: string;
  host?: string;
  port?: number;
  user: string;
  password?: string;
  database: string;
  ssl?: { rejectUnauthorized: boolean };
}

/** `type` must match the server, else TypeORM's schema comparison finds differences for ever. */
export type Flavour = "mariadb" | "mysql";

export interface DataSourceOptions {
  connection: ConnectionOptions;
  flavour: Flavour;
  // biome-ignore lint: TypeORM's own parameter type
  entities: MixedList<Function | string | EntitySchema>;
  migrations: MixedList<Function | string>;
  poolSize: number;
  /** How long a session may stand still in the middle of a write before the server cuts it off. */
  stalledAfterSeconds?: number;
}

export function createDataSource({
  connection,
  flavour,
  entities,
  migrations,
  poolSize,
  stalledAfterSeconds = 10,
}: DataSourceOptions): DataSource {
  return new DataSource({
    type: flavour,
    host: connection.host,
    port: connection.port,
    username: connection.user,
    password: connection.password,
    database: connection.database,
    socketPath: connection.socketPath,
    ssl: connection.ssl,
    charset: "utf8mb4_unicode_520_ci",
    timezone: "Z",
    supportBigNumbers: true,
    bigNumberStrings: false,
    entities,
    migrations,
    migrationsTableName: "migration",
    migrationsTransactionMode: "each",
    synchronize: false,
    logging: false,
    poolSize,
    driver: guardedPool(flavour, stalledAfterSeconds),
    extra: {
      // The log's events are appended and committed in one packet (see sealAndCommit). Values are always bound.
      multipleStatements: true,
      connectTimeout: 10_000,
      enableKeepAlive: true,
    },
  });
}
