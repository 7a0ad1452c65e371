import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import { SYSTEM } from "../platform/events/actor.js";
import { Refusal } from "../platform/graphql/problem.js";
import { TestDesk, type TestPerson } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import type { ActCommand, ActOutcome } from "./acting.js";
import { assign, release, take } from "./assignment.service.js";
import { forgetOldKeys } from "./idempotency.service.js";
import { qualify } from "./qualification.service.js";
import { type RecordCommand } from "./recording.service.js";
import { Channel, Nature, ResolutionCode, Scale, type Ticket, TicketKind, WaitingFor } from "./ticket.entity.js";

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
});

const REQUEST: Omit<RecordCommand, "key"> = {
  channel: Channel.PHONE,
  kind: TicketKind.INCIDENT,
  subject: "Impression impossible",
  description: "L’imprimante du deuxième étage ne répond plus.",
  requesterId: null,
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
};

const SOLVED = { code: ResolutionCode.SOLVED, solution: "Redémarrer le spouleur d’impression.", articleId: null };

const qualified = () => ({
  nature: Nature.TECHNICAL,
  impact: Scale.MEDIUM,
  urgency: Scale.HIGH,
  applicationId: desk.applicationId,
  categoryId: null,
});

async function record(by: TestPerson, more: Partial<RecordCommand> = {}): Promise<number> {
  const party = await desk.as(by);
  const { value } = await desk.work.run(party.actor, (tx) =>
    desk.services.recording.record(tx, party, {
      ...REQUEST,
      requesterId: desk.people.requester.id,
      key: randomUUID(),
      ...more,
    }),
  );
  return value.number;
}

const recordQualified = () => record(desk.people.hotline, qualified());

async function act(
  by: TestPerson,
  number: number,
  body: (
    tx: Parameters<Parameters<TestDesk["work"]["run"]>[1]>[0],
    party: Awaited<ReturnType<TestDesk["as"]>>,
    command: ActCommand,
  ) => Promise<ActOutcome>,
): Promise<Ticket> {
  const party = await desk.as(by);
  const command = { number, version: (await ticket(number)).version, key: randomUUID() };
  await desk.work.run(party.actor, (tx) => body(tx, party, command));
  return ticket(number);
}

async function ticket(number: number): Promise<Ticket> {
  const [row] = await desk.database.query<Ticket[]>("SELECT * FROM ticket WHERE number = ?", [number]);
  return { ...row!, position: Number(row!.position) };
}

async function history(number: number): Promise<string[]> {
  const rows = await desk.database.query<{ type: string }[]>(
    "SELECT type FROM event WHERE subjectType = 'TICKET' AND subjectId = ? ORDER BY position",
    [number],
  );
  return rows.map(({ type }) => type);
}

async function mails(number: number): Promise<string[]> {
  const rows = await desk.database.query<{ kind: string }[]>(
    "SELECT kind FROM outbox WHERE ticketNumber = ? ORDER BY id",
    [number],
  );
  return rows.map(({ kind }) => kind);
}

async function refusalOf(work: Promise<unknown>): Promise<{ type: string } & Record<string, unknown>> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Refusal)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return { ...error.problem, type: error.problem.typeName };
}

const take_ = (by: TestPerson, number: number, reason: string | null = null) =>
  act(by, number, (tx, party, command) => take(tx, party, { ...command, reason }));
const escalate = (by: TestPerson, number: number, queueId: number | null = null) =>
  act(by, number, (tx, party, command) =>
    desk.services.routing.escalate(tx, party, { ...command, queueId, reason: "Dépasse nos moyens" }),
  );
const resolve = (by: TestPerson, number: number, close = false) =>
  act(by, number, (tx, party, command) =>
    desk.services.resolution.resolve(tx, party, { ...command, resolution: SOLVED, close }),
  );
const reply = (by: TestPerson, number: number, text: string, wait = false) =>
  act(by, number, (tx, party, command) => desk.services.conversation.reply(tx, party, { ...command, text, wait }));

