import "reflect-metadata";
import { createApp } from "./app.js";
import { entities } from "./entities.js";
import { migrations } from "./migrations.js";
import { type Config, readConfig } from "./platform/config/config.js";
import { ConfigurationError } from "./platform/config/environment.js";
import { createDataSource } from "./platform/database/data-source.js";
import { migrate } from "./platform/database/migrate.js";
import { connectionOptions } from "./platform/database/private/connection.js";
import { DatabaseUnavailable } from "./platform/database/private/database-unavailable.js";
import { databaseEnvironment } from "./platform/database/private/environment.js";
import { openDatabase } from "./platform/database/private/open-database.js";
import { PortTaken } from "./platform/listen.js";
import { createLogger } from "./platform/logging.js";

const say = (line: string) => console.log(line);

/** The process: configuration, database, server; stopped in the opposite order by a signal. */
async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of started.splice(0).reverse()) await each();
  };
  stopOnSignals(stop);
  try {
    await start(config, logger, started);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(config: Config, logger: ReturnType<typeof createLogger>, started: (() => Promise<void>)[]) {
  const database = await openDatabase({ ...databaseEnvironment(), log: say });
  started.push(() => database.stop());
  const connection = connectionOptions(database.url);
  const { flavour } = database;
  const dataSource = createDataSource({ connection, flavour, entities, migrations, poolSize: config.poolSize });
  await dataSource.initialize();
  started.push(() => dataSource.destroy());
  await migrate(dataSource);
  const app = await createApp(config, { dataSource, connection, logger });
  started.push(() => app.stop());
  if (app.port !== config.port) say(`Port ${config.port} is taken; the desk listens on ${app.port} instead.`);
  say(`Guichet is open: ${app.url}`);
}

/** The first signal stops cleanly; a second one does not wait any longer. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    say(`Stopping (${signal}) ...`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof ConfigurationError || error instanceof DatabaseUnavailable || error instanceof PortTaken;
  console.error(expected ? error.message : error);
  process.exit(1);
});
