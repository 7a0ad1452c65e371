import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { Refusal } from "../platform/graphql/problem.js";
import { TimerRunner } from "../platform/jobs/timers.js";
import { Breaches } from "../service-levels/breach.service.js";
import { disagreements } from "../service-levels/clock-columns.fixture.js";
import { BreachAct } from "../service-levels/service-level.model.js";
import { Watch } from "../service-levels/watch.js";
import { inconsistencies } from "../testing/consistency.js";
import { TestDesk } from "../testing/desk.js";
import { insertPolicy, insertPolicyVersion } from "../testing/service-levels.js";
import { testDatabase } from "../testing/test-database.js";
import { performers, recorded } from "./any-act.fixture.js";
import { LEGAL_FROM } from "./lifecycle.rules.js";
import { TicketAct } from "./ticket.act.js";
import { Priority, type Ticket, TicketState, WaitingFor } from "./ticket.entity.js";

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
});

const WHO = ["requester", "hotline", "support", "expert", "engineer", "supervisor"] as const;
// A terminal act early would leave the rest of a sequence nothing to do: it comes up less often.
const anyAct = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...Object.values(TicketAct).filter((act) => act !== TicketAct.CANCEL)) },
  { weight: 1, arbitrary: fc.constant(TicketAct.CANCEL) },
);
const sequences = fc.array(
  fc.record({ act: anyAct, who: fc.constantFrom(...WHO), minutes: fc.integer({ max: 4_000, min: 0 }) }),
  {
    minLength: 5,
    maxLength: 25,
  },
);

/** What must be true of a ticket whatever has been done to it. */
function demandLegal(ticket: Ticket): void {
  const resolved = ticket.state === TicketState.RESOLVED || ticket.state === TicketState.CLOSED;
  expect(ticket.resolvedAt !== null).toBe(resolved);
  expect(ticket.resolutionCode !== null).toBe(resolved);
  expect(ticket.closedAt !== null).toBe(ticket.state === TicketState.CLOSED);
  expect(ticket.waitingFor !== null).toBe(ticket.state === TicketState.WAITING);
  if (ticket.state === TicketState.IN_PROGRESS) expect(ticket.assigneeId).not.toBeNull();
  expect(ticket.highestLevel).toBeGreaterThanOrEqual(ticket.level);
  if (ticket.takenAtLevelAt) expect(ticket.takenInChargeAt).not.toBeNull();
}

it("no sequence of acts reaches an illegal state; versions and positions only grow", async () => {
  const acts = performers(desk);
  let done = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const number = await recorded(desk);
      let before = await read(number);
      for (const { act, who, minutes } of sequence) {
        desk.pass(minutes);
        const party = await desk.as(desk.people[who]);
        const command = { number, version: before.version, key: randomUUID() };
        const outcome = await desk.work
          .run(party.actor, (tx) => acts[act](tx, party, command))
          .then(
            () => "done" as const,
            (error: unknown) => {
              if (error instanceof Refusal) return "refused" as const;
              throw error;
            },
          );
        const after = await read(number);
        demandLegal(after);
        if (outcome === "done") {
          done++;
          expect(LEGAL_FROM[act]).toContain(before.state);
          expect(after.position).toBeGreaterThan(before.position);
          // A requester's late word is the one act that leaves this ticket as it is: it opens another one.
          expect(after.version).toBeGreaterThanOrEqual(before.version);
        } else {
          refused++;
          expect(after).toEqual(before);
        }
        before = after;
      }
    }),
    { numRuns: 40, seed: 20260302, endOnFailure: true },
  );
  expect(await inconsistencies(desk.database)).toEqual([]);
  expect(done).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
}, 120_000);

/** What happens to a desk besides acts: policies change, time does its work, timers fire late. */
const MINUTES = fc.integer({ min: 0, max: 4_000 });
const happenings = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ does: anyAct, who: fc.constantFrom(...WHO), minutes: MINUTES }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant("watch" as const), minutes: MINUTES }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant("timers" as const), minutes: MINUTES }) },
    // Somebody acts on a waiting ticket after its date, and only then the timer finds the time to resume it at that date.
    { weight: 2, arbitrary: fc.record({ does: fc.constant("resume late" as const), minutes: MINUTES, more: MINUTES }) },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant("policy" as const),
        minutes: MINUTES,
        inMinutes: fc.integer({ min: 0, max: 6_000 }),
        facts: fc.record({
          active: fc.constantFrom(true, true, true, false),
          takeChargeMinutes: fc.option(fc.integer({ min: 1, max: 600 })),
          resolveMinutes: fc.option(fc.integer({ min: 1, max: 3_000 })),
          warningPercent: fc.constantFrom(50, 75, 100),
          priorities: fc.oneof(fc.constant<Priority[]>([]), fc.subarray(Object.values(Priority))),
          pausesOn: fc.oneof(fc.constant(Object.values(WaitingFor)), fc.subarray(Object.values(WaitingFor))),
          onBreach: fc.subarray(Object.values(BreachAct)),
        }),
      }),
    },
  ),
  { minLength: 5, maxLength: 15 },
);

