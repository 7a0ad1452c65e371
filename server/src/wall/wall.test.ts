import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { TestDesk } from "../testing/desk.js";
import { insertPolicy } from "../testing/service-levels.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";
import { performers, recorded } from "../tickets/any-act.fixture.js";
import { readNextBreaches, readOldestWaiting, readWall } from "./wall.service.js";

let api: TestApi;
let desk: TestDesk;
let viewer: TestClient;

beforeAll(async () => {
  api = await startTestApi();
  desk = await TestDesk.build(api.dataSource);
  await insertPolicy(api.dataSource, new Date(0), { takeChargeMinutes: null });
  // The wall is today's: so are the tickets.
  desk.now = new Date();
  viewer = await api.signedIn((await api.person("supervisor", Role.SUPERVISOR)).login);
});

const WALL = `query Wall($queues: [ID!], $first: Int!) { wall(queues: $queues) { at day dayEndsAt timeZone
  queues { id counts { total unassigned imminent missed oldestWaitingAt nextBreachAt today { day received resolved } } }
  oldestWaiting(first: $first) { number } nextBreaches(first: $first) { number nextBreachAt } } }`;

interface Wall {
  at: string;
  day: string;
  dayEndsAt: string;
  timeZone: string;
  queues: { id: string; counts: Record<string, unknown> & { today: Record<string, unknown> } }[];
  oldestWaiting: { number: number }[];
  nextBreaches: { number: number; nextBreachAt: string }[];
}

const ask = async (variables: object = {}) =>
  (await viewer.read<{ wall: Wall }>(WALL, { first: 10, ...variables })).wall;

describe("a wall", () => {
  it("shows the queues with their day, who has waited longest and what is due next", async () => {
    const acts = performers(desk);
    const numbers: number[] = [];
    for (let i = 0; i < 4; i++) {
      numbers.push(await recorded(desk));
      desk.pass(1 / 60);
    }
    const [first, second, third, fourth] = numbers as [number, number, number, number];
    const act = async (
      who: "hotline" | "support",
      name: "TAKE" | "RESOLVE" | "ESCALATE" | "QUALIFY",
      number: number,
    ) => {
      const party = await desk.as(desk.people[who]);
      await desk.work.run(party.actor, (tx) => acts[name](tx, party, { number, version: null, key: randomUUID() }));
    };
    await act("hotline", "TAKE", second);
    await act("hotline", "ESCALATE", third);
    await act("hotline", "QUALIFY", fourth);
    await act("hotline", "RESOLVE", fourth);

    const wall = await ask();
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date(wall.at));
    expect(wall).toMatchObject({ day: today, timeZone: "Europe/Paris" });
    expect(new Date(wall.dayEndsAt).getTime()).toBeGreaterThan(Date.now());
    expect(wall.queues).toHaveLength(5);
    expect(wall.queues.find(({ id }) => id === toGlobalId("Queue", desk.queues.L0.queueId))?.counts).toMatchObject({
      total: 2,
      unassigned: 1,
      today: { day: today, received: 4, resolved: 1 },
    });
    expect(wall.oldestWaiting.map(({ number }) => number)).toEqual([first, third]);
    expect(wall.nextBreaches.map(({ number }) => number)).toEqual([first, second, third]);
    const dues = wall.nextBreaches.map(({ nextBreachAt }) => nextBreachAt);
    expect(dues).toEqual([...dues].sort());
  });

  it("of some queues shows those alone", async () => {
    const id = toGlobalId("Queue", desk.queues.L1.queueId);
    const wall = await ask({ queues: [id], first: 1 });
    expect(wall.queues).toMatchObject([{ id, counts: { total: 1, today: { received: 0 } } }]);
    expect(wall.oldestWaiting).toHaveLength(1);
    expect(wall.nextBreaches).toHaveLength(1);
  });

  it("shows nothing of other compartments, neither what is the viewer's own nor what its members may read", async () => {
    await api.dataSource.query("INSERT INTO compartment (id, kind, code) VALUES (2, 'SECURITY', 'security')");
    const number = await recorded(desk);
    await api.dataSource.query(
      "UPDATE ticket SET compartmentId = 2, requesterId = (SELECT personId FROM person_role WHERE role = 'SUPERVISOR' ORDER BY personId DESC LIMIT 1) WHERE number = ?",
      [number],
    );
    const { oldestWaiting, nextBreaches } = await ask();
    expect([...oldestWaiting, ...nextBreaches].map((each) => each.number)).not.toContain(number);

    const wall = await readWall(api.dataSource, null, new Date());
    const { viewer: supervisor } = await desk.as(desk.people.supervisor);
    const member = { ...supervisor, compartmentIds: new Set([1, 2]) };
    for (const read of [readOldestWaiting, readNextBreaches]) {
      const shown = (await read(api.dataSource, wall, member, 100)).map((each) => each.number);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown).not.toContain(number);
      expect(await read(api.dataSource, wall, { ...member, compartmentIds: new Set([2]) }, 100)).toEqual([]);
    }
  });

  it("is for those who read the desk, its lists are bounded, and queues are named by their ids", async () => {
    const requester = await api.signedIn((await api.person("requester", Role.REQUESTER)).login);
    expect((await requester.ask(WALL, { first: 5 })).errors).toBeDefined();
    const codeOf = async (variables: object) =>
      (await viewer.ask(WALL, { first: 5, ...variables })).errors?.[0]?.extensions?.["code"];
    expect(await codeOf({ first: 0 })).toBe("PAGE_SIZE_EXCEEDED");
    expect(await codeOf({ first: 101 })).toBe("PAGE_SIZE_EXCEEDED");
    expect(await codeOf({ queues: [toGlobalId("Person", 1)] })).toBe("BAD_USER_INPUT");
  });
});
