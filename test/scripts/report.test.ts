import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type Command, fileAt, skeleton, type } from "./skeleton.js";

// npm and vitest take seconds each time, more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe("npm test", () => {
  it("prepares, checks and tests, and its last line alone tells the sum", async () => {
    const command = npmTest(testedSkeleton());
    expect(await command.ended).toBe(0);
    expect(command.output()).toMatch(/Installing packages[\s\S]*== database[\s\S]*== lint and format[\s\S]*== types/);
    expect(command.output()).toMatch(/passed {3}generated files/);
    expect(lastLine(command)).toBe("2 passed, 0 failed, 1 skipped");
  });

  it("runs only the tests that are asked for, without the checks", async () => {
    const command = npmTest(testedSkeleton({ lint: "exit 1" }), "server/src/sums.test.js");
    expect(await command.ended).toBe(0);
    expect(lastLine(command)).toBe("1 passed, 0 failed, 1 skipped");
  });

  it("fails when a test fails", async () => {
    const folder = testedSkeleton();
    addTest(folder, "wrong", 'it("is wrong", () => expect(1).toBe(2));');
    const command = npmTest(folder);
    expect(await command.ended).toBe(1);
    expect(lastLine(command)).toBe("2 passed, 1 failed, 1 skipped");
  });

  it("fails when a file of tests cannot be loaded", async () => {
    const folder = testedSkeleton();
    addTest(folder, "broken", 'import "./nowhere.js";');
    const command = npmTest(folder);
    expect(await command.ended).toBe(1);
    expect(lastLine(command)).toBe("2 passed, 1 failed, 1 skipped");
  });

  it("fails when a check fails, and still runs the tests", async () => {
    const command = npmTest(testedSkeleton({ lint: "exit 1" }));
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/failed {3}lint and format/);
    expect(lastLine(command)).toBe("2 passed, 1 failed, 1 skipped");
  });

  it("fails when a generated file is not as it would be generated, and names it", async () => {
    const command = npmTest(testedSkeleton({ generate: "echo other > schema/schema.graphql" }));
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/not as it would be generated: .*schema\.graphql/);
  });

  it("stops before the tests where no database can be had", async () => {
    const folder = testedSkeleton();
    writeFileSync(join(folder, "server/src/database.js"), "process.exit(1)");
    const command = npmTest(folder);
    expect(await command.ended).toBe(1);
    expect(lastLine(command)).toBe("0 passed, 1 failed");
  });

  it("fails when no test is meant", async () => {
    const command = npmTest(testedSkeleton(), "server/src/nothing-like-it");
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/No test is meant by: server\/src\/nothing-like-it/);
  });

  it("takes the long tests along when asked to", async () => {
    const folder = testedSkeleton();
    addTest(folder, "long", 'it.runIf(process.env.GUICHET_LONG)("takes long", () => {});');
    const command = type(folder, "npm", "run", "test:long");
    expect(await command.ended).toBe(0);
    expect(lastLine(command)).toBe("3 passed, 0 failed, 1 skipped");
  });
});

/** A skeleton whose server has a few tests, run by our vitest. */
function testedSkeleton(scripts: Record<string, string> = {}): string {
  const folder = skeleton({ lint: "true", typecheck: "true", generate: "true", ...scripts });
  mkdirSync(join(folder, "schema"));
  writeFileSync(join(folder, "schema/schema.graphql"), "type Query");
  writeFileSync(join(folder, "server/src/database.js"), 'console.log("a database")');
  writeFileSync(join(folder, "server/vitest.config.ts"), "export default {};");
  writeFileSync(join(folder, "build.mjs"), build);
  addTest(folder, "sums", 'it("adds", () => expect(1 + 1).toBe(2)); it.skip("divides by zero", () => {});');
  addTest(folder, "words", 'it("joins", () => expect("a" + "b").toBe("ab"));');
  return folder;
}

function addTest(folder: string, name: string, body: string): void {
  writeFileSync(join(folder, "server/src", `${name}.test.js`), `import { expect, it } from "vitest";\n${body}\n`);
}

const build = `
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
mkdirSync("server/dist/src/cli", { recursive: true });
mkdirSync("console/.next", { recursive: true });
cpSync("server/src/main.js", "server/dist/src/main.js");
cpSync("server/src/database.js", "server/dist/src/cli/database.js");
writeFileSync("console/.next/BUILD_ID", "1");
if (!existsSync("node_modules/vitest")) symlinkSync(${JSON.stringify(fileAt("node_modules/vitest"))}, "node_modules/vitest");
`;

function npmTest(folder: string, ...words: string[]): Command {
  return type(folder, "npm", "test", ...(words.length > 0 ? ["--", ...words] : []));
}

function lastLine(command: Command): string | undefined {
  return command.printed().trimEnd().split("\n").at(-1);
}