describe("recording", () => {
  it("gives a number at once, waits in the front desk's queue unqualified and acknowledges by mail", async () => {
    const number = await record(desk.people.hotline);
    const row = await ticket(number);
    expect(row).toMatchObject({ state: "NEW", level: 0, queueId: desk.queues.L0.queueId, version: 1, priority: null });
    expect(await history(number)).toEqual(["RECORDED"]);
    expect(await mails(number)).toEqual(["ACKNOWLEDGEMENT"]);
  });

  it("opens a ticket that is qualified at once, and the qualifying takes charge", async () => {
    const row = await ticket(await recordQualified());
    expect(row).toMatchObject({ state: "OPEN", priority: "P2", prioritySort: 2, version: 2 });
    expect(row.takenInChargeAt).toEqual(desk.now);
  });

  it("does on the telephone everything in one commit, one entry per step, one mail", async () => {
    const party = await desk.as(desk.people.hotline);
    const { value } = await desk.work.run(party.actor, (tx) =>
      desk.services.recording.recordAndResolve(tx, party, {
        key: randomUUID(),
        ticket: { ...REQUEST, ...qualified(), requesterId: desk.people.requester.id, key: null },
        resolution: SOLVED,
        close: true,
        minutes: 4,
      }),
    );
    expect(await history(value.number)).toEqual(["RECORDED", "QUALIFIED", "INTERVENED", "RESOLVED", "CLOSED"]);
    expect(await mails(value.number)).toEqual(["CLOSING"]);
    const causes = await desk.database.query<unknown[]>("SELECT DISTINCT causeId FROM event WHERE subjectId = ?", [
      value.number,
    ]);
    expect((await ticket(value.number)).articleId).not.toBeNull();
    expect(causes.length).toBeGreaterThan(0);
  });

  it("leaves the end of a complaint to the supervisor on the telephone too", async () => {
    const party = await desk.as(desk.people.hotline);
    const told = { ...REQUEST, ...qualified(), kind: TicketKind.COMPLAINT, requesterId: desk.people.requester.id };
    const command = { key: null, ticket: { ...told, key: null }, resolution: SOLVED, close: true, minutes: null };
    const ended = desk.work.run(party.actor, (tx) => desk.services.recording.recordAndResolve(tx, party, command));
    expect(await refusalOf(ended)).toMatchObject({ type: "NotPermitted", code: "SUPERVISOR_ONLY" });
  });

  it("takes a number of another system once", async () => {
    const externalReference = `GLPI-${randomUUID()}`;
    await record(desk.people.hotline, { externalReference });
    const again = await refusalOf(record(desk.people.hotline, { externalReference }));
    expect(again).toMatchObject({ type: "InvalidInput", fields: [{ path: "input.externalReference", code: "TAKEN" }] });
  });

  it("is for oneself only, without the right to record for others", async () => {
    const problem = await refusalOf(record(desk.people.stranger));
    expect(problem.type).toBe("NotPermitted");
    expect(await record(desk.people.stranger, { requesterId: null, channel: Channel.WEB })).toBeGreaterThan(0);
  });

  it("takes no call on the word of who says they called, and no request from the future", async () => {
    const called = await refusalOf(record(desk.people.stranger, { requesterId: null, channel: Channel.PHONE }));
    expect(called.fields).toMatchObject([{ path: "input.channel", code: "UNKNOWN_CHOICE" }]);
    const tomorrow = new Date(desk.now.getTime() + 86_400_000);
    const future = await refusalOf(record(desk.people.hotline, { reportedAt: tomorrow }));
    expect(future.fields).toMatchObject([{ path: "input.reportedAt", code: "DATE" }]);
  });

  it("leaves qualifying to the desk", async () => {
    const problem = await refusalOf(record(desk.people.stranger, { requesterId: null, ...qualified() }));
    expect(problem).toMatchObject({ type: "NotPermitted", code: "QUALIFYING" });
  });
});

