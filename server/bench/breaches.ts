import "reflect-metadata";
import { TicketKind } from "../src/tickets/ticket.entity.js";
import { type Arrival, CHANGES_PER_SECOND, delays, FEEDS, type Moment, withBusyDesk } from "./live/busy-desk.js";
import type { BenchDatabase } from "./live/database.js";
import { TicketWriter } from "./live/desk-data.js";
import { percentile } from "./load.js";

const TICKETS = 1_000;
/** They all come due at one instant. */
const DUE_AT_ONCE = 300;
const TARGET_MINUTES = 2;
const WARNING_PERCENT = 75;
/** The load begins so long before the first warnings. */
const LEAD_MS = 5_000;
const SECONDS = 45;
/** A warning or a breach is on the screens within this. */
const LIMIT_MS = 5_000;

/** How long after its instant a warning or a breach is on the screens, when many fall due at once on a busy desk. */
export async function run(): Promise<void> {
  let recordedAt = 0;
  const furnish = async (database: BenchDatabase) => {
    await promise(database, TicketKind.QUESTION);
    recordedAt = Date.now();
    await new TicketWriter(database.dataSource).record(DUE_AT_ONCE, { kind: TicketKind.QUESTION });
  };
  await withBusyDesk({ title: "breaches", tickets: TICKETS, furnish }, async (desk) => {
    const { clients, writer, database } = desk;
    await desk.warmUp();
    const firstWarning = recordedAt + TARGET_MINUTES * 60_000 * (WARNING_PERCENT / 100);
    await new Promise((resolve) => setTimeout(resolve, firstWarning - LEAD_MS - Date.now()));
    const count = CHANGES_PER_SECOND * SECONDS;
    await clients.ask("expect", (count + 2 * DUE_AT_ONCE) * FEEDS);
    await writer.ask("change", { ...desk.changing, count });
    await clients.ask("reached", 60_000);
    const arrivals = await clients.ask<Arrival[]>("arrivals");
    await desk.tellLoad();
    const alarms = await database.dataSource.query<{ type: string; position: number; occurredAt: Date }[]>(
      "SELECT type, position, occurredAt FROM event WHERE type IN ('TARGET_WARNED', 'TARGET_MISSED')",
    );
    let worst = 0;
    const all: number[] = [];
    for (const type of ["TARGET_WARNED", "TARGET_MISSED"]) {
      const moments = alarms.filter((alarm) => alarm.type === type).map(momentOf);
      if (moments.length !== DUE_AT_ONCE) throw new Error(`${moments.length} events ${type}, not ${DUE_AT_ONCE}`);
      const latencies = delays(moments, arrivals);
      if (latencies.length === 0) throw new Error(`No screen has been told of ${type}`);
      worst = Math.max(worst, ...latencies);
      all.push(...latencies);
      console.log(
        `${type}: ${moments.length} at one instant, p50 ${percentile(latencies, 0.5)} ms, p95 ${percentile(latencies, 0.95)} ms`,
      );
    }
    console.log(
      `breaches p50=${percentile(all, 0.5)} p95=${percentile(all, 0.95)} worst_ms=${worst} ratio=${(worst / LIMIT_MS).toFixed(2)}`,
    );
  });
}

function momentOf({ position, occurredAt }: { position: number; occurredAt: Date }): Moment {
  return { position: Number(position), at: occurredAt.getTime() };
}

/** Two minutes to resolve what is of this kind, at any hour of any day. */
async function promise({ dataSource }: BenchDatabase, kind: TicketKind): Promise<void> {
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "00:00", to: "24:00" }));
  await dataSource.query(
    `INSERT INTO calendar_version (calendarId, effectiveFrom, savedAt, timeZone, holidayCountry, holidayRegion, weekly, exceptions)
     SELECT calendarId, effectiveFrom, savedAt, timeZone, NULL, NULL, ?, '[]' FROM calendar_version WHERE id = 1`,
    [JSON.stringify(always)],
  );
  await dataSource.query("INSERT INTO service_level_policy (id, name) VALUES (1, 'Questions')");
  await dataSource.query(
    `INSERT INTO policy_version (policyId, effectiveFrom, savedAt, active, \`rank\`, applicationIds, kinds, priorities,
       siteIds, takeChargeMinutes, resolveMinutes, warningPercent, pausesOn, onBreach)
     VALUES (1, '1970-01-01', '1970-01-01', 1, 10, '[]', ?, '[]', '[]', NULL, ?, ?, '[]', '[]')`,
    [JSON.stringify([kind]), TARGET_MINUTES, WARNING_PERCENT],
  );
  await dataSource.query("UPDATE service_level_settings SET version = version + 1");
}
