import { defaultStateFolder } from "../state-folder.js";
import { type Limits, readEnvironment } from "./environment.js";

/** Everything that can be set from outside, read once at start. */
export interface Config {
  port: number;
  /** Whether PORT was asked for: then another one is never taken instead. */
  portGiven: boolean;
  host: string;
  /** The address people type, without a trailing slash; null when it is simply where the server listens. */
  publicUrl: string | null;
  /** A database server that somebody named; null for the private one. */
  databaseUrl: string | null;
  stateFolder: string;
  poolSize: number;
  seed: "demo" | "minimal" | "none";
  /** IANA name of the zone given to a new desk. */
  timeZone: string;
  smtpUrl: string | null;
  mailFrom: string;
  logLevel: string;
  dev: boolean;
  /** Serve the screens from this process too. */
  console: boolean;
  /** Other processes are told of a commit at once; off, they find it at their next look. */
  doorbell: boolean;
  /** Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy that sets them. */
  trustProxy: boolean;
  limits: Limits;
}

export type { Limits } from "./environment.js";

/** Reads the configuration; throws ConfigurationError, which names every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = readEnvironment(env);
  return {
    port: read.PORT ?? 3000,
    portGiven: read.PORT !== undefined,
    host: read.HOST,
    publicUrl: read.GUICHET_PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    databaseUrl: read.DATABASE_URL ?? null,
    stateFolder: defaultStateFolder(env),
    poolSize: read.GUICHET_POOL_SIZE,
    seed: read.GUICHET_SEED,
    timeZone: read.GUICHET_TIME_ZONE,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM,
    logLevel: read.LOG_LEVEL,
    dev: read.GUICHET_DEV === "on",
    console: read.GUICHET_CONSOLE === "on",
    doorbell: read.GUICHET_DOORBELL === "on",
    trustProxy: read.GUICHET_TRUST_PROXY === "on",
    limits: {
      depth: read.GUICHET_MAX_DEPTH,
      cost: read.GUICHET_MAX_COST,
      aliases: read.GUICHET_MAX_ALIASES,
      tokens: read.GUICHET_MAX_TOKENS,
      bodyBytes: read.GUICHET_MAX_BODY_KB * 1024,
      seconds: read.GUICHET_MAX_SECONDS,
    },
  };
}
