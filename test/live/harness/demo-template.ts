import { connectTo } from "./connect.js";
import { Program } from "./programs.js";

/** The database of a run that the demo desk is copied from: seeding it takes longer than many a test. */
export const demoTemplateOn = (serverUrl: string) => `${new URL(serverUrl).pathname.slice(1)}_demo`;

/** Fills an empty database with the demo desk, as a server's first start makes it. */
export async function copyDemoTo(url: string, serverUrl: string): Promise<void> {
  const template = demoTemplateOn(serverUrl);
  await seedOnce(serverUrl, template);
  const connection = await connectTo(url);
  const [tables] = await connection.query(`SHOW TABLES FROM ${template}`);
  for (const table of (tables as Record<string, string>[]).flatMap((row) => Object.values(row))) {
    await connection.query(`CREATE TABLE \`${table}\` LIKE ${template}.\`${table}\``);
    await connection.query(`INSERT INTO \`${table}\` SELECT * FROM ${template}.\`${table}\``);
  }
  await connection.end();
}

/** Test files run at the same time: whoever has the lock looks first whether somebody has done it. */
async function seedOnce(serverUrl: string, template: string): Promise<void> {
  const connection = await connectTo(serverUrl);
  await connection.query("SELECT GET_LOCK(?, 120)", [template]);
  await connection.query("CREATE TABLE IF NOT EXISTS seeded (template varchar(64) PRIMARY KEY)");
  const [found] = await connection.query("SELECT template FROM seeded WHERE template = ?", [template]);
  if ((found as unknown[]).length === 0) {
    await connection.query(`DROP DATABASE IF EXISTS ${template}`);
    await connection.query(`CREATE DATABASE ${template} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
    const url = new URL(serverUrl);
    url.pathname = `/${template}`;
    const env = { DATABASE_URL: url.href, GUICHET_SEED: "demo", GUICHET_CONSOLE: "off", PORT: "0", HOST: "127.0.0.1" };
    const server = await Program.start("main.js", [], env, (line) => line.startsWith("Guichet is open"));
    await server.kill("SIGTERM");
    await connection.query("INSERT INTO seeded (template) VALUES (?)", [template]);
  }
  // The lock ends with its connection.
  await connection.end();
}
