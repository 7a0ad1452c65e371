import type { DataSource, QueryRunner } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { technician } from "../feeds/feeds.fixture.js";
import type { Viewer } from "../platform/auth/viewer.js";
import { decodeCursor, encodeCursor, type Page } from "../platform/graphql/connection.js";
import { testDatabase } from "../testing/test-database.js";
import { insertTickets } from "../testing/tickets.js";
import { type Ticket, TicketState } from "./ticket.entity.js";
import { readView, viewOf } from "./ticket-view.service.js";
import { OrderDirection, type TicketFilter, TicketOrderField } from "./ticket-view.type.js";

const COUNT = 4_000;
const MONDAY = Date.parse("2026-03-02T09:00:00.000Z");

let database: DataSource;
let sql: QueryRunner;
const viewer: Viewer = technician(2);

/** One ticket in forty is open, and due: some of them at one instant, the latest recorded first. */
const isOpen = (number: number) => number % 40 === 0;
const dueAt = (number: number) => new Date(MONDAY - Math.floor(number / 200) * 60_000);
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);
const DUE = NUMBERS.filter(isOpen).sort((a, b) => dueAt(a).getTime() - dueAt(b).getTime() || a - b);
const NOT_DUE = NUMBERS.filter((number) => !isOpen(number));

beforeAll(async () => {
  database = await testDatabase();
  await insertTickets(database, COUNT, (number) => ({
    state: isOpen(number) ? TicketState.OPEN : TicketState.CLOSED,
    nextBreachAt: isOpen(number) ? dueAt(number) : null,
    queueId: 1 + (number % 3),
  }));
  await database.query("ANALYZE TABLE ticket");
  sql = database.createQueryRunner();
});

afterAll(() => sql?.release());

const page = (
  filter: TicketFilter,
  direction: OrderDirection,
  { limit = 50, backward = false, cursor = null as string | null } = {},
): Promise<Page<Ticket>> =>
  readView(
    sql,
    viewOf(filter, viewer),
    viewer,
    { field: TicketOrderField.NEXT_BREACH, direction },
    { limit, backward, beyond: decodeCursor(cursor) },
  );

async function rowsRead(): Promise<number> {
  const counters: { Value: string }[] = await sql.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
  return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
}

describe("tickets in the order of what is due next", () => {
  const { ASC, DESC } = OrderDirection;
  const LISTS = {
    [ASC]: [...DUE, ...NOT_DUE],
    [DESC]: [...[...DUE].reverse(), ...[...NOT_DUE].reverse()],
  };

  it.each<[OrderDirection, boolean]>([
    [ASC, false],
    [ASC, true],
    [DESC, false],
    [DESC, true],
  ])("%s, backward %s: those that are not due come last, wherever a page begins", async (direction, backward) => {
    const list = LISTS[direction];
    const inWay = backward ? [...list].reverse() : list;
    const keyOf = (number: number) => [isOpen(number) ? dueAt(number).toISOString() : null, number];
    const border = inWay.findIndex((number) => isOpen(number) !== isOpen(inWay[0]!));
    for (const after of [0, 3, border - 3, border - 1, border, inWay.length - 3]) {
      const cursor = after === 0 ? null : encodeCursor(keyOf(inWay[after - 1]!));
      const { edges } = await page({}, direction, { limit: 5, backward, cursor });
      const read = edges.map(({ node }) => node.number);
      expect([after, backward ? read.reverse() : read]).toEqual([after, inWay.slice(after, after + 5)]);
    }
  });

  it.each<[string, TicketFilter]>([
    ["all", {}],
    ["closed", { states: [TicketState.CLOSED] }],
    ["closed or open", { states: [TicketState.CLOSED, TicketState.OPEN] }],
  ])("are found without going through all of them: %s", async (_, filter) => {
    for (const direction of [ASC, DESC]) {
      const before = await rowsRead();
      expect((await page(filter, direction)).edges).toHaveLength(50);
      // Asking for the counters is counted, too.
      expect((await rowsRead()) - before).toBeLessThan(COUNT / 4);
    }
  });

  it("have no place beyond one of a list in another order", async () => {
    const beyond = (cursor: string) => page({}, ASC, { cursor });
    await expect(beyond(encodeCursor([7]))).rejects.toThrow("cursor");
    await expect(beyond(encodeCursor(["soon", 7]))).rejects.toThrow("cursor");
  });
});
