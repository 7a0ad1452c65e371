import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ActorKind } from "../platform/events/actor.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { TimerRunner } from "../platform/jobs/timers.js";
import { Stretch } from "../platform/live/stretch.js";
import { inconsistencies } from "../testing/consistency.js";
import { TestDesk } from "../testing/desk.js";
import { faultsOf, problemOf } from "../testing/refusals.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { Channel, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import { Calendars } from "./calendar.service.js";
import { CalendarAssignments } from "./calendar-assignment.service.js";
import { Policies } from "./policy.service.js";
import type { PolicyFacts } from "./policy-facts.rules.js";
import { type PastChange, Recomputations } from "./recomputation.service.js";
import { BreachAct } from "./service-level.model.js";

const url = await emptyDatabase();
const database = await connect(url);
const settings = { calendars: new Calendars(), policies: new Policies(), assignments: new CalendarAssignments() };
const MANAGER = { kind: ActorKind.PERSON, id: 4242 };
/** Monday, ten o'clock in Paris: the week before, the policy came into force. */
const MONDAY = new Date("2026-03-02T09:00:00.000Z");
const COUNT = 150;

const FACTS: PolicyFacts = {
  name: "Tout",
  active: true,
  rank: 10,
  applicationIds: [],
  kinds: [],
  priorities: [],
  siteIds: [],
  calendarId: null,
  takeChargeMinutes: null,
  resolveMinutes: 480,
  warningPercent: 100,
  pausesOn: [WaitingFor.REQUESTER],
  onBreach: [BreachAct.NOTIFY],
};

let desk: TestDesk;
let recomputations: Recomputations;
let policyId: number;

/** Recorded on Monday at ten; a third resolved after five business hours, a third after nine, a third not at all. */
beforeAll(async () => {
  await database.runMigrations();
  desk = await TestDesk.build(database);
  recomputations = new Recomputations(database, desk.work, settings);
  desk.now = new Date("2026-02-23T09:00:00.000Z");
  const created = await desk.work.run(MANAGER, (tx) =>
    settings.policies.create(tx, FACTS, { effectiveFrom: null, past: false }),
  );
  policyId = created.value;
  desk.now = MONDAY;
  for (let n = 0; n < COUNT; n++) await record();
  desk.pass(300);
  for (let number = 1; number <= COUNT / 3; number++) await resolve(number);
  desk.now = new Date("2026-03-03T08:00:00.000Z");
  for (let number = COUNT / 3 + 1; number <= (2 * COUNT) / 3; number++) await resolve(number);
}, 120_000);

async function record(): Promise<void> {
  const hotline = await desk.as(desk.people.hotline);
  await desk.work.run(hotline.actor, (tx) =>
    desk.services.recording.record(tx, hotline, {
      key: null,
      channel: Channel.PHONE,
      kind: TicketKind.INCIDENT,
      subject: "Écran noir",
      description: "",
      requesterId: desk.people.requester.id,
      newCaller: null,
      beneficiaryId: null,
      applicationId: desk.applicationId,
      nature: Nature.TECHNICAL,
      impact: Scale.MEDIUM,
      urgency: Scale.MEDIUM,
      categoryId: null,
      reportedAt: null,
      followUpOf: null,
      externalReference: null,
    }),
  );
}

async function resolve(number: number): Promise<void> {
  const hotline = await desk.as(desk.people.hotline);
  await desk.work.run(hotline.actor, (tx) =>
    desk.services.resolution.resolve(tx, hotline, {
      number,
      version: null,
      key: null,
      resolution: { code: ResolutionCode.NO_FAULT, solution: "", articleId: null },
      close: true,
    }),
  );
}

async function note(number: number): Promise<void> {
  const hotline = await desk.as(desk.people.hotline);
  await desk.work.run(hotline.actor, (tx) =>
    desk.services.conversation.note(tx, hotline, { number, version: null, key: null, text: "Vu." }),
  );
}

const change = (version: number, facts: Partial<PolicyFacts>): PastChange => ({
  effectiveFrom: MONDAY,
  calendar: null,
  policy: { id: policyId, version, facts: { ...FACTS, ...facts } },
  assignment: null,
});

/** The desk's timers, each on its own connections as another server's are. */
async function runner(handle: Recomputations["onGoesOn"]) {
  const server = await connect(url);
  const unexpected = () => expect.unreachable("no such timer falls due");
  return new TimerRunner(
    server,
    desk.work,
    {
      [DueKind.WAITING_ENDS]: unexpected,
      [DueKind.SILENCE_CLOSES]: unexpected,
      [DueKind.DRAFT_EXPIRES]: unexpected,
      [DueKind.RECOMPUTATION]: handle,
    },
    { error: () => undefined },
    () => desk.now,
  );
}

