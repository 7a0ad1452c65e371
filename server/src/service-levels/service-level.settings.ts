import { DataSource } from "typeorm";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { StoredCalendarVersion } from "./calendar.entity.js";
import { businessDaysAfter } from "./calendar.rules.js";
import type { StoredPolicyVersion } from "./policy.entity.js";
import type {
  CalendarException,
  CalendarVersion,
  DefaultCalendarVersion,
  HoursPeriod,
  PolicyVersion,
  QueueCalendarVersion,
  ServiceLevelRules,
} from "./service-level.model.js";

/** The rules, and the version by which what was computed from them is known to be up to date: it rises with each change. */
export interface RulesInForce extends ServiceLevelRules {
  version: number;
}

const DAY = 86_400_000;
const held = new WeakMap<DataSource, RulesInForce>();
const changing = new WeakSet<Transaction>();

/**
 * Calendars, policies and assignments as they stand, in memory for each database. One read of one small row tells
 * whether they have changed since, whichever server changed them. Ask once the ticket is locked: what is committed
 * then is what the ticket is judged by.
 */
export async function serviceLevelRules(database: Transaction | DataSource): Promise<RulesInForce> {
  const [settings] = await database.query<{ version: number }[]>(
    "SELECT version FROM service_level_settings WHERE id = 1",
  );
  if (!settings) throw new Error("Service levels have no settings row: their migration has not run");
  return rulesOfVersion(database, settings.version);
}

/** The same for who has read the version (of `service_level_settings`) along with something else. */
export async function rulesOfVersion(database: Transaction | DataSource, version: number): Promise<RulesInForce> {
  const key = database instanceof DataSource ? database : database.manager.dataSource;
  const known = held.get(key);
  if (known?.version === version) return known;
  const rules = { version, ...(await readRules(database, known)) };
  // A transaction's own change may still be rolled back: it is nobody else's yet.
  if (database instanceof DataSource || !changing.has(database)) held.set(key, rules);
  return rules;
}

/** When the log's past was replaced (a database put back to an earlier day), versions count anew. */
export function forgetRules(dataSource: DataSource): void {
  held.delete(dataSource);
}

/** The first lock of every change of the rules: they happen one after another. */
export async function lockRules(tx: Transaction): Promise<void> {
  await tx.query("SELECT version FROM service_level_settings WHERE id = 1 FOR UPDATE");
}

/** The rules are others from this transaction's commit on. */
export async function rulesChange(tx: Transaction): Promise<void> {
  if (changing.has(tx)) return;
  changing.add(tx);
  await tx.query("UPDATE service_level_settings SET version = version + 1 WHERE id = 1");
}

/** So many days of the desk's default calendar later, holidays left out, at the same time of day. */
export function businessDaysLater(rules: ServiceLevelRules, from: Date, days: number): Date {
  const calendar = defaultCalendarAt(rules, from);
  const end = businessDaysAfter(calendar, from.getTime(), days);
  // A calendar that never opens again has no business days to wait for.
  return new Date(end ?? from.getTime() + days * DAY);
}

/** Which calendar the desk and each queue have at an instant; a queue not named has none of its own. */
export function calendarsInUse({ defaultCalendars, queueCalendars }: ServiceLevelRules, at: Date) {
  const ofQueues = new Map<number, number | null>();
  for (const { queueId, calendarId, effectiveFrom } of queueCalendars) {
    if (effectiveFrom <= at) ofQueues.set(queueId, calendarId);
  }
  return { defaultCalendarId: inForce(defaultCalendars, at).calendarId, ofQueues };
}

function defaultCalendarAt({ defaultCalendars, calendars }: ServiceLevelRules, at: Date): CalendarVersion {
  const { calendarId } = inForce(defaultCalendars, at);
  return inForce(
    calendars.filter((each) => each.calendarId === calendarId),
    at,
  );
}

/** The first version also holds before its beginning. */
function inForce<V extends { effectiveFrom: Date }>(versions: readonly V[], at: Date): V {
  const version = versions.findLast(({ effectiveFrom }) => effectiveFrom <= at) ?? versions[0];
  if (!version) throw new Error("The desk has lost its default calendar");
  return version;
}

/** What is derived from a version is kept with its object: the rows that were read before stay the same objects. */
async function readRules(sql: Sql, known: ServiceLevelRules | undefined): Promise<ServiceLevelRules> {
  const calendarsById = new Map(known?.calendars.map((each) => [each.id, each]));
  const policiesById = new Map(known?.policies.map((each) => [each.id, each]));
  const standing = "WHERE withdrawnAt IS NULL ORDER BY effectiveFrom, id";
  const calendars = await sql.query<StoredCalendarVersion[]>(`SELECT * FROM calendar_version ${standing}`);
  const policies = await sql.query<RawPolicyVersion[]>(`SELECT * FROM policy_version ${standing}`);
  const assignments = await sql.query<(QueueCalendarVersion | (DefaultCalendarVersion & { queueId: null }))[]>(
    `SELECT queueId, calendarId, effectiveFrom FROM calendar_assignment ${standing}`,
  );
  return {
    calendars: calendars.map((row) => calendarsById.get(row.id) ?? calendarVersionOf(row)),
    policies: policies.map((row) => policiesById.get(row.id) ?? policyVersionOf(row)),
    queueCalendars: assignments.filter((each) => each.queueId !== null),
    defaultCalendars: assignments.filter((each) => each.queueId === null),
  };
}

/** The database has no booleans. */
export type RawPolicyVersion = Omit<StoredPolicyVersion, "active"> & { active: number };

export function calendarVersionOf(row: StoredCalendarVersion): CalendarVersion {
  const { id, calendarId, effectiveFrom, timeZone, holidayCountry, holidayRegion } = row;
  return {
    id,
    calendarId,
    effectiveFrom,
    timeZone,
    holidays: holidayCountry === null ? null : { country: holidayCountry, region: holidayRegion },
    weekly: JSON.parse(row.weekly) as HoursPeriod[],
    exceptions: JSON.parse(row.exceptions) as CalendarException[],
  };
}

export function policyVersionOf(row: RawPolicyVersion): PolicyVersion {
  const { id, policyId, effectiveFrom, rank, calendarId, takeChargeMinutes, resolveMinutes, warningPercent } = row;
  return {
    id,
    policyId,
    effectiveFrom,
    active: row.active === 1,
    rank,
    applicationIds: JSON.parse(row.applicationIds) as number[],
    kinds: JSON.parse(row.kinds) as PolicyVersion["kinds"],
    priorities: JSON.parse(row.priorities) as PolicyVersion["priorities"],
    siteIds: JSON.parse(row.siteIds) as number[],
    calendarId,
    takeChargeMinutes,
    resolveMinutes,
    warningPercent,
    pausesOn: JSON.parse(row.pausesOn) as PolicyVersion["pausesOn"],
    onBreach: JSON.parse(row.onBreach) as PolicyVersion["onBreach"],
  };
}
