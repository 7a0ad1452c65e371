import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BreachMailing } from "../mail/breach-mailing.service.js";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { stampedTables } from "../stamped-tables.js";
import { inconsistencies } from "../testing/consistency.js";
import { TestDesk, type TestPerson } from "../testing/desk.js";
import { insertPolicy, insertPolicyVersion } from "../testing/service-levels.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import type { ActCommand, ActOutcome } from "../tickets/acting.js";
import { take } from "../tickets/assignment.service.js";
import type { Party } from "../tickets/party.js";
import { qualify } from "../tickets/qualification.service.js";
import {
  Channel,
  Nature,
  Priority,
  ResolutionCode,
  Scale,
  type Ticket,
  TicketKind,
  WaitingFor,
} from "../tickets/ticket.entity.js";
import { Breaches } from "./breach.service.js";
import { disagreements } from "./clock-columns.fixture.js";
import { BreachAct } from "./service-level.model.js";
import { Watch, type WatchOptions } from "./watch.js";

let url: string;
let desk: TestDesk;
let policyId: number;
const logged: unknown[] = [];
const log = { error: (facts: Record<string, unknown>) => void logged.push(facts) };

/** A Monday at nine in Paris, whatever the tests before have made of the clock. */
const MONDAY = new Date("2026-03-02T08:00:00.000Z");
const at = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

beforeAll(async () => {
  url = await emptyDatabase();
  const database = await connect(url);
  await database.runMigrations();
  desk = await TestDesk.build(database);
  policyId = await insertPolicy(database, new Date("2026-01-01T00:00:00.000Z"));
});

beforeEach(async () => {
  desk.now = MONDAY;
  logged.length = 0;
  // The tickets of other tests are none of this one's business.
  await desk.database.query("UPDATE ticket SET nextAlarmAt = NULL, clockAsleep = 1");
  await desk.database.query("DELETE FROM policy_version WHERE effectiveFrom > '2026-01-01'");
  await desk.database.query("UPDATE service_level_settings SET version = version + 1");
});

function watchOn(database = desk.database, work = desk.work, options: WatchOptions = {}): Watch {
  const breaches = new Breaches({ mailing: new BreachMailing("http://desk.test"), routing: desk.services.routing });
  return new Watch(database, work, breaches, log, () => desk.now, options);
}

async function record(): Promise<number> {
  const party = await desk.as(desk.people.hotline);
  const { value } = await desk.work.run(party.actor, (tx) =>
    desk.services.recording.record(tx, party, {
      key: randomUUID(),
      channel: Channel.WEB,
      kind: TicketKind.INCIDENT,
      subject: "Écran noir",
      description: "",
      requesterId: desk.people.requester.id,
      newCaller: null,
      beneficiaryId: null,
      applicationId: null,
      nature: null,
      impact: null,
      urgency: null,
      categoryId: null,
      reportedAt: null,
      followUpOf: null,
      externalReference: null,
    }),
  );
  return value.number;
}

async function act(
  who: TestPerson,
  number: number,
  body: (tx: Transaction, party: Party, command: ActCommand) => Promise<ActOutcome>,
): Promise<void> {
  const party = await desk.as(who);
  const command = { number, version: (await ticket(number)).version, key: randomUUID() };
  await desk.work.run(party.actor, (tx) => body(tx, party, command));
}

const qualifyIt = (number: number) =>
  act(desk.people.hotline, number, (tx, party, command) =>
    qualify(tx, party, {
      ...command,
      nature: Nature.TECHNICAL,
      impact: Scale.MEDIUM,
      urgency: Scale.MEDIUM,
      applicationId: desk.applicationId,
      categoryId: null,
      kind: null,
      subject: null,
    }),
  );

const note = (number: number) =>
  act(desk.people.hotline, number, (tx, party, command) =>
    desk.services.conversation.note(tx, party, { ...command, text: "Vu" }),
  );

const resolveIt = (number: number, close = false) =>
  act(desk.people.hotline, number, (tx, party, command) =>
    desk.services.resolution.resolve(tx, party, {
      ...command,
      resolution: { code: ResolutionCode.NO_FAULT, solution: "Rien", articleId: null },
      close,
    }),
  );

async function ticket(number: number): Promise<Ticket> {
  const [row] = (await desk.database.query("SELECT * FROM ticket WHERE number = ?", [number])) as Ticket[];
  return row!;
}

interface Entry {
  type: string;
  target: string | null;
  occurredAt: Date;
  recordedAt: Date;
  actorKind: string;
}