const verdicts = async () => {
  const rows = await database.query<{ verdict: string; n: number }[]>(
    `SELECT COALESCE(e.type, 'none') AS verdict, COUNT(*) AS n FROM ticket t LEFT JOIN (
       SELECT subjectId, MAX(position) AS position FROM event
       WHERE target = 'RESOLVE' AND type IN ('TARGET_MET', 'TARGET_MISSED', 'TARGET_CANCELLED') GROUP BY subjectId
     ) last ON last.subjectId = t.number LEFT JOIN event e ON e.position = last.position GROUP BY e.type`,
  );
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, Number(n)]));
};
const states = async () => {
  const rows = await database.query<{ state: string; n: number }[]>(
    "SELECT resolveState AS state, COUNT(*) AS n FROM ticket GROUP BY resolveState",
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
};
const read = async (id: number) =>
  (await database.query<Record<string, unknown>[]>("SELECT * FROM recomputation WHERE id = ?", [id]))[0]!;

afterEach(() => {
  vi.restoreAllMocks();
});

/** How often work is broken off, for which time passes as soon as anything is done. */
function breaks(): { count: number } {
  const breaks = { count: 0 };
  vi.spyOn(Stretch.prototype, "isOver", "get").mockReturnValue(true);
  vi.spyOn(Stretch.prototype, "breakOff").mockImplementation(async () => void breaks.count++);
  return breaks;
}

describe("a change of the past", () => {
  it("is refused from now on, with nothing or with two changes, and on another version", async () => {
    const assignment = { queueId: null, calendarId: 1, version: 1 };
    const refused = (wanted: PastChange) => faultsOf(recomputations.preview(MANAGER, wanted));
    expect(await refused({ ...change(1, {}), effectiveFrom: desk.now })).toEqual(["input.effectiveFrom NOT_PAST"]);
    expect(await refused({ ...change(1, {}), effectiveFrom: null })).toEqual(["input.effectiveFrom REQUIRED"]);
    expect(await refused({ ...change(1, {}), policy: null })).toEqual(["input ONE_OF"]);
    expect(await refused({ ...change(1, {}), assignment })).toEqual(["input ONE_OF"]);
    expect(await problemOf(recomputations.preview(MANAGER, change(7, {})))).toMatchObject({ currentVersion: 1 });
  });

  it("shows what it would do, and does nothing", async () => {
    expect(await verdicts()).toEqual({ TARGET_MET: 50, TARGET_MISSED: 50, none: 50 });
    const before = await database.query("SELECT version FROM service_level_settings");
    const broken = breaks();
    const preview = await recomputations.preview(MANAGER, change(1, { resolveMinutes: 240 }));
    expect(broken.count).toBe(COUNT);
    expect(preview).toMatchObject({ looked: COUNT, complete: true });
    const found = preview.changes.map(({ number, target, before, after }) => [number, `${target} ${before} ${after}`]);
    expect(new Set(found.map(([, words]) => words))).toEqual(new Set(["RESOLVE MET MISSED", "RESOLVE null MISSED"]));
    expect(found).toHaveLength(100);
    expect(await database.query("SELECT version FROM service_level_settings")).toEqual(before);
    expect(await verdicts()).toEqual({ TARGET_MET: 50, TARGET_MISSED: 50, none: 50 });
    const generous = await recomputations.preview(MANAGER, change(1, { resolveMinutes: 600 }));
    const kinds = generous.changes.map(({ before, after }) => `${before} ${after}`);
    expect([kinds.length, new Set(kinds)]).toEqual([50, new Set(["MISSED MET"])]);
    const [none] = await database.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM recomputation");
    expect(Number(none!.n)).toBe(0);
  });

  it("is done as it was shown, also by a server that dies halfway and another that goes on, with acts in between", async () => {
    const wanted = change(1, { resolveMinutes: 240 });
    const { changes } = await recomputations.preview(MANAGER, wanted);
    const { value: id } = await desk.work.run(MANAGER, (tx) => recomputations.start(tx, wanted));
    expect(await read(id)).toMatchObject({ startedById: 4242, policyId, ticketsToLookAt: COUNT, endedAt: null });

    let lots = 0;
    const dying = await runner(async (tx, subjectId, dueAt) => {
      await recomputations.onGoesOn(tx, subjectId, dueAt);
      if (++lots === 2) throw new Error("killed before it commits");
    });
    desk.pass(1);
    const broken = breaks();
    expect(await dying.runDue()).toBe(1);
    // Once for each ticket of both its lots.
    expect(broken.count).toBe(120);
    const halfway = await read(id);
    expect(halfway).toMatchObject({ ticketsLookedAt: 60, doneNumber: 60, endedAt: null });
    expect((await verdicts())["TARGET_MISSED"]).toBe(100);
    // Whoever acts on a ticket before its turn has it judged by the changed rules.
    await note(140);
    expect((await verdicts())["TARGET_MISSED"]).toBe(101);

    desk.pass(60);
    expect(await (await runner((tx, subjectId, dueAt) => recomputations.onGoesOn(tx, subjectId, dueAt))).runDue()).toBe(
      3,
    );
    expect(await read(id)).toMatchObject({
      ticketsLookedAt: COUNT,
      verdictsChanged: changes.length,
      endedAt: desk.now,
    });
    expect(await verdicts()).toEqual({ TARGET_MISSED: COUNT });
    expect(await states()).toEqual({ MISSED: COUNT });
    const dueAt = new Date(MONDAY.getTime() + 240 * 60_000);
    const instants = await database.query<unknown[]>("SELECT DISTINCT resolveJudgedAt AS at FROM ticket");
    expect(instants).toEqual([{ at: dueAt }]);
    expect((await recomputations.preview(MANAGER, change(2, { resolveMinutes: 240 }))).changes).toEqual([]);
    expect(await inconsistencies(database)).toEqual([]);
  });

  it("has consequences for what is still open only: what is over is nobody's surprise", async () => {
    const owed = await database.query<{ ended: number; n: number }[]>(
      `SELECT state = 'CLOSED' AS ended, SUM(breachesToAnswer <> 0) AS n FROM ticket
       WHERE number <= ? OR number > ? GROUP BY ended ORDER BY ended`,
      [COUNT / 3, (2 * COUNT) / 3],
    );
    expect(owed.map(({ ended, n }) => [Number(ended), Number(n)])).toEqual([
      [0, 50],
      [1, 0],
    ]);
  });

  it("keeps in the history who asked for it and when, and what had been said before", async () => {
    const events = await database.query<{ type: string; actorKind: string; actorId: number | null }[]>(
      "SELECT type, actorKind, actorId FROM event WHERE type LIKE 'RECOMPUTATION%' OR type = 'POLICY_CHANGED' ORDER BY position",
    );
    expect(events).toEqual([
      { type: "POLICY_CHANGED", actorKind: "PERSON", actorId: 4242 },
      { type: "RECOMPUTATION_STARTED", actorKind: "PERSON", actorId: 4242 },
      { type: "RECOMPUTATION_ENDED", actorKind: "SYSTEM", actorId: null },
    ]);
    const [first] = await database.query<{ said: string }[]>(
      "SELECT GROUP_CONCAT(type ORDER BY position) AS said FROM event WHERE target = 'RESOLVE' AND subjectId = 1",
    );
    expect(first!.said).toBe("TARGET_MET,TARGET_MISSED");
  });

  it("takes verdicts back where nothing is promised any more", async () => {
    const wanted = change(2, { resolveMinutes: null });
    const { changes } = await recomputations.preview(MANAGER, wanted);
    expect(changes.map(({ before, after }) => `${before} ${after}`)).toEqual(Array(COUNT).fill("MISSED null"));
    await desk.work.run(MANAGER, (tx) => recomputations.start(tx, wanted));
    desk.pass(1);
    await (await runner((tx, subjectId, dueAt) => recomputations.onGoesOn(tx, subjectId, dueAt))).runDue();
    expect(await verdicts()).toEqual({ TARGET_CANCELLED: COUNT });
  });

  it("replaces what has begun since, and leaves what is to come", async () => {
    const versions = await database.query<{ resolveMinutes: number | null; withdrawn: number }[]>(
      "SELECT resolveMinutes, withdrawnAt IS NOT NULL AS withdrawn FROM policy_version WHERE policyId = ? ORDER BY id",
      [policyId],
    );
    expect(versions.map(({ resolveMinutes, withdrawn }) => [resolveMinutes, Number(withdrawn)])).toEqual([
      [480, 0],
      [240, 1],
      [null, 0],
    ]);
  });
});