describe("from level 0 to 3 and closed", () => {
  it("climbs the chain, counts each level and comes back to the queue that resolved it", async () => {
    const number = await recordQualified();
    desk.pass(10);
    expect(await escalate(desk.people.hotline, number)).toMatchObject({ level: 1, state: "OPEN", assigneeId: null });
    const taken = await take_(desk.people.support, number);
    expect(taken).toMatchObject({ state: "IN_PROGRESS", assigneeId: desk.people.support.id, takenAtLevelAt: desk.now });
    expect(await escalate(desk.people.support, number)).toMatchObject({ level: 2, takenAtLevelAt: null });
    expect(await escalate(desk.people.expert, number)).toMatchObject({ level: 3, highestLevel: 3 });
    const back = await act(desk.people.engineer, number, (tx, party, command) =>
      desk.services.routing.handBack(tx, party, { ...command, queueId: desk.queues.L1.queueId, reason: "Connu" }),
    );
    expect(back).toMatchObject({ level: 1, highestLevel: 3 });
    expect(await resolve(desk.people.support, number)).toMatchObject({ state: "RESOLVED", resolutionCode: "SOLVED" });
    expect(await mails(number)).toEqual(["ACKNOWLEDGEMENT", "RESOLUTION"]);
    const reopened = await act(desk.people.hotline, number, (tx, party, command) =>
      desk.services.resolution.reopen(tx, party, { ...command, reason: "Le défaut revient" }),
    );
    expect(reopened).toMatchObject({ state: "OPEN", level: 1, reopenCount: 1, resolvedAt: null, resolutionCode: null });
    await resolve(desk.people.support, number, true);
    expect(await mails(number)).toEqual(["ACKNOWLEDGEMENT", "RESOLUTION", "CLOSING"]);
    expect(await history(number)).toEqual([
      "RECORDED",
      "QUALIFIED",
      "ESCALATED",
      "TAKEN",
      "ESCALATED",
      "ESCALATED",
      "HANDED_BACK",
      "RESOLVED",
      "REOPENED",
      "RESOLVED",
      "CLOSED",
    ]);
  });

  it("counts a skipped level apart", async () => {
    const number = await recordQualified();
    await escalate(desk.people.hotline, number, desk.queues.L3.queueId);
    const [event] = await desk.database.query<{ skipsLevel: number }[]>(
      "SELECT skipsLevel FROM event WHERE subjectType = 'TICKET' AND subjectId = ? AND type = 'ESCALATED'",
      [number],
    );
    expect(event!.skipsLevel).toBe(1);
  });

  it("has no level above the third", async () => {
    const number = await recordQualified();
    await escalate(desk.people.hotline, number, desk.queues.L3.queueId);
    const problem = await refusalOf(escalate(desk.people.engineer, number));
    expect(problem).toMatchObject({ type: "ActNotPossible", code: "NO_HIGHER_LEVEL" });
  });

  it("follows the chain by itself, and past the chain's end only where somebody chose", async () => {
    const beyond = await insertRow(desk.database, "queue", { teamId: desk.queues.L3.teamId, level: 4 });
    const number = await recordQualified();
    await escalate(desk.people.hotline, number, desk.queues.L3.queueId);
    expect(await refusalOf(escalate(desk.people.engineer, number))).toMatchObject({ code: "NO_HIGHER_LEVEL" });
    expect(await escalate(desk.people.engineer, number, beyond)).toMatchObject({ level: 4, highestLevel: 4 });
    await desk.database.query("UPDATE queue SET active = FALSE WHERE id = ?", [beyond]);
  });

  it("transfers sideways with a reason only", async () => {
    const number = await recordQualified();
    await escalate(desk.people.hotline, number);
    const transfer = (reason: string | null) =>
      act(desk.people.support, number, (tx, party, command) =>
        desk.services.routing.transfer(tx, party, {
          ...command,
          queueId: desk.queues.other.queueId,
          applicationId: null,
          reason,
        }),
      );
    expect((await refusalOf(transfer(null))).type).toBe("InvalidInput");
    expect(await transfer("Concerne l’autre équipe")).toMatchObject({ level: 1, queueId: desk.queues.other.queueId });
  });
});

