import { resolve } from "node:path";
import { readPersonRights } from "../src/accounts/person-rights.js";
import { MetricId } from "../src/metrics/metric.definitions.js";
import { MetricClock, MetricGrouping, type MetricsInput } from "../src/metrics/metric.input.js";
import { MetricService } from "../src/metrics/metric.service.js";
import { MetricProjection } from "../src/metrics/metric-projection.service.js";
import { MetricSnapshots } from "../src/metrics/metric-snapshot.js";
import type { PersonViewer } from "../src/platform/auth/viewer.js";
import { type BenchServer, demandConsistent, openBenchServer } from "./bench-desk.js";
import { percentile } from "./load.js";
import { fillMonth } from "./metric-month.js";
import { copyMonth, demandDerived } from "./month-copies.js";

/** As many tickets in the month asked about at every size. */
const TICKETS_OF_A_MONTH = 10_000;
const DAYS = 30;
const SIZES = [1, 100];
const START = Date.UTC(2018, 0, 1);
const RUNS = 20;
const WARM_UP = 3;

/** The month, whole and by two groupings; business time where there is one. */
const QUESTIONS: Record<string, Pick<MetricsInput, "groupBy" | "clock">> = {
  whole: { groupBy: [] },
  grouped: { groupBy: [MetricGrouping.APPLICATION, MetricGrouping.TEAM], clock: MetricClock.BUSINESS },
};

interface Desk {
  months: number;
  reports: MetricService;
  viewer: PersonViewer;
}

/**
 * How long each metric takes over the last month of a desk, and how that grows with the months before. `--keep FOLDER`
 * keeps the desks there, and finds them there the next time.
 */
export async function run(args: readonly string[] = []): Promise<void> {
  const keep = args[args.indexOf("--keep") + 1];
  const server = await openBenchServer(args.includes("--keep") && keep ? resolve(keep) : null);
  try {
    const desks: Desk[] = [];
    for (const months of SIZES) desks.push(await openDesk(server, months));
    let worst = 0;
    let growth = 0;
    for (const id of Object.values(MetricId)) {
      for (const [name, question] of Object.entries(QUESTIONS)) {
        const p95s = await measure(desks, { ...question, metrics: [id] });
        const [small, large] = [p95s[0]!, p95s.at(-1)!];
        worst = Math.max(worst, large);
        growth = Math.max(growth, large / small);
        console.log(
          `${id} ${name}: ${p95s.map((p95) => `${p95.toFixed(1)} ms`).join(", ")}, x${(large / small).toFixed(2)}`,
        );
      }
    }
    console.log(`metrics worst_ms=${worst.toFixed(1)} growth=${growth.toFixed(2)}`);
  } finally {
    await server.stop();
  }
}

async function openDesk(server: BenchServer, months: number): Promise<Desk> {
  const { database, supervisor } = await server.furnished(`metrics_${months}`, async (desk) => {
    const tickets = TICKETS_OF_A_MONTH;
    const events = await fillMonth(desk, { tickets, start: new Date(START), days: DAYS });
    const startedAt = performance.now();
    await new MetricProjection(desk.database).catchUp();
    const seconds = (performance.now() - startedAt) / 1_000;
    console.log(`${events} events of ${tickets} tickets derived in ${seconds.toFixed(1)} s`);
    // What is copied is as consistent as what it was copied from.
    await demandConsistent(desk.database);
    await copyMonth(desk.database, { tickets, events, days: DAYS, copies: months });
    await demandDerived(desk.database, tickets * months);
    console.log(`${tickets * months} tickets, ${events * months} events`);
  });
  const rights = await readPersonRights(database, supervisor);
  if (!rights) throw new Error("The desk has no supervisor");
  const reports = new MetricService(new MetricSnapshots(database, new MetricProjection(database)));
  return { months, reports, viewer: { kind: "PERSON", sessionId: 0, ...rights } };
}

/** The p95 of each desk. They are asked in turn, so that what else the machine does falls on all of them alike. */
async function measure(desks: readonly Desk[], question: Omit<MetricsInput, "from" | "to">): Promise<number[]> {
  const latencies = desks.map((): number[] => []);
  for (let i = 0; i < WARM_UP + RUNS; i++) {
    for (const [d, { reports, viewer, months }] of desks.entries()) {
      const from = new Date(START + (months - 1) * DAYS * 86_400_000);
      const to = new Date(from.getTime() + DAYS * 86_400_000);
      const startedAt = performance.now();
      const { metrics } = await reports.report(viewer, { ...question, from, to });
      if (i >= WARM_UP) latencies[d]!.push(performance.now() - startedAt);
      if (metrics[0]!.rows.length === 0) throw new Error(`${question.metrics[0]} found nothing`);
    }
  }
  return latencies.map((each) => percentile(each, 0.95));
}
