import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { concernedByEvent } from "../accounts/rights.events.js";
import { BreachMailing } from "../mail/breach-mailing.service.js";
import { connectionOptions } from "../platform/database/private/connection.js";
import { Refusal } from "../platform/graphql/problem.js";
import { Reads } from "../platform/live/reads.js";
import { countQueues } from "../queues/queue-counts.service.js";
import { countDay } from "../queues/queue-day.loader.js";
import { Breaches } from "../service-levels/breach.service.js";
import { BreachAct } from "../service-levels/service-level.model.js";
import { Watch } from "../service-levels/watch.js";
import { TestDesk } from "../testing/desk.js";
import { insertPolicy } from "../testing/service-levels.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { performers, recorded } from "../tickets/any-act.fixture.js";
import { TicketAct } from "../tickets/ticket.act.js";
import { DESK, logger, until } from "./feeds.fixture.js";
import { LiveDesk } from "./live-desk.js";

let desk: TestDesk;
let live: LiveDesk;
let watch: Watch;

beforeAll(async () => {
  const url = await emptyDatabase();
  const database = await connect(url);
  await database.runMigrations();
  desk = await TestDesk.build(database);
  await insertPolicy(database, new Date(0), {
    takeChargeMinutes: 240,
    resolveMinutes: 600,
    warningPercent: 20,
    onBreach: [BreachAct.RAISE_PRIORITY, BreachAct.ESCALATE],
  });
  live = new LiveDesk({
    connection: connectionOptions(url),
    logger,
    concerned: concernedByEvent,
    isPublicEvent: () => true,
    doorbell: true,
    clock: () => desk.now,
  });
  await live.start();
  const mailing = new BreachMailing("http://desk.test");
  const breaches = new Breaches({ mailing, routing: desk.services.routing });
  watch = new Watch(database, desk.work, breaches, logger, () => desk.now);
});

afterAll(() => live?.stop());

const WHO = ["requester", "hotline", "support", "expert", "engineer", "supervisor"] as const;
const steps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ act: fc.constantFrom(...Object.values(TicketAct)), who: fc.constantFrom(...WHO) }),
    },
    { weight: 1, arbitrary: fc.constant("record" as const) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 150 }) },
  ),
  { minLength: 20, maxLength: 40 },
);

it("what is told of the queues, kept event by event, is what the tables say, whatever is done and whenever", async () => {
  const acts = performers(desk);
  const numbers = [await recorded(desk)];
  const queueIds = Object.values(desk.queues).map(({ queueId }) => queueId);
  const days = new Set<string>();
  const told = { imminent: 0, missed: 0, unassigned: 0, received: 0, resolved: 0, due: 0 };
  await fc.assert(
    fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (sequence, choice) => {
      for (const step of sequence) {
        if (step === "record") {
          numbers.push(await recorded(desk));
        } else if (typeof step === "number") {
          desk.pass(step);
          await watch.runDue();
        } else {
          const party = await desk.as(desk.people[step.who]);
          const number = numbers[choice.next().value! % numbers.length]!;
          const command = { number, version: null, key: randomUUID() };
          await desk.work
            .run(party.actor, (tx) => acts[step.act](tx, party, command))
            .catch((error: unknown) => {
              if (!(error instanceof Refusal)) throw error;
            });
        }
      }
      const [head] = await desk.database.query<{ n: number }[]>("SELECT n FROM log_head");
      // All their COMMITs have returned.
      live.ring(Number(head!.n));
      const shown = async () => {
        const counts = await live.counters.counts(new Set(queueIds), new Set([DESK]), new Reads());
        return queueIds.map((id) => counts.find(({ queueId }) => queueId === id));
      };
      await until(() => (live.counters.position ?? 0) >= Number(head!.n), "the counts stand at the log's end");
      const today = await countDay(desk.database, queueIds, new Set([DESK]), desk.now);
      await until(async () => (await shown().catch(() => []))[0]?.today.day === today[0]!.day, "the day has begun");
      const counted = await countQueues(desk.database, queueIds, new Set([DESK]));
      expect(await shown()).toEqual(counted.map((row, index) => ({ ...row, today: today[index] })));
      days.add(today[0]!.day);
      for (const { imminent, missed, unassigned, nextBreachAt } of counted) {
        told.imminent += imminent;
        told.missed += missed;
        told.unassigned += unassigned;
        told.due += nextBreachAt ? 1 : 0;
      }
      for (const { received, resolved } of today) {
        told.received += received;
        told.resolved += resolved;
      }
    }),
    { numRuns: 12, seed: 20261122, endOnFailure: true },
  );
  // It was about something.
  expect(days.size).toBeGreaterThan(2);
  for (const [what, count] of Object.entries(told)) expect([what, count > 0]).toEqual([what, true]);
}, 120_000);