describe("who may", () => {
  it("lets only members of the queue take, and says so to the others", async () => {
    const number = await recordQualified();
    expect(await refusalOf(take_(desk.people.support, number))).toMatchObject({ code: "NOT_YOUR_QUEUE" });
    expect(await take_(desk.people.hotline, number)).toMatchObject({ state: "IN_PROGRESS" });
  });

  it("takes a colleague's ticket with a reason only", async () => {
    const number = await recordQualified();
    await escalate(desk.people.hotline, number);
    await take_(desk.people.support, number);
    expect((await refusalOf(take_(desk.people.colleague, number))).type).toBe("InvalidInput");
    expect(await take_(desk.people.colleague, number, "Sophie est absente")).toMatchObject({
      assigneeId: desk.people.colleague.id,
    });
    expect(await refusalOf(take_(desk.people.colleague, number))).toMatchObject({ code: "ALREADY_YOURS" });
  });

  it("assigns to members of the queue, by a supervisor", async () => {
    const number = await recordQualified();
    const give = (by: TestPerson, to: TestPerson) =>
      act(by, number, (tx, party, command) => assign(tx, party, { ...command, assigneeId: to.id, reason: null }));
    expect(await refusalOf(give(desk.people.support, desk.people.hotline))).toMatchObject({ code: "SUPERVISOR_ONLY" });
    expect(await refusalOf(give(desk.people.supervisor, desk.people.support))).toMatchObject({
      code: "ASSIGNEE_NOT_MEMBER",
    });
    const given = await give(desk.people.supervisor, desk.people.hotline);
    expect(given).toMatchObject({ state: "OPEN", assigneeId: desk.people.hotline.id });
  });

  it("leaves the end of a complaint to the supervisor", async () => {
    const number = await record(desk.people.hotline, { ...qualified(), kind: TicketKind.COMPLAINT });
    expect(await refusalOf(resolve(desk.people.hotline, number))).toMatchObject({ code: "SUPERVISOR_ONLY" });
    const resolved = await resolve(desk.people.supervisor, number);
    expect(resolved).toMatchObject({ state: "RESOLVED", articleId: null });
  });

  it("hides other people's tickets from requesters", async () => {
    const number = await recordQualified();
    expect((await refusalOf(reply(desk.people.stranger, number, "Moi aussi"))).type).toBe("TicketNotFound");
  });
});

describe("words", () => {
  it("waits for the requester with a public message, and the requester's answer resumes", async () => {
    const number = await recordQualified();
    await take_(desk.people.hotline, number);
    const wait = (message: string | null) =>
      act(desk.people.hotline, number, (tx, party, command) =>
        desk.services.waiting.wait(tx, party, {
          ...command,
          waitFor: WaitingFor.REQUESTER,
          until: null,
          message,
          reason: null,
        }),
      );
    expect((await refusalOf(wait(null))).type).toBe("InvalidInput");
    expect(await wait("Quel est le modèle ?")).toMatchObject({ state: "WAITING", waitingFor: "REQUESTER" });
    const answered = await reply(desk.people.requester, number, "Une HP 402");
    expect(answered).toMatchObject({ state: "IN_PROGRESS", waitingFor: null, assigneeId: desk.people.hotline.id });
    expect(await mails(number)).toEqual(["ACKNOWLEDGEMENT", "REPLY"]);
  });

  it("reopens by the requester's reply within the window, and follows up after it", async () => {
    const number = await recordQualified();
    await resolve(desk.people.hotline, number, true);
    const again = await reply(desk.people.requester, number, "Toujours en panne");
    expect(again).toMatchObject({ state: "OPEN", reopenCount: 1 });
    await resolve(desk.people.hotline, number, true);
    desk.pass(8 * 24 * 60);
    await reply(desk.people.requester, number, "Encore en panne");
    const [followUp] = await desk.database.query<Ticket[]>("SELECT * FROM ticket WHERE followUpOfNumber = ?", [number]);
    expect(followUp).toMatchObject({
      state: "NEW",
      description: "Encore en panne",
      requesterId: desk.people.requester.id,
    });
    expect((await ticket(number)).state).toBe("CLOSED");
    expect((await history(number)).at(-1)).toBe("FOLLOWED_UP");
  });

  it("follows up for who it was for, about an application withdrawn since", async () => {
    const { requester, stranger, hotline } = desk.people;
    const code = randomUUID().slice(0, 8);
    const applicationId = await insertRow(desk.database, "application", { code, name: code, description: "" });
    const number = await record(hotline, { ...qualified(), applicationId, beneficiaryId: stranger.id });
    await resolve(hotline, number, true);
    await desk.database.query("UPDATE application SET active = 0 WHERE id = ?", [applicationId]);
    desk.pass(8 * 24 * 60);
    await reply(stranger, number, "De nouveau");
    const [followUp] = await desk.database.query<Ticket[]>("SELECT * FROM ticket WHERE followUpOfNumber = ?", [number]);
    expect(followUp).toMatchObject({ applicationId, requesterId: requester.id, beneficiaryId: stranger.id });
  });

  it("counts the requester's chasing", async () => {
    const number = await recordQualified();
    const chased = await act(desk.people.requester, number, (tx, party, command) =>
      desk.services.conversation.chase(tx, party, { ...command, note: null }),
    );
    expect(chased.chasingCount).toBe(1);
  });

  it("does not take charge by a requester's word", async () => {
    const number = await record(desk.people.requester, { requesterId: null, channel: Channel.WEB });
    expect((await reply(desk.people.requester, number, "Précision")).takenInChargeAt).toBeNull();
    expect((await reply(desk.people.hotline, number, "Nous regardons")).takenInChargeAt).toEqual(desk.now);
  });
});

