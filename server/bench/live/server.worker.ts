import "reflect-metadata";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type App, createApp } from "../../src/app.js";
import { entities } from "../../src/entities.js";
import { migrations } from "../../src/migrations.js";
import { readConfig } from "../../src/platform/config/config.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { connectionOptions } from "../../src/platform/database/private/connection.js";
import { createLogger } from "../../src/platform/logging.js";
import { answer } from "./child.js";

/** The desk's real server, which tells what it costs. */
let app: App;
let close: () => Promise<void> = async () => {};
const delay = monitorEventLoopDelay({ resolution: 1 });

answer(
  {
    async start({ url, flavour }: { url: string; flavour: "mariadb" | "mysql" }) {
      const config = { ...readConfig({ GUICHET_CONSOLE: "off", LOG_LEVEL: "warn" }), port: 0, portGiven: true };
      const connection = connectionOptions(url);
      const dataSource = createDataSource({ connection, flavour, entities, migrations, poolSize: config.poolSize });
      await dataSource.initialize();
      app = await createApp(config, { dataSource, connection, logger: createLogger("warn") });
      close = async () => {
        await app.stop();
        await dataSource.destroy();
      };
      return app.port;
    },
    cpu: () => process.cpuUsage(),
    /** Watching costs a thousand wake-ups a second, so it begins only when asked for. */
    resetDelay() {
      delay.enable();
      delay.reset();
    },
    delay: () => ({ p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }),
    memory: () => process.memoryUsage().rss,
  },
  () => close(),
);
