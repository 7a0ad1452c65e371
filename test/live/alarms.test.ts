import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TestDatabase } from "./harness/database.js";
import { ask, DeskServer, insertDesk, type SignedIn } from "./harness/desk.js";
import { at, type FeedItem } from "./harness/documents.js";
import { Stream } from "./harness/stream.js";
import { head, wrongInLog } from "./harness/truth.js";
import { until } from "./harness/until.js";

const TICKETS = 20;
const WATCHERS = 6;

const FEED = `subscription Desk($after: Position) { deskFeed(after: $after) { __typename
  ... on TargetAlarm { position target state ticket { number } } ... on Checkpoint { position } ... on ResyncRequired { position reason } } }`;
const RECORD =
  "mutation Record($input: RecordTicketInput!) { recordTicket(input: $input) { ... on TicketActSuccess { ticket { number } } } }";

let database: TestDatabase;
/** Both watch the clocks, and both tell what has become of them. */
let servers: DeskServer[];
let people: SignedIn[];

beforeAll(async () => {
  database = await TestDatabase.throwAway();
  const first = await DeskServer.start(database);
  people = await insertDesk(database, WATCHERS);
  await insertPolicy();
  servers = [first, await DeskServer.start(database, { GUICHET_DOORBELL: "off" })];
}, 120_000);

afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.stop()));
  await database?.stop();
}, 60_000);

/** Twenty minutes to take charge and forty to resolve, at any hour of any day. */
async function insertPolicy(): Promise<void> {
  const always = JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "00:00", to: "24:00" })));
  // A version never changes: servers that run keep what they have read of it.
  await database.query(
    `INSERT INTO calendar_version (calendarId, effectiveFrom, savedAt, timeZone, holidayCountry, holidayRegion, weekly, exceptions)
     SELECT calendarId, effectiveFrom, savedAt, timeZone, NULL, NULL, ?, '[]' FROM calendar_version WHERE id = 1`,
    [always],
  );
  await database.query("INSERT INTO service_level_policy (id, name) VALUES (1, 'Everything')");
  await database.query(
    `INSERT INTO policy_version (policyId, effectiveFrom, savedAt, active, \`rank\`, applicationIds, kinds, priorities,
       siteIds, takeChargeMinutes, resolveMinutes, warningPercent, pausesOn, onBreach)
     VALUES (1, '1970-01-01', '1970-01-01', 1, 10, '[]', '[]', '[]', '[]', 20, 40, 75, '[]', '[]')`,
  );
  await database.query("UPDATE service_level_settings SET version = version + 1");
}

async function record(): Promise<number> {
  const input = { key: randomUUID(), channel: "PHONE", kind: "INCIDENT", subject: "Printer", description: "Silent." };
  const { data } = await ask<{ recordTicket: { ticket: { number: number } } }>(servers[0]!, people[0]!, RECORD, {
    input,
  });
  return data.recordTicket.ticket.number;
}

interface AlarmItem extends FeedItem {
  target?: string;
}

it("a target that is missed alarms everybody once, though two processes watch the clocks", async () => {
  const numbers = await Promise.all(Array.from({ length: TICKETS }, record));
  const watchers = people.map((person, i) => {
    const told: string[] = [];
    let provenAt = 0;
    const take = ({ __typename, position, ticket, target, state }: AlarmItem & { state?: string }) => {
      if (__typename === "TargetAlarm") told.push(`${ticket!.number} ${target} ${state}`);
      if (__typename === "Checkpoint") provenAt = at(position);
    };
    const stream = new Stream(servers[i % 2]!.port, person, FEED, { after: null }, take);
    return { stream, told, provenAt: () => provenAt };
  });
  await until("they watch", () => watchers.every(({ provenAt }) => provenAt() > 0));
  // As if the tickets had been there for half an hour, and nobody had looked.
  await database.query(
    "UPDATE ticket SET clockAt = clockAt - INTERVAL 30 MINUTE, nextAlarmAt = UTC_TIMESTAMP(3) WHERE number IN (?)",
    [numbers],
  );
  const expected = numbers.flatMap((number) => [`${number} RESOLVE IMMINENT`, `${number} TAKE_CHARGE MISSED`]).sort();
  await until("the alarms have come", () => watchers.every(({ told }) => told.length >= expected.length), 60_000);
  const end = await head(database);
  await until("all is told", () => watchers.every(({ provenAt }) => provenAt() >= end));
  for (const { told } of watchers) expect([...told].sort()).toEqual(expected);
  const [recorded] = await database.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM event WHERE type = 'TARGET_MISSED' OR type = 'TARGET_WARNED' AND target = 'RESOLVE'",
  );
  expect(Number(recorded!.n)).toBe(expected.length);
  expect(await wrongInLog(database)).toEqual([]);
  for (const { stream } of watchers) stream.close();
});
