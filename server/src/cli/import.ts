import "reflect-metadata";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { entities } from "../entities.js";
import { composeImport } from "../imports/compose-import.js";
import { type ImportOutcome, type PlannedImport, planImport } from "../imports/import.service.js";
import { ImportError } from "../imports/import-error.js";
import { countRemarks, REASONS, writeRemarks } from "../imports/import-report.js";
import { readMapping } from "../imports/mapping.js";
import { ProgressBar } from "../imports/progress-bar.js";
import { migrations } from "../migrations.js";
import { createDataSource } from "../platform/database/data-source.js";
import { migrate } from "../platform/database/migrate.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { DatabaseUnavailable } from "../platform/database/private/database-unavailable.js";
import { databaseEnvironment } from "../platform/database/private/environment.js";
import { openDatabase } from "../platform/database/private/open-database.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { defaultStateFolder } from "../platform/state-folder.js";
import { stampedTables } from "../stamped-tables.js";

const USAGE = `npm run import -- --mapping FILE LOG

Replays an event log (CSV, gzipped or not) through the desk, with the log's times as its clock. The mapping says what
the log's columns mean: docs/import.md. Stopped or killed, the same command continues where it was.

  --mapping FILE   what the columns mean
  --dry-run        read and plan, and write the report; the desk is not touched
  --limit N        only the N incidents recorded first
  --workers N      incidents replayed at the same time (8)
  --report FILE    where to write what could not be mapped, line by line`;

interface Arguments {
  mapping: string;
  log: string;
  dryRun: boolean;
  limit?: number;
  workers?: number;
  report?: string;
}

function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mapping: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      limit: { type: "string" },
      workers: { type: "string" },
      report: { type: "string" },
    },
  });
  const { mapping, limit, workers, report } = values;
  const [log, ...rest] = positionals;
  if (!mapping || !log || rest.length > 0) throw new ImportError(USAGE);
  // npm runs this from its workspace's folder; paths are meant from where the command was typed.
  const from = process.env.INIT_CWD ?? process.cwd();
  return {
    mapping: resolve(from, mapping),
    log: resolve(from, log),
    dryRun: values["dry-run"],
    limit: wholeNumber("limit", limit),
    workers: wholeNumber("workers", workers),
    report: report === undefined ? undefined : resolve(from, report),
  };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ImportError(`--${name} is a whole number from 1, not ${text}.`);
  return Number(text);
}

async function main(): Promise<number> {
  const options = readArguments();
  const mapping = await readMapping(options.mapping);
  console.error(`Reading ${options.log} ...`);
  const planned = await planImport({ ...options, mapping });
  const report = options.report ?? resolve(defaultStateFolder(), "imports", `${mapping.name}.csv`);
  const acts = planned.cases.reduce(
    (sum, { plan }) => sum + plan.steps.reduce((all, step) => all + step.acts.length, 0),
    0,
  );
  const size = `${count(planned.rows)} rows of ${count(planned.cases.length)} incidents: ${count(acts)} acts`;
  if (options.dryRun) {
    console.log(`${size}.`);
    return tell(planned, report);
  }
  console.error(`${size}. Replaying ...`);
  const outcome = await replay(planned, options);
  console.log(summary(outcome));
  return tell({ ...planned, remarks: [...planned.remarks, ...outcome.refused] }, report, outcome);
}

async function replay(planned: PlannedImport, { limit, workers = 8 }: Arguments): Promise<ImportOutcome> {
  const database = await openDatabase({ ...databaseEnvironment(), log: (line) => console.error(line) });
  const dataSource = createDataSource({
    connection: connectionOptions(database.url),
    flavour: database.flavour,
    entities,
    migrations,
    poolSize: workers + 2,
  });
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  const bar = new ProgressBar(process.stderr);
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    const work = new UnitOfWork(dataSource, stampedTables, () => undefined);
    return await composeImport(dataSource, work).run(planned, {
      limit,
      workers,
      signal: stop.signal,
      onProgress: (progress) => bar.show(progress),
    });
  } finally {
    bar.end();
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.stop();
  }
}

function summary({ rows, cases, steps, resumedSteps, stopped, seconds }: ImportOutcome): string {
  if (stopped) return `Stopped after ${count(steps)} transactions: the same command continues here.`;
  if (steps === 0) return `All ${count(cases)} incidents were in the desk already; nothing was done.`;
  const resumed = resumedSteps > 0 ? ` (${count(resumedSteps)} had been done before)` : "";
  const rate = Math.round(rows / Math.max(seconds, 0.001));
  return `Imported ${count(cases)} incidents from ${count(rows)} rows in ${count(steps)} transactions${resumed}: ${seconds.toFixed(1)} s, ${count(rate)} rows/s.`;
}

async function tell({ remarks }: PlannedImport, report: string, outcome?: ImportOutcome): Promise<number> {
  for (const [reason, number] of countRemarks(remarks)) {
    console.log(`${count(number).padStart(9)}  ${reason}: ${REASONS[reason]}`);
  }
  await writeRemarks(report, remarks);
  console.log(`Line by line in ${report}`);
  return outcome && (outcome.stopped || outcome.refused.length > 0) ? 1 : 0;
}

function count(number: number): string {
  return number.toLocaleString("en");
}

try {
  process.exit(await main());
} catch (error) {
  const expected = error instanceof ImportError || error instanceof DatabaseUnavailable;
  const badOption = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(expected || badOption ? (error as Error).message : error);
  process.exit(1);
}
