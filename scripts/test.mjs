import "./node-version.mjs";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { checks } from "./checks.mjs";
import { ensureInstalled } from "./install.mjs";
import { main, run, Stop, since } from "./project.mjs";
import { runVitest, selection } from "./vitest.mjs";

/**
 * `npm test`: prepares all it needs, checks, runs every test, and reports once. `npm test -- server/src/mail -t closing` runs
 * those tests only, without the checks; `npm run test:long` takes the long ones along.
 */
const long = process.argv.includes("--long");
const words = process.argv.slice(2).filter((word) => word !== "--long");
const report = [];
const total = { passed: 0, failed: 0, skipped: 0 };

await main(async () => {
  try {
    await ensureInstalled();
    await ensureBuilt();
    const runs = selection(words);
    await prepare(runs);
    if (words.length === 0) for (const check of checks()) await runCheck(check);
    for (const one of runs) await runTests(one);
    if (total.passed + total.failed === 0) throw new Stop(`No test is meant by: ${words.join(" ")}`);
  } catch (error) {
    // Also this way there is one report, and its last line tells that not all is well.
    total.failed++;
    report.push(`failed   ${error instanceof Stop ? error.message : error.stack}`);
  }
  console.log(`\n${report.join("\n")}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  return total.failed === 0 ? 0 : 1;
});

/** A missing database or browser is told now, in words, and not by each test in its own. */
async function prepare(runs) {
  heading("database");
  if ((await run(process.execPath, ["server/dist/src/cli/database.js", "check"])) !== 0) {
    throw new Stop("There is no database to test with; the message above says what to type.");
  }
  if (!runs.some(({ workspace }) => workspace === "test")) return;
  heading("browser");
  process.env.CHROMIUM_PATH = await findBrowser();
  console.log(process.env.CHROMIUM_PATH);
}

async function runCheck({ name, passes }) {
  const start = heading(name);
  const passed = await passes();
  if (!passed) total.failed++;
  report.push(`${passed ? "passed" : "failed"}   ${name} (${since(start)})`);
}

async function runTests(one) {
  const start = heading(`tests of ${one.workspace}`);
  const counts = await runVitest(one, { long });
  for (const name of Object.keys(total)) total[name] += counts[name];
  const { passed, failed, skipped } = counts;
  const verdict = failed ? "failed" : "passed";
  report.push(
    `${verdict}   ${one.workspace}: ${passed} tests passed, ${failed} failed, ${skipped} skipped (${since(start)})`,
  );
}

function heading(text) {
  console.log(`\n== ${text}`);
  return Date.now();
}
