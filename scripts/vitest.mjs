import { existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, run } from "./project.mjs";

const workspaces = ["server", "console", "test"];

/**
 * Which workspaces to test with which words: `npm test -- server/src/mail` runs only the server's tests, and its vitest,
 * which runs in that folder, is given `src/mail`. Words that begin with no workspace go to all of them.
 */
export function selection(words, exists = (workspace) => existsSync(join(root, workspace, "vitest.config.ts"))) {
  const home = (word) => workspaces.find((workspace) => word === workspace || word.startsWith(`${workspace}/`));
  const named = new Set(words.map(home).filter(Boolean));
  return workspaces.filter(exists).flatMap((workspace) => {
    if (named.size > 0 && !named.has(workspace)) return [];
    const own = words.filter((word) => home(word) === undefined || home(word) === workspace);
    return [
      { workspace, words: own.map((word) => (home(word) ? word.slice(workspace.length + 1) : word)).filter(Boolean) },
    ];
  });
}

/** Runs one workspace's tests and counts them; a run that breaks before or beside its tests counts as one failed. */
export async function runVitest({ workspace, words }, { long }) {
  const folder = join(root, workspace);
  const report = join(tmpdir(), `guichet-report-${process.pid}-${workspace}.json`);
  const vitest = join(
    dirname(createRequire(join(folder, "package.json")).resolve("vitest/package.json")),
    "vitest.mjs",
  );
  const args = [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    "--passWithNoTests",
    ...words,
  ];
  const env = { ...process.env, ...(long ? { GUICHET_LONG: "1" } : {}) };
  const code = await run(process.execPath, [vitest, ...args], { cwd: folder, env });
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  rmSync(report, { force: true });
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Sums up a report; a file that could not even be loaded has no tests in it, and counts as one failed. */
export function count({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests };
}