async function history(number: number, like = "TARGET%"): Promise<Entry[]> {
  return desk.database.query(
    `SELECT type, target, occurredAt, recordedAt, actorKind FROM event
     WHERE subjectType = 'TICKET' AND subjectId = ? AND type LIKE ? ORDER BY position`,
    [number, like],
  );
}

async function mailsAbout(numbers: readonly number[]): Promise<number[]> {
  const mails = await desk.database.query<{ ticketNumber: number }[]>(
    "SELECT ticketNumber FROM outbox WHERE ticketNumber IN (?) AND kind = 'BREACH' ORDER BY ticketNumber",
    [numbers],
  );
  return mails.map(({ ticketNumber }) => ticketNumber);
}

describe("the watch", () => {
  it("warns and finds missed, once, at the instant itself", async () => {
    const number = await record();
    expect(await ticket(number)).toMatchObject({
      serviceLevelState: "PENDING",
      takeChargeDueAt: at(60),
      resolveDueAt: at(480),
      nextBreachAt: at(60),
      nextAlarmAt: at(45),
    });
    desk.now = at(44);
    expect(await watchOn().runDue()).toBe(0);
    desk.now = at(46);
    expect(await watchOn().runDue()).toBe(1);
    expect(await watchOn().runDue()).toBe(0);
    expect(await ticket(number)).toMatchObject({ serviceLevelState: "IMMINENT", takeChargeState: "IMMINENT" });
    desk.now = at(61);
    expect(await watchOn().runDue()).toBe(1);
    expect(await watchOn().runDue()).toBe(0);
    expect(await ticket(number)).toMatchObject({ serviceLevelState: "MISSED", nextBreachAt: at(480) });
    expect(await history(number)).toEqual([
      { type: "TARGET_WARNED", target: "TAKE_CHARGE", occurredAt: at(45), recordedAt: at(46), actorKind: "SYSTEM" },
      { type: "TARGET_MISSED", target: "TAKE_CHARGE", occurredAt: at(60), recordedAt: at(61), actorKind: "SYSTEM" },
    ]);
    expect(await disagreements(desk.database, number)).toEqual([]);
  });

  it("records what came due while no server ran, as of when it did", async () => {
    const number = await record();
    desk.now = at(3 * 24 * 60);
    expect(await watchOn().runDue()).toBe(1);
    expect((await history(number)).map(({ type, target, occurredAt }) => [type, target, occurredAt])).toEqual([
      ["TARGET_WARNED", "TAKE_CHARGE", at(45)],
      ["TARGET_MISSED", "TAKE_CHARGE", at(60)],
      ["TARGET_WARNED", "RESOLVE", at(360)],
      ["TARGET_MISSED", "RESOLVE", at(480)],
    ]);
    expect(await disagreements(desk.database, number)).toEqual([]);
  });

  it("is beaten to it by an act: what fell due before comes before it, the desk itself saying so", async () => {
    const number = await record();
    desk.now = at(70);
    await act(desk.people.hotline, number, (tx, party, command) => take(tx, party, { ...command, reason: null }));
    expect((await history(number, "T%")).map(({ type, actorKind }) => [type, actorKind])).toEqual([
      ["TARGET_WARNED", "SYSTEM"],
      ["TARGET_MISSED", "SYSTEM"],
      ["TAKEN", "PERSON"],
    ]);
    expect(await watchOn().runDue()).toBe(0);
  });

  it("does each once where two servers watch the same tickets at the same time", async () => {
    const there = await connect(url);
    const theirs = new UnitOfWork(
      there,
      stampedTables,
      () => undefined,
      () => desk.now,
    );
    const numbers: number[] = [];
    for (let i = 0; i < 40; i++) numbers.push(await record());
    desk.now = at(61);
    const done = await Promise.all([watchOn().runDue(), watchOn(there, theirs).runDue()]);
    // What one passed over because the other had it locked, the other did.
    expect(done[0] + done[1]).toBe(40);
    for (const number of numbers) {
      expect((await history(number)).map(({ type }) => type)).toEqual(["TARGET_WARNED", "TARGET_MISSED"]);
    }
    expect(await inconsistencies(desk.database)).toEqual([]);
  });

  it("sees to rules that come into force, though they were made after the ticket", async () => {
    const number = await record();
    desk.now = at(10);
    await insertPolicyVersion(desk.database, policyId, at(20), { takeChargeMinutes: 30, resolveMinutes: 40 });
    expect(await watchOn().runDue()).toBe(1);
    expect(await ticket(number)).toMatchObject({ takeChargeDueAt: at(60), nextAlarmAt: at(20) });
    desk.now = at(21);
    expect(await watchOn().runDue()).toBe(1);
    expect(await ticket(number)).toMatchObject({ takeChargeDueAt: at(30), resolveDueAt: at(40), nextBreachAt: at(30) });
    expect((await history(number)).map(({ type }) => type)).toEqual(["TARGETS_CHANGED"]);
    expect(await disagreements(desk.database, number)).toEqual([]);
  });

  it("lets nothing that falls due wait for all the tickets for which other rules hold", async () => {
    const [first, second, due] = [await record(), await record(), await record()];
    await qualifyIt(first);
    await qualifyIt(second);
    await insertPolicyVersion(desk.database, policyId, at(-1), { resolveMinutes: 500 });
    desk.now = at(44);
    // Time passes while one after the other is seen to.
    const work: UnitOfWork = Object.create(desk.work, {
      run: {
        value: async (...of: Parameters<UnitOfWork["run"]>) => {
          const committed = await desk.work.run(...of);
          desk.now = at(46);
          return committed;
        },
      },
    });
    await watchOn(desk.database, work, { atOnce: 1, batch: 1 }).runDue();
    const rows = await desk.database.query<{ subjectId: number; type: string }[]>(
      "SELECT subjectId, type FROM event WHERE subjectId IN (?) AND recordedAt >= ? ORDER BY position",
      [[first, second, due], at(44)],
    );
    expect(rows.map(({ subjectId, type }) => [subjectId, type])).toEqual([
      [first, "TARGETS_CHANGED"],
      [due, "TARGETS_CHANGED"],
      [due, "TARGET_WARNED"],
      [second, "TARGETS_CHANGED"],
    ]);
  });

  it("says the last act's elapsed time anew when the past is changed, once for each change", async () => {
    const calendarId = await insertRow(desk.database, "calendar", { name: "Plus tard", version: 1 });
    await insertRow(desk.database, "calendar_version", {
      calendarId,
      effectiveFrom: new Date(0),
      savedAt: MONDAY,
      timeZone: "Europe/Paris",
      weekly: JSON.stringify([{ weekday: 1, from: "09:30", to: "17:00" }]),
      exceptions: "[]",
    });
    const said = async (number: number) => {
      const events = await desk.database.query<{ type: string; occurredAt: Date; businessMs: number }[]>(
        `SELECT type, occurredAt, businessMs FROM event
         WHERE subjectType = 'TICKET' AND subjectId = ? AND type <> 'RECORDED' ORDER BY position`,
        [number],
      );
      return events.map(({ type, occurredAt, businessMs }) => [type, occurredAt, Number(businessMs) / 60_000]);
    };
    const number = await record();
    desk.now = at(40);
    await qualifyIt(number);
    await insertPolicyVersion(desk.database, policyId, at(-1), { calendarId });
    desk.now = at(50);
    expect(await watchOn().runDue()).toBe(1);
    expect(await watchOn().runDue()).toBe(0);
    const later = [
      ["QUALIFIED", at(40), 40],
      ["TARGET_MET", at(40), 40],
      ["TARGETS_CHANGED", at(40), 10],
    ];
    expect(await said(number)).toEqual(later);
    await insertPolicyVersion(desk.database, policyId, at(-1), {});
    expect(await watchOn().runDue()).toBe(1);
    await insertPolicyVersion(desk.database, policyId, at(-1), { rank: 20 });
    expect(await watchOn().runDue()).toBe(1);
    desk.now = at(60);
    await note(number);
    expect(await said(number)).toEqual([...later, ["TARGETS_CHANGED", at(40), 40], ["NOTED", at(60), 60]]);
  });

  it("goes on with the others when one ticket cannot be set on, and comes back to it", async () => {
    const [broken, whole] = [await record(), await record()];
    const [row] = await desk.database.query("SELECT * FROM event WHERE subjectType = 'TICKET' AND subjectId = ?", [
      broken,
    ]);
    await desk.database.query("UPDATE ticket SET clockRules = 1 WHERE number = ?", [broken]);
    await desk.database.query("DELETE FROM event WHERE subjectType = 'TICKET' AND subjectId = ?", [broken]);
    desk.now = at(46);
    const watch = watchOn();
    expect(await watch.runDue()).toBe(1);
    expect(logged).toMatchObject([{ number: broken, failures: 1 }]);
    expect((await history(whole)).map(({ type }) => type)).toEqual(["TARGET_WARNED"]);
    await insertRow(desk.database, "event", row);
    desk.now = at(47);
    expect(await watch.runDue()).toBe(1);
    expect((await history(broken)).map(({ type }) => type)).toEqual(["TARGET_WARNED"]);
  });
});

