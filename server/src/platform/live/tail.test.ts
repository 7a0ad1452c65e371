import type { DataSource } from "typeorm";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { connect, emptyDatabase } from "../../testing/test-database.js";
import { connectionOptions } from "../database/private/connection.js";
import { UnitOfWork } from "../database/unit-of-work.js";
import { SYSTEM } from "../events/actor.js";
import { SubjectType } from "../events/event.entity.js";
import { CommitReturned } from "./durability.js";
import { EventReader } from "./event-reader.js";
import { LiveConnection } from "./live-connection.js";
import type { LogEvent } from "./log-event.js";
import { ProcessRow } from "./process-row.js";
import { Tail, type TailOptions } from "./tail.js";

let url: string;
let database: DataSource;
const open: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  url = await emptyDatabase();
  database = await connect(url, 20);
  await database.runMigrations();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()));
});

const errors: string[] = [];
const logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, message: string) => void errors.push(message),
};

async function startTail(options: Partial<TailOptions> = {}) {
  const reading = new LiveConnection(connectionOptions(url));
  const beating = new LiveConnection(connectionOptions(url));
  const tail = new Tail({
    reader: new EventReader(reading, new Map()),
    row: new ProcessRow(beating),
    logger,
    pollMs: 50,
    ...options,
  });
  const events: LogEvent[] = [];
  tail.onEvents((batch) => events.push(...batch));
  await tail.start();
  open.push({
    stop: async () => {
      await tail.stop();
      await reading.close();
      await beating.close();
    },
  });
  events.length = 0;
  return { tail, events };
}

const record = (work: UnitOfWork, count = 1) =>
  work.run(SYSTEM, async (tx) => {
    for (let i = 0; i < count; i++) {
      tx.record({ subjectType: SubjectType.SETTING, subjectId: 1, subjectVersion: 1, type: "TRIED" });
    }
  });

