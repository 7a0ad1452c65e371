import { beforeAll, describe, expect, it } from "vitest";
import { DueKind } from "../platform/jobs/due.entity.js";
import { TimerRunner } from "../platform/jobs/timers.js";
import { TestDesk } from "../testing/desk.js";
import { testDatabase } from "../testing/test-database.js";
import { Channel, Nature, ResolutionCode, Scale, TicketKind } from "./ticket.entity.js";

let desk: TestDesk;

beforeAll(async () => {
  desk = await TestDesk.build(await testDatabase());
});

const neverAsked = () => expect.unreachable("no such timer was set");

const runner = () =>
  new TimerRunner(
    desk.database,
    desk.work,
    { ...desk.services.timers, [DueKind.DRAFT_EXPIRES]: neverAsked, [DueKind.RECOMPUTATION]: neverAsked },
    { error: (facts) => expect.unreachable(JSON.stringify(facts)) },
    () => desk.now,
  );

/** A ticket that was resolved now. */
async function resolved(): Promise<number> {
  const hotline = await desk.as(desk.people.hotline);
  const { value } = await desk.work.run(hotline.actor, (tx) =>
    desk.services.recording.recordAndResolve(tx, hotline, {
      key: null,
      ticket: {
        key: null,
        channel: Channel.PHONE,
        kind: TicketKind.INCIDENT,
        subject: "Badge refusé",
        description: "",
        requesterId: desk.people.requester.id,
        newCaller: null,
        beneficiaryId: null,
        applicationId: desk.applicationId,
        nature: Nature.TECHNICAL,
        impact: Scale.LOW,
        urgency: Scale.LOW,
        categoryId: null,
        reportedAt: null,
        followUpOf: null,
        externalReference: null,
      },
      resolution: { code: ResolutionCode.NO_FAULT, solution: "Le badge est accepté de nouveau.", articleId: null },
      close: false,
      minutes: 5,
    }),
  );
  return value.number;
}

describe("a resolved ticket left alone", () => {
  it("was closed at the end of its silence, five business days later, also when the server was down for a week", async () => {
    desk.now = new Date("2026-03-06T15:00:00.000Z");
    const number = await resolved();
    desk.now = new Date("2026-03-20T08:30:00.000Z");
    expect(await runner().runDue()).toBe(1);
    const [ticket] = await desk.database.query<unknown[]>("SELECT state, closedAt FROM ticket WHERE number = ?", [
      number,
    ]);
    expect(ticket).toEqual({ state: "CLOSED", closedAt: new Date("2026-03-13T15:00:00.000Z") });
    const [event] = await desk.database.query<unknown[]>(
      "SELECT occurredAt, recordedAt, actorKind FROM event WHERE type = 'CLOSED' AND subjectId = ?",
      [number],
    );
    expect(event).toEqual({
      occurredAt: new Date("2026-03-13T15:00:00.000Z"),
      recordedAt: desk.now,
      actorKind: "SYSTEM",
    });
  });
});

describe("a timer that fires while somebody acts on its ticket", () => {
  it("waits for the ticket before it takes its own row, which the act may be about to take: no deadlock", async () => {
    const number = await resolved();
    desk.now = new Date(desk.now.getTime() + 30 * 86_400_000);
    const act = desk.database.createQueryRunner();
    await act.startTransaction("READ COMMITTED");
    try {
      await act.query("SELECT number FROM ticket WHERE number = ? FOR UPDATE", [number]);
      const fired = runner().runDue();
      const waiting = async () => {
        const rows = await desk.database.query<unknown[]>(
          `SELECT ID FROM information_schema.PROCESSLIST
           WHERE DB = DATABASE() AND INFO LIKE 'SELECT number FROM ticket%FOR UPDATE' AND ID <> CONNECTION_ID()`,
        );
        return rows.length;
      };
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
      // As a reopening does: were the timer holding its row, this would wait for whoever waits for us.
      await act.query("SELECT id FROM due WHERE kind = 'SILENCE_CLOSES' AND subjectId = ? FOR UPDATE NOWAIT", [number]);
      await act.query("DELETE FROM due WHERE kind = 'SILENCE_CLOSES' AND subjectId = ?", [number]);
      await act.commitTransaction();
      expect(await fired).toBe(0);
    } finally {
      if (act.isTransactionActive) await act.rollbackTransaction();
      await act.release();
    }
    const [ticket] = await desk.database.query<unknown[]>("SELECT state FROM ticket WHERE number = ?", [number]);
    expect(ticket).toEqual({ state: "RESOLVED" });
  });
});