describe("a missed target", () => {
  const ALL = [BreachAct.NOTIFY, BreachAct.RAISE_PRIORITY, BreachAct.ESCALATE];

  it("is told to the team's supervisors, raises the priority by one and escalates one level, with the breach", async () => {
    await insertPolicyVersion(desk.database, policyId, at(-1), { onBreach: ALL, takeChargeMinutes: null });
    const number = await record();
    await qualifyIt(number);
    const before = await ticket(number);
    desk.now = at(481);
    await watchOn().runDue();
    expect(await watchOn().runDue()).toBe(0);
    const after = await ticket(number);
    expect([before.priority, after.priority]).toEqual(["P3", "P2"]);
    expect([before.level, after.level, after.state, after.assigneeId]).toEqual([0, 1, "OPEN", null]);
    const events = await desk.database.query<
      { type: string; actorKind: string; causeId: Buffer; textId: number | null }[]
    >(
      `SELECT type, actorKind, causeId, textId FROM event WHERE subjectType = 'TICKET' AND subjectId = ?
       AND type NOT IN ('RECORDED', 'QUALIFIED') ORDER BY position`,
      [number],
    );
    expect(events.map(({ type, actorKind }) => [type, actorKind])).toEqual([
      ["TARGET_WARNED", "SYSTEM"],
      ["TARGET_MISSED", "SYSTEM"],
      ["PRIORITY_RAISED", "SYSTEM"],
      ["ESCALATED", "SYSTEM"],
    ]);
    expect(new Set(events.map(({ causeId }) => causeId.toString("hex"))).size).toBe(1);
    const [reason] = await desk.database.query<{ body: string }[]>("SELECT body FROM text WHERE id = ?", [
      events.at(-1)!.textId,
    ]);
    expect(reason!.body).toContain("Escalade automatique");
    const mails = await desk.database.query<{ personId: number; subject: string; body: string }[]>(
      "SELECT personId, subject, body FROM outbox WHERE ticketNumber = ? AND kind = 'BREACH'",
      [number],
    );
    expect(mails.map(({ personId }) => personId)).toEqual([desk.people.supervisor.id]);
    expect(mails[0]!.subject).toBe(`[#${number}] Échéance dépassée\u00a0: Écran noir`);
    expect(mails[0]!.body).toContain("lundi 2 mars 2026 à 17:00");
    expect(await disagreements(desk.database, number)).toEqual([]);
  });

  it("that an act has found has its consequences at the next look, unless they have become impossible", async () => {
    await insertPolicyVersion(desk.database, policyId, at(-1), { onBreach: ALL, takeChargeMinutes: null });
    const [noted, resolved] = [await record(), await record()];
    await qualifyIt(noted);
    await qualifyIt(resolved);
    desk.now = at(490);
    await note(noted);
    await resolveIt(resolved);
    expect(await ticket(noted)).toMatchObject({ level: 0, priority: "P3", resolveState: "MISSED" });
    expect(await watchOn().runDue()).toBe(2);
    expect(await watchOn().runDue()).toBe(0);
    expect(await ticket(noted)).toMatchObject({ level: 1, priority: "P2", breachesToAnswer: 0 });
    expect(await ticket(resolved)).toMatchObject({ level: 0, priority: "P3", state: "RESOLVED", breachesToAnswer: 0 });
    expect(await mailsAbout([noted, resolved])).toEqual([noted, resolved]);
  });

  it("that comes to light when a waiting that was over is ended late has its consequences, too", async () => {
    const facts = { takeChargeMinutes: null, resolveMinutes: 240, pausesOn: [WaitingFor.DATE], onBreach: ALL };
    await insertPolicyVersion(desk.database, policyId, at(-1), facts);
    const number = await record();
    await qualifyIt(number);
    await act(desk.people.hotline, number, (tx, party, command) =>
      desk.services.waiting.wait(tx, party, {
        ...command,
        waitFor: WaitingFor.DATE,
        until: at(60),
        message: null,
        reason: null,
      }),
    );
    desk.now = at(400);
    await note(number);
    expect(await ticket(number)).toMatchObject({ resolveState: "PAUSED", clockAt: at(400) });
    await desk.work.run(SYSTEM, (tx) => desk.services.waiting.onWaitingEnds(tx, number, at(60)));
    expect(await ticket(number)).toMatchObject({ resolveState: "MISSED", resolveJudgedAt: at(300), level: 0 });
    expect(await watchOn().runDue()).toBe(1);
    expect(await ticket(number)).toMatchObject({ level: 1, priority: "P2", breachesToAnswer: 0 });
    expect(await mailsAbout([number])).toEqual([number]);
    expect(await disagreements(desk.database, number)).toEqual([]);
  });

  it("that other rules have found has none for a ticket that is over, whoever acts on it", async () => {
    const number = await record();
    await qualifyIt(number);
    desk.now = at(300);
    await resolveIt(number, true);
    expect(await ticket(number)).toMatchObject({ state: "CLOSED", resolveState: "MET" });
    await insertPolicyVersion(desk.database, policyId, at(-1), { onBreach: ALL, resolveMinutes: 240 });
    await note(number);
    expect(await ticket(number)).toMatchObject({ resolveState: "MISSED", breachesToAnswer: 0, nextAlarmAt: null });
    expect(await watchOn().runDue()).toBe(0);
    expect(await mailsAbout([number])).toEqual([]);
  });

  it("is answered by the policy that held when it was missed, whichever holds since", async () => {
    const number = await record();
    desk.now = at(50);
    const qualified = { rank: 5, priorities: [Priority.P3], onBreach: [BreachAct.ESCALATE] };
    const laterId = await insertPolicy(desk.database, at(-1), qualified);
    await qualifyIt(number);
    expect(await ticket(number)).toMatchObject({ level: 0, takeChargeState: "MET" });
    await insertPolicyVersion(desk.database, policyId, at(-1), { takeChargeMinutes: 30, onBreach: [BreachAct.NOTIFY] });
    expect(await watchOn().runDue()).toBe(1);
    expect(await ticket(number)).toMatchObject({ level: 0, takeChargeState: "MISSED", takeChargeJudgedAt: at(30) });
    expect(await mailsAbout([number])).toEqual([number]);
    const said = await desk.database.query<{ type: string; relatedId: number }[]>(
      "SELECT type, relatedId FROM event WHERE subjectId = ? AND target = 'TAKE_CHARGE' ORDER BY position",
      [number],
    );
    expect(said.map(({ type, relatedId }) => [type, relatedId])).toEqual([
      ["TARGET_WARNED", policyId],
      ["TARGET_MET", laterId],
      ["TARGET_MISSED", policyId],
    ]);
  });

  it("has its consequences once, also when other rules find that it was missed at another time", async () => {
    await insertPolicyVersion(desk.database, policyId, at(-1), { onBreach: ALL, takeChargeMinutes: null });
    const number = await record();
    await qualifyIt(number);
    desk.now = at(481);
    await watchOn().runDue();
    const answered = await ticket(number);
    expect(answered).toMatchObject({ level: 1, priority: "P2", resolveJudgedAt: at(480) });
    const earlier = { onBreach: ALL, takeChargeMinutes: null, resolveMinutes: 240 };
    await insertPolicyVersion(desk.database, policyId, at(-1), earlier);
    expect(await watchOn().runDue()).toBe(1);
    expect(await watchOn().runDue()).toBe(0);
    expect(await ticket(number)).toMatchObject({ level: 1, priority: "P2", resolveJudgedAt: at(240) });
    expect(await mailsAbout([number])).toEqual([number]);
  });

  it("of the highest priority, at the end of its chain, is left where it is", async () => {
    await insertPolicyVersion(desk.database, policyId, at(-1), { onBreach: ALL });
    const number = await record();
    await desk.database.query(
      "UPDATE ticket SET priority = 'P1', level = 3, queueId = ?, teamId = ? WHERE number = ?",
      [desk.queues.L3.queueId, desk.queues.L3.teamId, number],
    );
    desk.now = at(61);
    expect(await watchOn().runDue()).toBe(1);
    expect(logged).toEqual([]);
    expect((await history(number, "%")).map(({ type }) => type)).toEqual([
      "RECORDED",
      "TARGET_WARNED",
      "TARGET_MISSED",
    ]);
    await desk.database.query("DELETE FROM event WHERE subjectType = 'TICKET' AND subjectId = ?", [number]);
    await desk.database.query("DELETE FROM ticket WHERE number = ?", [number]);
  });
});