it("keeps, at every commit, what the ledger of the history says: due times, verdicts, elapsed time", async () => {
  const acts = performers(desk);
  const log = { error: ({ err }: Record<string, unknown>) => expect.fail(String(err)) };
  const { routing, waiting, resolution } = desk.services;
  const breaches = new Breaches({ mailing: { queue: async () => undefined }, routing });
  const watch = new Watch(desk.database, desk.work, breaches, log, () => desk.now);
  const nothing = async () => undefined;
  const timers = new TimerRunner(
    desk.database,
    desk.work,
    {
      WAITING_ENDS: (tx, number, dueAt) => waiting.onWaitingEnds(tx, number, dueAt),
      SILENCE_CLOSES: (tx, number, dueAt) => resolution.onSilenceCloses(tx, number, dueAt),
      DRAFT_EXPIRES: nothing,
      RECOMPUTATION: nothing,
    },
    log,
    () => desk.now,
  );
  const policyId = await insertPolicy(desk.database, desk.now, { pausesOn: Object.values(WaitingFor) });
  const seen = { commits: 0, judged: 0, late: 0 };
  const perform = async (number: number, act: TicketAct, who: (typeof WHO)[number]) => {
    const party = await desk.as(desk.people[who]);
    const command = { number, version: (await read(number)).version, key: randomUUID() };
    await desk.work.run(party.actor, (tx) => acts[act](tx, party, command)).catch(refusedOnly);
    expect(await disagreements(desk.database, number)).toEqual([]);
    seen.commits++;
  };
  await fc.assert(
    fc.asyncProperty(happenings, async (sequence) => {
      const number = await recorded(desk);
      expect(await disagreements(desk.database, number)).toEqual([]);
      for (const happening of sequence) {
        desk.pass(happening.minutes);
        if (happening.does === "policy") {
          const effectiveFrom = new Date(desk.now.getTime() + happening.inMinutes * 60_000);
          await insertPolicyVersion(desk.database, policyId, effectiveFrom, happening.facts);
        } else if (happening.does === "watch") await watch.runDue();
        else if (happening.does === "timers") await timers.runDue();
        else if (happening.does === "resume late") {
          await perform(number, TicketAct.QUALIFY, "supervisor");
          await perform(number, TicketAct.WAIT, "supervisor");
          desk.pass(happening.more);
          await perform(number, TicketAct.NOTE, "supervisor");
          desk.pass(1);
          await timers.runDue();
        } else await perform(number, happening.does, happening.who);
        expect(await disagreements(desk.database, number)).toEqual([]);
        seen.commits++;
      }
      const [counts] = await desk.database.query<{ judged: string; late: string }[]>(
        `SELECT SUM(type IN ('TARGET_MET', 'TARGET_MISSED')) AS judged, SUM(type = 'RESUMED' AND occurredAt < earlier) AS late
         FROM (SELECT type, occurredAt, LAG(occurredAt) OVER (ORDER BY position) AS earlier
           FROM event WHERE subjectType = 'TICKET' AND subjectId = ?) history`,
        [number],
      );
      seen.judged += Number(counts!.judged);
      seen.late += Number(counts!.late);
    }),
    { numRuns: 40, seed: 20260304, endOnFailure: true },
  );
  expect(await inconsistencies(desk.database)).toEqual([]);
  expect(seen.commits).toBeGreaterThan(200);
  expect(seen.judged).toBeGreaterThan(20);
  expect(seen.late).toBeGreaterThan(10);
}, 240_000);

function refusedOnly(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

async function read(number: number): Promise<Ticket> {
  const [row] = await desk.database.query<Ticket[]>("SELECT * FROM ticket WHERE number = ?", [number]);
  return { ...row!, position: Number(row!.position) };
}
