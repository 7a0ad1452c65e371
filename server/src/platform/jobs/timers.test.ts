import type { DataSource } from "typeorm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "../../testing/test-database.js";
import { UnitOfWork } from "../database/unit-of-work.js";
import { SYSTEM } from "../events/actor.js";
import { SubjectType } from "../events/event.entity.js";
import { DueKind } from "./due.entity.js";
import { schedule, type TimerHandler, type TimerHandlers, TimerRunner, unschedule } from "./timers.js";

let database: DataSource;
let work: UnitOfWork;
let now: Date;
const logged: Record<string, unknown>[] = [];
const log = { error: (facts: Record<string, unknown>) => void logged.push(facts) };

beforeAll(async () => {
  database = await testDatabase();
  work = new UnitOfWork(
    database,
    [],
    () => undefined,
    () => now,
  );
});

beforeEach(async () => {
  now = new Date("2026-03-02T09:00:00.000Z");
  logged.length = 0;
  await database.query("DELETE FROM due");
  await database.query("DELETE FROM event");
});

const at = (minutes: number) => new Date(Date.parse("2026-03-02T09:00:00.000Z") + minutes * 60_000);

async function set(kind: DueKind, subjectId: number, dueAt: Date): Promise<void> {
  await work.run(SYSTEM, (tx) => schedule(tx, kind, subjectId, dueAt));
}

/** Leaves an event, as real handlers do. */
const record: TimerHandler = async (tx, subjectId, occurredAt) => {
  tx.record({ subjectType: SubjectType.ARTICLE, subjectId, subjectVersion: 1, type: "ARTICLE_EXPIRED", occurredAt });
};

function runner(handlers: Partial<TimerHandlers> = {}, options = {}): TimerRunner {
  const all = {
    WAITING_ENDS: record,
    SILENCE_CLOSES: record,
    DRAFT_EXPIRES: record,
    RECOMPUTATION: record,
    ...handlers,
  };
  return new TimerRunner(database, work, all, log, () => now, options);
}

const due = () =>
  database.query<{ subjectId: number; dueAt: Date; attempts: number }[]>("SELECT * FROM due ORDER BY id");
const events = () =>
  database.query<{ subjectId: number; occurredAt: Date; recordedAt: Date; actorKind: string }[]>(
    "SELECT subjectId, occurredAt, recordedAt, actorKind FROM event ORDER BY position",
  );

describe("a timer", () => {
  it("fires when it is due, once, and is gone", async () => {
    await set(DueKind.DRAFT_EXPIRES, 1, at(10));
    expect(await runner().runDue()).toBe(0);
    now = at(10);
    expect(await runner().runDue()).toBe(1);
    expect(await runner().runDue()).toBe(0);
    expect(await due()).toEqual([]);
    expect(await events()).toEqual([{ subjectId: 1, occurredAt: at(10), recordedAt: at(10), actorKind: "SYSTEM" }]);
  });

  it("that fell due while no server ran says so: its event occurred then, and is recorded now", async () => {
    await set(DueKind.WAITING_ENDS, 2, at(30));
    await set(DueKind.WAITING_ENDS, 1, at(20));
    now = at(3 * 24 * 60);
    expect(await runner().runDue()).toBe(2);
    expect(await events()).toMatchObject([
      { subjectId: 1, occurredAt: at(20), recordedAt: now },
      { subjectId: 2, occurredAt: at(30), recordedAt: now },
    ]);
  });

  it("is moved by setting it again, and taken away", async () => {
    await set(DueKind.SILENCE_CLOSES, 1, at(5));
    await set(DueKind.SILENCE_CLOSES, 1, at(60));
    await set(DueKind.SILENCE_CLOSES, 2, at(5));
    await work.run(SYSTEM, (tx) => unschedule(tx, DueKind.SILENCE_CLOSES, 2));
    now = at(10);
    expect(await runner().runDue()).toBe(0);
    expect(await due()).toMatchObject([{ subjectId: 1, dueAt: at(60) }]);
  });

  it("that its handler sets again stays, for the new time", async () => {
    await set(DueKind.WAITING_ENDS, 1, at(1));
    now = at(1);
    const again: TimerHandler = (tx, subjectId) => schedule(tx, DueKind.WAITING_ENDS, subjectId, at(99));
    expect(await runner({ WAITING_ENDS: again }).runDue()).toBe(1);
    expect(await due()).toMatchObject([{ subjectId: 1, dueAt: at(99) }]);
  });

  it("that its handler takes away does not trip over that", async () => {
    await set(DueKind.SILENCE_CLOSES, 1, at(1));
    now = at(1);
    const gone: TimerHandler = (tx, subjectId) => unschedule(tx, DueKind.SILENCE_CLOSES, subjectId);
    expect(await runner({ SILENCE_CLOSES: gone }).runDue()).toBe(1);
    expect(await due()).toEqual([]);
  });

  it("moved after it was claimed does not fire", async () => {
    await set(DueKind.DRAFT_EXPIRES, 1, at(1));
    await set(DueKind.DRAFT_EXPIRES, 2, at(2));
    now = at(2);
    const moving: TimerHandler = async (tx, subjectId, dueAt) => {
      // Both are claimed by now; somebody moves the second while the first is being handled.
      if (subjectId === 1) await set(DueKind.DRAFT_EXPIRES, 2, at(500));
      await record(tx, subjectId, dueAt);
    };
    expect(await runner({ DRAFT_EXPIRES: moving }).runDue()).toBe(1);
    expect(await events()).toMatchObject([{ subjectId: 1 }]);
    expect(await due()).toMatchObject([{ subjectId: 2, dueAt: at(500) }]);
  });
});

