import "reflect-metadata";
import { createApp } from "../src/app.js";
import { entities } from "../src/entities.js";
import { migrations } from "../src/migrations.js";
import { readConfig } from "../src/platform/config/config.js";
import { createDataSource } from "../src/platform/database/data-source.js";
import { connectionOptions } from "../src/platform/database/private/connection.js";
import { createLogger } from "../src/platform/logging.js";
import { serveMeasured } from "./measured-process.js";

const connection = connectionOptions(process.env.BENCH_DATABASE ?? "");
const dataSource = createDataSource({ connection, flavour: "mariadb", entities, migrations, poolSize: 10 });
await dataSource.initialize();
const config = { ...readConfig({}), port: 0, console: false, logLevel: "silent" };
const app = await createApp(config, { dataSource, connection, logger: createLogger("silent") });
serveMeasured(app.port, async () => {
  await app.stop();
  await dataSource.destroy();
});
