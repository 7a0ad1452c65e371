import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./desk-process.fixture.js";
import { withLock } from "./lock.js";
import { ourselves } from "./process-identity.js";

describe("the lock", () => {
  it("lets one task in at a time, and all in the end", async () => {
    const folder = temporaryFolder();
    expect(await contend(folder)).toEqual({ most: 1, done: 12 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["a process that is no more", { pid: 2 ** 22 + 1, started: "once" }],
    ["an earlier process with our number", { pid: process.pid, started: "earlier" }],
  ])("of %s is broken, by one contender only", async (_, holder) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "lock"), JSON.stringify(holder));
    expect(await contend(folder)).toEqual({ most: 1, done: 12 });
  });

  it("cut short by a power failure is broken too", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "lock"), "");
    expect(await contend(folder)).toEqual({ most: 1, done: 12 });
  });

  it("is given back when the task fails", async () => {
    const folder = temporaryFolder();
    await expect(withLock(folder, () => Promise.reject(new Error("no luck")))).rejects.toThrow("no luck");
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  it("says whom it waits for", async () => {
    const folder = temporaryFolder();
    const waited: number[] = [];
    await withLock(folder, async () => {
      const second = withLock(
        folder,
        async () => {},
        ({ pid }) => waited.push(pid),
      );
      await new Promise(setImmediate);
      return { second };
    }).then(({ second }) => second);
    expect(waited).toEqual([ourselves().pid]);
  });
});

async function contend(folder: string): Promise<{ most: number; done: number }> {
  let inside = 0;
  let most = 0;
  let done = 0;
  const task = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside--;
    done++;
  };
  await Promise.all(Array.from({ length: 12 }, () => withLock(folder, task)));
  return { most, done };
}
