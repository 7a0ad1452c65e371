import "reflect-metadata";
import { entities } from "../../src/entities.js";
import { migrations } from "../../src/migrations.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { connectionOptions } from "../../src/platform/database/private/connection.js";
import { answer } from "./child.js";
import { TicketWriter } from "./desk-data.js";

/** Another process that changes tickets. */
let writer: TicketWriter;
let close: () => Promise<unknown> = async () => {};

answer(
  {
    async start({ url, flavour }: { url: string; flavour: "mariadb" | "mysql" }) {
      const connection = connectionOptions(url);
      const dataSource = createDataSource({ connection, flavour, entities, migrations, poolSize: 4 });
      await dataSource.initialize();
      writer = new TicketWriter(dataSource);
      close = () => dataSource.destroy();
    },
    /** One change at a time, evenly spaced; tells when each COMMIT returned. */
    async change({
      tickets,
      assignees,
      count,
      everyMs,
    }: {
      tickets: number[];
      assignees: number;
      count: number;
      everyMs: number;
    }) {
      const commits: { position: number; at: number }[] = [];
      const start = performance.now();
      for (let i = 0; i < count; i++) {
        const wait = start + i * everyMs - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        const assignee = 1 + Math.floor(Math.random() * assignees);
        const position = await writer.assign(tickets[i % tickets.length]!, assignee);
        commits.push({ position, at: Date.now() });
      }
      return commits;
    },
  },
  async () => void (await close()),
);
