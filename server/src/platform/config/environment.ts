import { z } from "zod";

/** What one GraphQL request may take, over HTTP, SSE and sockets alike. */
export interface Limits {
  depth: number;
  /** Fields that could be answered, lists counted at their page size. */
  cost: number;
  aliases: number;
  tokens: number;
  bodyBytes: number;
  seconds: number;
}

/** One environment variable: what it is for, what it may be, and how the example file shows it. */
interface Variable<T extends z.ZodType> {
  about: string;
  possible: string;
  example: string;
  schema: T;
}

function variable<T extends z.ZodType>(about: string, possible: string, example: string, schema: T): Variable<T> {
  return { about, possible, example, schema };
}

const number = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const wholeNumber = (min: number, max: number) => `a whole number from ${min} to ${max}`;
const onOff = z.enum(["on", "off"]);
const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)));

export const VARIABLES = {
  PORT: variable(
    "The port. Left out: 3000, or the next one that is free.",
    wholeNumber(0, 65535),
    "3000",
    number(0, 65535).optional(),
  ),
  HOST: variable(
    "The address to listen on; 0.0.0.0 lets other machines in.",
    "an address or a host name",
    "127.0.0.1",
    z.string().default("127.0.0.1"),
  ),
  GUICHET_PUBLIC_URL: variable(
    "The address people type, when a proxy stands before the desk. With https, cookies are sent over https only.",
    "an address such as https://desk.example.org",
    "",
    url("http", "https").optional(),
  ),
  DATABASE_URL: variable(
    "A MySQL (8.4 or newer) or MariaDB (10.11 or newer) server. Left out: a private MariaDB that the desk runs itself.",
    "an address such as mysql://user:password@host:3306/guichet",
    "",
    url("mysql", "mariadb").optional(),
  ),
  GUICHET_STATE: variable(
    "The folder of what the desk keeps on this machine, its private database included.",
    "a folder",
    ".guichet",
    z.string().optional(),
  ),
  GUICHET_DATABASE_FROM: variable(
    "Get the private database's server this way only.",
    "machine, apt or docker",
    "",
    z.enum(["machine", "apt", "docker"]).optional(),
  ),
  GUICHET_DATABASE_MEMORY: variable(
    "The private database's buffer pool. Left out: what suits this machine's memory.",
    "a size such as 512M",
    "",
    z
      .string()
      .regex(/^\d+[KMG]$/i)
      .optional(),
  ),
  GUICHET_DATABASE_LISTEN: variable(
    "How the private database listens: at a socket, or at a port of this machine that only it knows.",
    "socket or tcp",
    "socket",
    z.enum(["socket", "tcp"]).optional(),
  ),
  GUICHET_TEST_DATABASE_URL: variable(
    "A server that the tests may make databases on. Left out: a throw-away MariaDB.",
    "an address such as mysql://user:password@host:3306/",
    "",
    url("mysql", "mariadb").optional(),
  ),
  GUICHET_POOL_SIZE: variable(
    "Database connections held by one process.",
    wholeNumber(2, 200),
    "10",
    number(2, 200).default(10),
  ),
  GUICHET_SEED: variable(
    "What a new desk holds at its first start: demo (people, teams and a week of tickets), minimal (one administrator) or none.",
    "demo, minimal or none",
    "demo",
    z.enum(["demo", "minimal", "none"]).default("demo"),
  ),
  GUICHET_TIME_ZONE: variable(
    "The time zone of a new desk.",
    "an IANA time zone such as Europe/Paris",
    "Europe/Paris",
    z.string().refine(isTimeZone).default("Europe/Paris"),
  ),
  SMTP_URL: variable(
    "The server that outgoing mail is handed to. Left out: mail waits in the outbox.",
    "an address such as smtp://user:password@host:587 or smtps://host",
    "",
    url("smtp", "smtps").optional(),
  ),
  MAIL_FROM: variable(
    "The sender of outgoing mail.",
    "a mail address, or a name with one in <>",
    "Guichet <desk@localhost>",
    z
      .string()
      .regex(/^[^\r\n]*\S+@\S+$/)
      .default("Guichet <desk@localhost>"),
  ),
  LOG_LEVEL: variable(
    "What is logged.",
    "trace, debug, info, warn, error, fatal or silent",
    "info",
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  ),
  GUICHET_CONSOLE: variable(
    "Serve the screens from this process; off leaves the API alone.",
    "on or off",
    "on",
    onOff.default("on"),
  ),
  GUICHET_DOORBELL: variable(
    "Look at the log as soon as something is committed; off, a few times a second only.",
    "on or off",
    "on",
    onOff.default("on"),
  ),
  GUICHET_DEV: variable(
    "Rebuild the screens as their sources change. Set by npm run dev.",
    "on or off",
    "off",
    onOff.default("off"),
  ),
  GUICHET_TRUST_PROXY: variable(
    "Believe the X-Forwarded headers: only behind a proxy that sets them.",
    "on or off",
    "off",
    onOff.default("off"),
  ),
  GUICHET_MAX_DEPTH: variable(
    "How deep a GraphQL document may nest.",
    wholeNumber(4, 50),
    "12",
    number(4, 50).default(12),
  ),
  GUICHET_MAX_COST: variable(
    "How many fields a GraphQL request may ask for, lists counted at their page size.",
    wholeNumber(100, 1_000_000),
    "20000",
    number(100, 1_000_000).default(20_000),
  ),
  GUICHET_MAX_ALIASES: variable(
    "How many aliases a GraphQL document may have.",
    wholeNumber(0, 1000),
    "50",
    number(0, 1000).default(50),
  ),
  GUICHET_MAX_TOKENS: variable(
    "How long a GraphQL document may be, in tokens.",
    wholeNumber(500, 20_000),
    "1500",
    number(500, 20_000).default(1500),
  ),
  GUICHET_MAX_BODY_KB: variable(
    "How large a request may be, in kilobytes.",
    wholeNumber(16, 65_536),
    "2048",
    number(16, 65_536).default(2048),
  ),
  GUICHET_MAX_SECONDS: variable(
    "How long a request may take, in seconds.",
    wholeNumber(1, 600),
    "30",
    number(1, 600).default(30),
  ),
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type Shape = { [Name in keyof typeof VARIABLES]: (typeof VARIABLES)[Name]["schema"] };
const schema = z.object(
  Object.fromEntries(Object.entries(VARIABLES).map(([name, each]) => [name, each.schema])) as Shape,
);

/** Names every variable whose value is not accepted, and what it may be. Secrets are not repeated. */
export class ConfigurationError extends Error {}

const SECRET = new Set<string>(["DATABASE_URL", "GUICHET_TEST_DATABASE_URL", "SMTP_URL"]);

export function readEnvironment(env: NodeJS.ProcessEnv): z.infer<typeof schema> {
  // An empty variable is one that somebody left to its default.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const wrong = [...new Set(result.error.issues.map(({ path }) => String(path[0])))] as (keyof typeof VARIABLES)[];
  const lines = wrong.map((name) => {
    const value = SECRET.has(name) ? "" : ` "${given[name]}"`;
    return `${name}${value} is not ${VARIABLES[name].possible}.`;
  });
  throw new ConfigurationError(lines.join("\n"));
}

/** The text of `.env.example`: each variable with what it is for, set to its default or left empty. */
export function exampleFile(): string {
  const blocks = Object.entries(VARIABLES).map(([name, { about, possible, example }]) => {
    const value = /[\s<>#]/.test(example) ? `"${example}"` : example;
    return `# ${about}\n# Possible: ${possible}.\n#${name}=${value}\n`;
  });
  return `# Every setting of the desk. All are optional: without this file it runs with the values shown.\n\n${blocks.join("\n")}`;
}