describe("timers", () => {
  const waitUntil = (number: number, until: Date) =>
    act(desk.people.hotline, number, (tx, party, command) =>
      desk.services.waiting.wait(tx, party, {
        ...command,
        waitFor: WaitingFor.DATE,
        until,
        message: null,
        reason: null,
      }),
    );

  it("leaves no timer behind when a ticket that waits until a date is released", async () => {
    const number = await recordQualified();
    await take_(desk.people.hotline, number);
    await waitUntil(number, new Date(desk.now.getTime() + 3_600_000));
    const released = await act(desk.people.hotline, number, (tx, party, command) =>
      release(tx, party, { ...command, reason: null }),
    );
    expect(released).toMatchObject({ state: "OPEN", waitingUntil: null });
    const timers = "SELECT kind FROM due WHERE kind = 'WAITING_ENDS' AND subjectId = ?";
    expect(await desk.database.query<unknown[]>(timers, [number])).toEqual([]);
  });

  it("resumes at the date waited for and dates the event by it", async () => {
    const number = await recordQualified();
    await take_(desk.people.hotline, number);
    const until = new Date(desk.now.getTime() + 3_600_000);
    await waitUntil(number, until);
    desk.pass(7 * 24 * 60);
    await desk.work.run(SYSTEM, (tx) => desk.services.waiting.onWaitingEnds(tx, number, until));
    expect(await ticket(number)).toMatchObject({ state: "IN_PROGRESS", waitingUntil: null });
    const [event] = await desk.database.query<{ occurredAt: Date; recordedAt: Date; actorKind: string }[]>(
      "SELECT occurredAt, recordedAt, actorKind FROM event WHERE subjectType = 'TICKET' AND subjectId = ? AND type = 'RESUMED'",
      [number],
    );
    expect(event).toEqual({ occurredAt: until, recordedAt: desk.now, actorKind: "SYSTEM" });
  });

  it("closes in silence once, and not what was reopened meanwhile", async () => {
    const number = await recordQualified();
    await resolve(desk.people.hotline, number);
    const [due] = await desk.database.query<{ dueAt: Date }[]>(
      "SELECT dueAt FROM due WHERE kind = 'SILENCE_CLOSES' AND subjectId = ?",
      [number],
    );
    desk.pass(10 * 24 * 60);
    await desk.work.run(SYSTEM, (tx) => desk.services.resolution.onSilenceCloses(tx, number, due!.dueAt));
    expect(await ticket(number)).toMatchObject({ state: "CLOSED", closedAt: due!.dueAt });
    await desk.work.run(SYSTEM, (tx) => desk.services.resolution.onSilenceCloses(tx, number, due!.dueAt));
    expect((await history(number)).filter((type) => type === "CLOSED")).toHaveLength(1);
  });
});

