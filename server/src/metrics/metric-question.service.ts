import type { Viewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { RequestError } from "../platform/graphql/errors.js";
import { keyOf } from "../platform/graphql/node-id.js";
import { MetricClock, MetricGrouping, type MetricsInput } from "./metric.input.js";
import type { Dimension, Question } from "./metric.question.js";
import { asOfAsked, bucketsOf, startsBefore } from "./metric-period.rules.js";
import { type Complaint, isPeriod, periodUnitOf, tooManyPeriods } from "./metric-question.rules.js";
import { personSeen } from "./person-figures.policy.js";
import { readTeamPlaces } from "./team-places.loader.js";

/** A question with what an answer says about it. */
export interface AskedQuestion extends Question {
  asOf: Date;
  timeZone: string;
}

/** What an input asks, in the desk's time zone and for this viewer's eyes. */
export async function questionOf(
  database: Sql,
  viewer: Viewer,
  input: MetricsInput,
  { now, position, ...given }: { now: Date; position: number | null; timeZone?: string },
): Promise<AskedQuestion> {
  const { from, to, groupBy, level, thresholdMinutes } = input;
  const timeZone = given.timeZone ?? (await readTimeZone(database));
  const asOf = asOfAsked(input, now);
  const unit = periodUnitOf(groupBy);
  const whole = { key: "", name: "", startsAt: from, endsAt: to };
  const buckets = unit ? bucketsOf(unit, { from, to }, timeZone, viewer.language) : [whole];
  return {
    from,
    to,
    asOf,
    timeZone,
    until: new Date(asOf.getTime() + 1),
    position,
    buckets: buckets ?? refuseInput([tooManyPeriods()]),
    earlierStarts: startsBefore({ from, to }, unit, timeZone),
    groupBy: groupBy.map(dimensionOf),
    applicationIds: applicationIds(input),
    compartmentIds: [...viewer.compartmentIds],
    personId: await personSeen(database, viewer, groupBy),
    level: level ?? null,
    thresholdMs: thresholdMinutes == null ? null : thresholdMinutes * 60_000,
    clock: input.clock ?? MetricClock.CALENDAR,
    teamPlaces: groupBy.includes(MetricGrouping.TEAM_SITE) ? await readTeamPlaces(database) : [],
  };
}

export function dimensionOf(grouping: MetricGrouping): Dimension {
  return isPeriod(grouping) ? "PERIOD" : (grouping as Dimension);
}

export function refuseInput(fields: Complaint[]): never {
  const all = fields.map(({ path, message }) => `${path}: ${message}`).join(" ");
  throw new RequestError("BAD_USER_INPUT", all, { fields });
}

function applicationIds({ applications }: MetricsInput): number[] | null {
  if (!applications) return null;
  return applications.map(
    (id, index) =>
      keyOf("Application", id) ??
      refuseInput([{ path: `input.applications.${index}`, message: "This is not an application's id." }]),
  );
}

async function readTimeZone(database: Sql): Promise<string> {
  const [desk] = await database.query<{ timeZone: string }[]>("SELECT timeZone FROM desk WHERE id = 1");
  if (!desk) throw new Error("The desk has no settings row: its migrations have not run");
  return desk.timeZone;
}