async function until(fact: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error("It did not come true in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const positions = (events: readonly LogEvent[]) => events.map(({ position }) => position);
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("the tail", () => {
  it("hands out the commits of its own process and of others, once each and in order", async () => {
    const { tail, events } = await startTail();
    const start = tail.position.n;
    const own = new UnitOfWork(database, [], (position) => tail.ring(position));
    const others = new UnitOfWork(database, [], () => undefined);
    const writers = run(1, 8).map(async (writer) => {
      for (let i = 0; i < 25; i++) await record(writer % 2 ? own : others, 1 + (i % 3));
    });
    await Promise.all(writers);
    const [{ n }] = (await database.query("SELECT n FROM log_head")) as [{ n: number }];
    await until(() => tail.position.n === Number(n));
    expect(positions(events)).toEqual(run(start + 1, Number(n)));
    expect(tail.position.timeline).toBe(1);
  });

  it("hands out an own commit at once, without its heartbeat", async () => {
    const { tail, events } = await startTail({ pollMs: 60_000, beatMs: 60_000 });
    const { position } = await record(new UnitOfWork(database, [], (at) => tail.ring(at)));
    await until(() => tail.position.n === position);
    expect(positions(events)).toEqual([position]);
  });

  it("does not hand out what it sees before it is durable, but makes it so when asked for", async () => {
    const { tail, events } = await startTail({ pollMs: 60_000, beatMs: 60_000 });
    const before = tail.position.n;
    const { position } = await record(new UnitOfWork(database, [], () => undefined));
    tail.ring(before);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(positions(events)).toEqual([]);
    await tail.reach(position!);
    expect(positions(events)).toEqual([position]);
  });

  it("waits for a hole, says so, and goes on when it is filled", async () => {
    const { tail, events } = await startTail({ pollMs: 20 });
    const before = tail.position.n;
    const columns = "id, subjectType, subjectId, subjectVersion, type, actorKind, causeId, occurredAt, recordedAt";
    const insert = (position: number) =>
      database.query(
        `INSERT INTO event (position, ${columns}) VALUES (?, RANDOM_BYTES(16), 'SETTING', 1, 1, 'TRIED', 'SYSTEM', RANDOM_BYTES(16), NOW(3), NOW(3))`,
        [position],
      );
    await insert(before + 2);
    await until(() => errors.includes("The event log has a hole: the live path waits for it"));
    expect(positions(events)).toEqual([]);
    expect(tail.position.n).toBe(before);
    await insert(before + 1);
    await database.query("UPDATE log_head SET n = ?", [before + 2]);
    await until(() => tail.position.n === before + 2);
    expect(positions(events)).toEqual([before + 1, before + 2]);
  });

  it("goes on where it was after its connections were cut", async () => {
    const { tail, events } = await startTail();
    const start = tail.position.n;
    const work = new UnitOfWork(database, [], () => undefined);
    for (let i = 0; i < 5; i++) {
      await record(work);
      const processes = (await database.query(
        "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND command = 'Sleep' AND info IS NULL ORDER BY id DESC LIMIT 2",
      )) as { id: number }[];
      for (const { id } of processes) await database.query("KILL ?", [id]).catch(() => undefined);
    }
    const { position } = await record(work).catch(() => record(work));
    await until(() => tail.position.n === position);
    expect(positions(events)).toEqual(run(start + 1, position!));
    expect(tail.timelines.current).toBe(1);
  });

  it("begins a timeline when the past it handed out has been replaced", async () => {
    const { tail, events } = await startTail({ pollMs: 20 });
    const work = new UnitOfWork(database, [], () => undefined);
    const { position } = await record(work, 3);
    await until(() => tail.position.n === position);
    let forks = 0;
    tail.onFork(() => forks++);
    // What a failover to a replica that lagged behind looks like: connections cut, the last events others.
    await database.query("UPDATE event SET id = RANDOM_BYTES(16) WHERE position > ?", [position! - 2]);
    const cut = (await database.query(
      "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
    )) as { id: number }[];
    for (const { id } of cut) await database.query("KILL ?", [id]).catch(() => undefined);
    await until(() => forks > 0 && tail.position.n === position);
    expect(tail.timelines.current).toBe(2);
    expect(tail.timelines.contains({ timeline: 1, n: position! - 2 })).toBe(true);
    expect(tail.timelines.contains({ timeline: 1, n: position! - 1 })).toBe(false);
    expect(positions(events).slice(-2)).toEqual([position! - 1, position]);
  });
});

/** What must not be done: taking for granted what is merely visible. */
class EverythingSeen extends CommitReturned {
  override covers(): boolean {
    return true;
  }

  override upTo(position: number): number {
    return position;
  }
}

/** A heartbeat during which the database crashes, once. */
class CrashingAtFirstBeat extends ProcessRow {
  private crashed = false;

  constructor(private readonly crash: () => Promise<void>) {
    super(new LiveConnection(connectionOptions(url)));
  }

  override async beat(presence: string | null): Promise<void> {
    if (this.crashed) return super.beat(presence);
    this.crashed = true;
    await this.crash();
  }
}

describe("without one of its rules the tail is wrong, and this test would tell", () => {
  const columns = "id, subjectType, subjectId, subjectVersion, type, actorKind, causeId, occurredAt, recordedAt";
  const values = "RANDOM_BYTES(16), 'SETTING', 1, 1, 'TRIED', 'SYSTEM', RANDOM_BYTES(16), NOW(3), NOW(3)";
  const head = async () => Number((await database.query<{ n: number }[]>("SELECT n FROM log_head"))[0]!.n);

  it.each([
    { rule: "the prefix rule", prefix: undefined, missed: [] },
    { rule: "no prefix rule", prefix: (_: number, positions: readonly number[]) => positions.length, missed: [1] },
  ])("$rule: what becomes visible late is missed: $missed", async ({ prefix, missed }) => {
    const { tail, events } = await startTail({ pollMs: 20, prefix });
    const start = tail.position.n;
    await database.query(`INSERT INTO event (position, ${columns}) VALUES (?, ${values})`, [start + 2]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await database.query(`INSERT INTO event (position, ${columns}) VALUES (?, ${values})`, [start + 1]);
    await database.query("UPDATE log_head SET n = ?", [start + 2]);
    await until(() => tail.position.n === start + 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const seen = new Set(positions(events));
    expect([1, 2].filter((n) => !seen.has(start + n))).toEqual(missed);
  });

  it("AUTO_INCREMENT instead of the log's head: a transaction that commits late is missed for ever", async () => {
    await database.query("CREATE TABLE auto_log (id INT AUTO_INCREMENT PRIMARY KEY)");
    const [slow, fast] = [database.createQueryRunner(), database.createQueryRunner()];
    await slow.startTransaction();
    await slow.query("INSERT INTO auto_log () VALUES ()");
    await fast.query("INSERT INTO auto_log () VALUES ()");
    const tailed: number[] = [];
    const look = async () => {
      const rows = (await database.query("SELECT id FROM auto_log WHERE id > ? ORDER BY id", [tailed.at(-1) ?? 0])) as {
        id: number;
      }[];
      tailed.push(...rows.map(({ id }) => id));
    };
    await look();
    await slow.commitTransaction();
    await look();
    await Promise.all([slow.release(), fast.release()]);
    const all = (await database.query("SELECT id FROM auto_log ORDER BY id")) as { id: number }[];
    expect(all.map(({ id }) => id)).toEqual([1, 2]);
    expect(tailed).toEqual([2]);
  });

  it.each([
    { rule: "the rule of durability", durability: undefined, shown: false },
    { rule: "no rule of durability", durability: new EverythingSeen(), shown: true },
  ])("$rule: what a crash takes back has been handed out: $shown", async ({ durability, shown }) => {
    const start = await head();
    const crash = async () => {
      await database.query("DELETE FROM event WHERE position > ?", [start]);
      await database.query("UPDATE log_head SET n = ?", [start]);
      throw new Error("Lost connection to server during query");
    };
    const { tail, events } = await startTail({ pollMs: 20, durability, row: new CrashingAtFirstBeat(crash) });
    // Visible, and not flushed: no COMMIT has returned to this process.
    await database.query(`INSERT INTO event (position, ${columns}) VALUES (?, ${values})`, [start + 1]);
    await database.query("UPDATE log_head SET n = ?", [start + 1]);
    if (shown) {
      await until(() => tail.position.n > start);
      await crash().catch(() => undefined);
    }
    await until(async () => (await head()) === start);
    const { position } = await record(new UnitOfWork(database, [], () => undefined));
    expect(position).toBe(start + 1);
    const [{ id }] = (await database.query("SELECT id FROM event WHERE position = ?", [position])) as [{ id: Buffer }];
    await until(() => events.length > 0);
    expect(events[0]!.id.equals(id)).toBe(!shown);
  });
});
