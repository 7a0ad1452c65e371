import "reflect-metadata";
import { createApp } from "./app.js";
import { entities } from "./entities.js";
import { firstStart } from "./first-start.js";
import { migrations } from "./migrations.js";
import { readConfig } from "./platform/config/config.js";
import { ConfigurationError } from "./platform/config/environment.js";
import { ConsoleNotBuilt } from "./platform/console.js";
import { createDataSource } from "./platform/database/data-source.js";
import { migrate } from "./platform/database/migrate.js";
import { connectionOptions } from "./platform/database/private/connection.js";
import { DatabaseUnavailable } from "./platform/database/private/database-unavailable.js";
import { databaseEnvironment } from "./platform/database/private/environment.js";
import { openDatabase } from "./platform/database/private/open-database.js";
import { PortTaken } from "./platform/listen.js";
import { createLogger } from "./platform/logging.js";
import type { SeededAccounts } from "./seed/seed-desk.js";

const say = (line: string) => console.log(line);

/** What has been started, so that it is stopped in the opposite order. */
const started: (() => Promise<void>)[] = [];
let stopping = false;

/** The process: configuration, database, tables, first people, server. */
async function start(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const database = await openDatabase({ ...databaseEnvironment(), log: say });
  started.push(() => database.stop());
  const connection = connectionOptions(database.url);
  const { flavour } = database;
  const dataSource = createDataSource({ connection, flavour, entities, migrations, poolSize: config.poolSize });
  await dataSource.initialize();
  started.push(() => dataSource.destroy());
  await migrate(dataSource);
  const accounts = await firstStart(dataSource, config);
  const app = await createApp(config, { dataSource, connection, logger });
  started.push(() => app.stop());
  if (config.port !== 0 && app.port !== config.port) {
    say(`Port ${config.port} is taken; the desk listens on ${app.port} instead.`);
  }
  say(`\nGuichet is open: ${app.url}`);
  if (accounts) say(howToSignIn(accounts));
}

function howToSignIn({ password, accounts }: SeededAccounts): string {
  const width = Math.max(...accounts.map(({ login }) => login.length));
  const lines = accounts.map(({ login, part }) => `  ${login.padEnd(width)}  ${part}`);
  return ["Sign in as", ...lines, `with the password ${password}`].join("\n");
}

async function stop(): Promise<void> {
  for (const each of started.splice(0).reverse()) await each();
}

/** The first signal stops cleanly; a second one does not wait any longer. */
function onSignal(signal: NodeJS.Signals): void {
  if (stopping) process.exit(1);
  stopping = true;
  say(`\nStopping (${signal}) ...`);
  stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

function fail(error: unknown): never {
  const expected = [ConfigurationError, DatabaseUnavailable, PortTaken, ConsoleNotBuilt].some(
    (each) => error instanceof each,
  );
  console.error(expected ? (error as Error).message : error);
  process.exit(1);
}

process.on("SIGINT", onSignal);
process.on("SIGTERM", onSignal);
start().catch(async (error: unknown) => {
  // What was half started has been stopped under it.
  if (stopping) return;
  stopping = true;
  await stop().catch(() => undefined);
  fail(error);
});