describe("a handler that fails", () => {
  it("leaves nothing behind, is logged, waits longer each time, and blocks nobody", async () => {
    for (const id of [1, 2, 3]) await set(DueKind.DRAFT_EXPIRES, id, at(1));
    let broken = true;
    const failing: TimerHandler = async (tx, subjectId, dueAt) => {
      await record(tx, subjectId, dueAt);
      await tx.query("UPDATE desk SET name = ? WHERE id = 1", [`Touched by ${subjectId}`]);
      if (subjectId === 2 && broken) throw new Error("broken");
    };
    now = at(1);
    const timers = runner({ DRAFT_EXPIRES: failing });
    expect(await timers.runDue()).toBe(2);
    expect(await events()).toMatchObject([{ subjectId: 1 }, { subjectId: 3 }]);
    expect(await database.query("SELECT name FROM desk")).toEqual([{ name: "Touched by 3" }]);
    expect(await due()).toMatchObject([{ subjectId: 2, attempts: 1 }]);
    expect(logged).toMatchObject([{ subjectId: 2, kind: "DRAFT_EXPIRES", attempts: 1 }]);

    expect(await timers.runDue()).toBe(0);
    now = new Date(at(1).getTime() + 5_000);
    expect(await timers.runDue()).toBe(0);
    expect(logged).toHaveLength(2);
    now = new Date(now.getTime() + 9_999);
    expect(await timers.runDue()).toBe(0);
    expect(logged).toHaveLength(2);
    now = new Date(now.getTime() + 1);
    broken = false;
    expect(await timers.runDue()).toBe(1);
    expect((await events()).at(-1)).toMatchObject({ subjectId: 2, occurredAt: at(1) });
  });
});

describe("several servers", () => {
  it("fire each timer once between them", async () => {
    for (let id = 1; id <= 60; id++) await set(DueKind.SILENCE_CLOSES, id, at(0));
    const fired = await Promise.all([1, 2, 3].map(() => runner({}, { batch: 7 }).runDue()));
    expect(fired.reduce((a, b) => a + b)).toBe(60);
    const subjects = (await events()).map(({ subjectId }) => subjectId);
    expect(subjects.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it("take over what a dead one had claimed, when its lease is over", async () => {
    await set(DueKind.WAITING_ENDS, 1, at(0));
    const lease = new Date(now.getTime() + 60_000);
    await database.query("UPDATE due SET leasedUntil = ?", [lease]);
    expect(await runner().runDue()).toBe(0);
    now = lease;
    expect(await runner().runDue()).toBe(1);
  });
});

describe("a started runner", () => {
  it("fires by itself, finishes what is at hand when stopped, and gives the rest back at once", async () => {
    for (const id of [1, 2, 3]) await set(DueKind.DRAFT_EXPIRES, id, at(0));
    const stopping: Promise<void>[] = [];
    const timers = runner(
      {
        DRAFT_EXPIRES: async (tx, subjectId, dueAt) => {
          if (stopping.length === 0) stopping.push(timers.stop());
          await record(tx, subjectId, dueAt);
        },
      },
      { pollMs: 5 },
    );
    timers.start();
    await expect.poll(() => stopping).toHaveLength(1);
    await stopping[0];
    expect(await events()).toMatchObject([{ subjectId: 1 }]);
    expect(await due()).toMatchObject([
      { subjectId: 2, leasedUntil: null },
      { subjectId: 3, leasedUntil: null },
    ]);
    expect(await runner().runDue()).toBe(2);
  });
});
