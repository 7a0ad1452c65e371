#!/usr/bin/env node
/**
 * Takes the commands of Docker that the desk gives, and runs a MariaDB installed on this machine in the container's place:
 * a test sees the whole way (image made, account script run, port asked for, found again, stopped) without a daemon.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const [command, ...args] = process.argv.slice(2);
const folder = process.env.STAND_IN_FOLDER;
const name = command === "port" ? args[0] : args.at(-1);
const containerOf = (which) => JSON.parse(readFileSync(join(folder, `${which}.json`), "utf8"));
const valuesOf = (option) => args.flatMap((word, at) => (word === option ? [args[at + 1]] : []));

if (command === "version") console.log("27.0.0");
else if (command === "run") await run();
else if (command === "port") console.log(`127.0.0.1:${containerOf(name).port}`);
else if (command === "inspect") console.log(runs(containerOf(name).pid));
else if (command === "stop") await end("SIGTERM");
else if (command === "rm") await (existsSync(join(folder, `${name}.json`)) && end("SIGKILL"));
else if (command !== "logs") throw new Error(`not a command the desk should give: ${command}`);

async function run() {
  const [data, accounts] = valuesOf("--volume").map((volume) => volume.split(":")[0]);
  const image = args.findIndex((word) => word.startsWith("mariadb:"));
  const server = ["--no-defaults", `--datadir=${data}`, ...(process.getuid() === 0 ? ["--user=root"] : [])];
  const fresh = readdirSync(data).length === 0;
  if (fresh) execFileSync("mariadb-install-db", [...server, "--skip-test-db"], { stdio: "ignore" });
  const port = await freePort();
  const log = openSync(join(folder, "log"), "a");
  const own = [`--port=${port}`, `--socket=${join(folder, "s")}`, ...(fresh ? [`--init-file=${accounts}`] : [])];
  const child = spawn("mariadbd", [...server, ...own, ...args.slice(image + 1)], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  writeFileSync(join(folder, `${valuesOf("--name")[0]}.json`), JSON.stringify({ pid: child.pid, port }));
  child.unref();
}

function runs(pid) {
  try {
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function end(signal) {
  const { pid } = containerOf(name);
  if (runs(pid)) process.kill(pid, signal);
  while (runs(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  if (command === "rm") rmSync(join(folder, `${name}.json`));
}

function freePort() {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
