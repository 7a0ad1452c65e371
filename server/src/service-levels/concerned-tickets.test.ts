import type { DataSource, QueryRunner } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../testing/test-database.js";
import { insertTickets } from "../testing/tickets.js";
import { TicketState } from "../tickets/ticket.entity.js";
import { countConcerned, firstConcerned, newestConcerned } from "./concerned-tickets.rows.js";

const SINCE = new Date("2026-03-02T09:00:00.000Z");
const BEFORE = new Date(SINCE.getTime() - 1);
const COUNT = 4_000;

let database: DataSource;
/** One connection: the server counts what each of them reads. */
let sql: QueryRunner;

/** Most were closed long ago; the newest have been touched since, half of them open; seven are open and old. */
const isOld = (number: number) => number <= 3_700;
const isOpen = (number: number) => (isOld(number) ? number % 500 === 0 : number % 2 === 0);
const CONCERNED = Array.from({ length: COUNT }, (_, index) => index + 1).filter(
  (number) => isOpen(number) || !isOld(number),
);

beforeAll(async () => {
  database = await testDatabase();
  await insertTickets(database, COUNT, (number) => ({
    state: isOpen(number) ? TicketState.WAITING : TicketState.CLOSED,
    updatedAt: isOld(number) ? BEFORE : SINCE,
  }));
  await database.query("ANALYZE TABLE ticket");
  sql = database.createQueryRunner();
});

afterAll(() => sql?.release());

async function rowsRead(): Promise<number> {
  const counters: { Value: string }[] = await sql.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
  return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
}

describe("the tickets that a change of the past concerns", () => {
  it("are those open or touched since, each once", async () => {
    expect(await firstConcerned(sql, SINCE, 0, COUNT, COUNT)).toEqual(CONCERNED);
    expect(await newestConcerned(sql, SINCE, COUNT)).toEqual([...CONCERNED].reverse());
    expect(await countConcerned(sql, SINCE, COUNT)).toBe(CONCERNED.length);
  });

  it("are told in parts", async () => {
    expect(await firstConcerned(sql, SINCE, 500, 3_702, 2)).toEqual([1_000, 1_500]);
    expect(await firstConcerned(sql, SINCE, 3_000, 3_702, 10)).toEqual([3_500, 3_701, 3_702]);
    expect(await newestConcerned(sql, SINCE, 2)).toEqual([4_000, 3_999]);
    expect(await countConcerned(sql, SINCE, 3_702)).toBe(9);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["the first", () => firstConcerned(sql, SINCE, 0, COUNT, 10)],
    ["the newest", () => newestConcerned(sql, SINCE, 10)],
    ["how many", () => countConcerned(sql, SINCE, COUNT)],
  ])("are found without going through all tickets: %s", async (_, find) => {
    const before = await rowsRead();
    await find();
    // Asking for the counters is counted, too.
    expect((await rowsRead()) - before).toBeLessThan(COUNT / 2);
  });
});
