import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { builds, killGroup, skeleton, type } from "./skeleton.js";

// npm itself takes a second each time, several on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe("npm start", () => {
  it("installs and builds a clean clone, and does neither again the next time", async () => {
    const folder = skeleton();
    const first = type(folder, "npm", "start");
    await first.prints(/Installing packages[\s\S]*Building server and console[\s\S]*ready/);
    killGroup(first.child, "SIGINT");
    expect(await first.ended).toBe(0);

    const second = type(folder, "npm", "start");
    await second.prints(/ready/);
    expect(second.output()).not.toMatch(/Installing|Building/);
    killGroup(second.child, "SIGINT");
    expect(await second.ended).toBe(0);
    expect(builds(folder)).toHaveLength(1);
  });

  it("builds again what changed, and installs again when the packages did", async () => {
    const folder = skeleton();
    await startAndStop(folder);
    writeFileSync(join(folder, "server", "src", "another.js"), "");
    expect(await startAndStop(folder)).toMatch(/Building server \.\.\./);
    writeFileSync(join(folder, "server", "src", "another.test.ts"), "");
    expect(await startAndStop(folder)).not.toMatch(/Building/);
    rmSync(join(folder, "server", "dist"), { recursive: true });
    expect(await startAndStop(folder)).toMatch(/Building server \.\.\./);
    rmSync(join(folder, "node_modules"), { recursive: true });
    expect(await startAndStop(folder)).toMatch(/Installing packages/);
  });

  it("stops by one Ctrl-C: the server gets one signal, may take its time, and the exit code is 0", async () => {
    const command = type(skeleton(), "npm", "start");
    await command.prints(/ready/);
    killGroup(command.child, "SIGINT");
    expect(await command.ended).toBe(0);
    expect(command.output()).toMatch(/stopped by SIGINT, signals: 1/);
  });

  it("passes SIGTERM on", async () => {
    const command = type(skeleton(), process.execPath, "scripts/start.mjs");
    await command.prints(/ready/);
    command.child.kill("SIGTERM");
    expect(await command.ended).toBe(0);
    expect(command.output()).toMatch(/stopped by SIGTERM, signals: 1/);
  });

  it("leaves no server behind when it is killed itself", async () => {
    const command = type(skeleton(), process.execPath, "scripts/start.mjs");
    await command.prints(/ready/);
    command.child.kill("SIGKILL");
    await command.prints(/stopped by SIGTERM/);
    expect(await command.ended).toBe("SIGKILL");
  });

  it("says so and ends with an error when the build fails", async () => {
    const folder = skeleton();
    writeFileSync(join(folder, "build.mjs"), "process.exit(1)");
    const command = type(folder, "npm", "start");
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/The build failed/);
    expect(command.output()).not.toMatch(/ready/);
  });

  it("reads .env, and what the shell says goes before it", async () => {
    const folder = skeleton();
    writeFileSync(join(folder, ".env"), "COLOUR=blue\n");
    writeFileSync(join(folder, "server", "src", "main.js"), "console.log('the colour is ' + process.env.COLOUR)");
    const command = type(folder, "npm", "start");
    expect(await command.ended).toBe(0);
    expect(command.output()).toMatch(/the colour is blue/);
    const other = type(folder, "env", "COLOUR=red", "npm", "start");
    expect(await other.ended).toBe(0);
    expect(other.output()).toMatch(/the colour is red/);
  });
});

describe("a command of the server", () => {
  it("is installed, built and run with its arguments, and its exit code is ours", async () => {
    const folder = skeleton();
    const command = type(folder, "npm", "run", "--silent", "import", "--", "--mapping", "a.json", "log.csv");
    expect(await command.ended).toBe(3);
    expect(command.output()).toMatch(/imported --mapping a\.json log\.csv/);
    expect(builds(folder)).toEqual(["--filter=@guichet/server"]);
  });

  it("that does not exist is an error in words", async () => {
    const command = type(skeleton(), process.execPath, "scripts/run.mjs", "server", "dance");
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/The server has no command "dance"/);
  });
});

async function startAndStop(folder: string): Promise<string> {
  const command = type(folder, "npm", "start");
  await command.prints(/ready/);
  killGroup(command.child, "SIGINT");
  await command.ended;
  return command.output();
}