describe("the contract of a change", () => {
  it("refuses what was decided on another version, and shows what was missed", async () => {
    const number = await recordQualified();
    const stale = { number, version: (await ticket(number)).version, key: randomUUID() };
    await take_(desk.people.hotline, number);
    const party = await desk.as(desk.people.supervisor);
    const problem = await refusalOf(
      desk.work.run(party.actor, (tx) => qualify(tx, party, { ...stale, ...qualified(), kind: null, subject: null })),
    );
    expect(problem.type).toBe("TicketChangedMeanwhile");
    expect((problem.missed as { type: string }[]).map(({ type }) => type)).toEqual(["TAKEN"]);
  });

  it("does a retried act once and answers the same", async () => {
    const number = await recordQualified();
    const party = await desk.as(desk.people.hotline);
    const command = { number, version: (await ticket(number)).version, key: randomUUID(), reason: null };
    const first = await desk.work.run(party.actor, (tx) => take(tx, party, command));
    const second = await desk.work.run(party.actor, (tx) => take(tx, party, command));
    expect(second.value).toEqual({ ...first.value, ticket: null });
    expect(second.position).toBeNull();
    expect((await history(number)).filter((type) => type === "TAKEN")).toHaveLength(1);
    const other = desk.work.run(party.actor, (tx) => take(tx, party, { ...command, reason: "autre" }));
    expect((await refusalOf(other)).type).toBe("IdempotencyKeyReused");
  });

  it("forgets a key when nobody retries with it any more", async () => {
    const kept = randomUUID();
    const old = randomUUID();
    await record(desk.people.hotline, { key: old });
    desk.pass(10 * 24 * 60);
    await record(desk.people.hotline, { key: kept });
    desk.pass(5 * 24 * 60);
    await forgetOldKeys(desk.database, desk.now);
    const rows = await desk.database.query("SELECT `key` FROM idempotency WHERE `key` IN (?)", [[kept, old]]);
    expect(rows).toEqual([{ key: kept }]);
  });

  it("lets one of twenty concurrent escalations of a version through", async () => {
    const number = await recordQualified();
    const party = await desk.as(desk.people.hotline);
    const { version } = await ticket(number);
    const tries = Array.from({ length: 20 }, () =>
      desk.work
        .run(party.actor, (tx) =>
          desk.services.routing.escalate(tx, party, { number, version, key: randomUUID(), queueId: null, reason: "r" }),
        )
        .then(
          () => "done",
          (error: unknown) => (error instanceof Refusal ? error.problem.typeName : String(error)),
        ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "TicketChangedMeanwhile")).toHaveLength(19);
  });

  it("leaves neither row nor event of a change that was rolled back", async () => {
    const number = await recordQualified();
    const before = await ticket(number);
    const events = await history(number);
    const party = await desk.as(desk.people.hotline);
    const failing = desk.work.run(party.actor, async (tx) => {
      await take(tx, party, { number, version: before.version, key: randomUUID(), reason: null });
      throw new Error("the power went");
    });
    await expect(failing).rejects.toThrow("the power went");
    expect(await ticket(number)).toEqual(before);
    expect(await history(number)).toEqual(events);
  });

  it("re-runs a deadlocked change from its start, with its events once", async () => {
    const [a, b] = [await recordQualified(), await recordQualified()] as [number, number];
    const party = await desk.as(desk.people.hotline);
    let arrived = 0;
    let attempts = 0;
    let bothHold: () => void;
    const bothHoldOne = new Promise<void>((done) => {
      bothHold = done;
    });
    const note = (first: number, second: number) =>
      desk.work.run(party.actor, async (tx) => {
        attempts++;
        const command = { version: null, key: null, text: "Vu" };
        await desk.services.conversation.note(tx, party, { ...command, number: first });
        if (++arrived === 2) bothHold();
        await bothHoldOne;
        await desk.services.conversation.note(tx, party, { ...command, number: second });
      });
    await Promise.all([note(a, b), note(b, a)]);
    expect(attempts).toBe(3);
    for (const number of [a, b]) {
      expect((await history(number)).filter((type) => type === "NOTED")).toHaveLength(2);
    }
  });

  it("keeps positions gap-free, and each ticket at the version and position of its last event", async () => {
    const [log] = await desk.database.query<{ n: string; top: string; head: string }[]>(
      "SELECT COUNT(*) AS n, MAX(position) AS top, (SELECT n FROM log_head) AS head FROM event",
    );
    expect(Number(log!.top)).toBe(Number(log!.n));
    expect(Number(log!.head)).toBe(Number(log!.n));
    const wrong = await desk.database.query<unknown[]>(
      `SELECT t.number FROM ticket t JOIN (
         SELECT subjectId, MAX(position) AS position, MAX(subjectVersion) AS version
         FROM event WHERE subjectType = 'TICKET' GROUP BY subjectId
       ) e ON e.subjectId = t.number WHERE e.position <> t.position OR e.version <> t.version`,
    );
    expect(wrong).toEqual([]);
    expect(desk.rung.at(-1)).toBe(Number(log!.top));
  });
});
