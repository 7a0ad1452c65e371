import { type Logger, pino } from "pino";

/** Never in a log: what lets somebody in. */
const SECRETS = [
  "req.headers.cookie",
  "req.headers.authorization",
  'res.headers["set-cookie"]',
  "password",
  "*.password",
  "token",
  "*.token",
  "secret",
  "*.secret",
];

export type { Logger };

/** One line of JSON per event, to standard output; requests carry an id that answers to errors name too. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    redact: { paths: SECRETS, censor: "(not logged)" },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
