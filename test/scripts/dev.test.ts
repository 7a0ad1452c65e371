import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { fileAt, killGroup, skeleton, type } from "./skeleton.js";

// npm and the compiler take seconds, more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

it("npm run dev restarts the server when a source changes, and one Ctrl-C ends all of it", async () => {
  const folder = compiledSkeleton();
  const command = type(folder, "npm", "run", "dev");
  const [, first] = await command.prints(/ready one (\d+)/);

  writeFileSync(join(folder, "server/src/main.ts"), server("two"));
  await command.prints(/stopped by SIGTERM[\s\S]*ready two/);
  const [, second] = await command.prints(/ready two (\d+)/);
  expect(isAlive(Number(first))).toBe(false);

  writeFileSync(join(folder, "server/src/main.ts"), "this is not TypeScript");
  await command.prints(/The server stays as it is/);
  expect(isAlive(Number(second))).toBe(true);

  killGroup(command.child, "SIGINT");
  expect(await command.ended).toBe(0);
  expect(command.output()).toMatch(/stopped by SIGINT[\s\S]*database released/);
  expect(isAlive(Number(second))).toBe(false);
});

/** A skeleton whose server is TypeScript, compiled by our compiler, with a database that only tells when it is let go. */
function compiledSkeleton(): string {
  const folder = skeleton();
  for (const name of ["main.js", "import.js"]) rmSync(join(folder, "server/src", name));
  mkdirSync(join(folder, "server/src/cli"));
  writeFileSync(join(folder, "server/src/main.ts"), server("one"));
  writeFileSync(join(folder, "server/src/cli/database.ts"), database);
  const compilerOptions = {
    rootDir: ".",
    outDir: "dist",
    module: "NodeNext",
    target: "ES2023",
    types: ["node"],
    strict: true,
  };
  writeFileSync(join(folder, "server/tsconfig.build.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  writeFileSync(join(folder, "build.mjs"), build);
  return folder;
}

const build = `
import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
if (!existsSync("node_modules/@types")) symlinkSync(${JSON.stringify(fileAt("node_modules/@types"))}, "node_modules/@types");
const tsc = ${JSON.stringify(fileAt("node_modules/typescript/bin/tsc"))};
process.exit(spawnSync(process.execPath, [tsc, "-p", "server/tsconfig.build.json"], { stdio: "inherit" }).status);
`;

const server = (name: string) => `
const alive = setInterval(() => {}, 1000);
for (const name of ["SIGINT", "SIGTERM"]) {
  process.once(name, () => { console.log("stopped by " + name); clearInterval(alive); });
}
console.log("ready ${name} " + process.pid);
`;

const database = `
console.log("{}");
process.stdin.on("end", () => console.error("database released")).resume();
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
