import { beforeAll, describe, expect, it } from "vitest";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { Teams } from "../teams/team.service.js";
import { TestDesk } from "../testing/desk.js";
import { faultsOf, problemOf } from "../testing/refusals.js";
import { testDatabase } from "../testing/test-database.js";
import { Nature } from "../tickets/ticket.entity.js";
import { type ApplicationChanges, Applications } from "./application.service.js";
import { SupportChains } from "./support-chain.service.js";

const dataSource = await testDatabase();
const work = new UnitOfWork(dataSource, [], () => undefined);
const applications = new Applications();
const chains = new SupportChains();
let desk: TestDesk;

beforeAll(async () => {
  desk = await TestDesk.build(dataSource);
});

let code = 0;
const create = async (changes: Partial<ApplicationChanges> = {}) =>
  (
    await work.run(SYSTEM, (tx) =>
      applications.create(tx, { code: `APP-${++code}`, name: "Application", chain: [], ...changes }),
    )
  ).value;
const update = (id: number, version: number, changes: ApplicationChanges) =>
  work.run(SYSTEM, (tx) => applications.update(tx, id, version, changes));

async function eventsOf(subjectType: string, id: number): Promise<string[]> {
  const rows = await dataSource.query<{ type: string; subjectVersion: number }[]>(
    "SELECT type, subjectVersion FROM event WHERE subjectType = ? AND subjectId = ? ORDER BY position",
    [subjectType, id],
  );
  return rows.map(({ type, subjectVersion }) => `${type} ${subjectVersion}`);
}

const categoriesOf = async (id: number) =>
  (
    await dataSource.query<{ name: string; active: number }[]>(
      "SELECT name, active FROM category WHERE applicationId = ? ORDER BY name",
      [id],
    )
  ).map(({ name, active }) => `${name}${active ? "" : " (withdrawn)"}`);

describe("an application", () => {
  it("is created with its chain and categories, as one event", async () => {
    const { L1 } = desk.queues;
    const id = await create({
      chain: [{ nature: null, level: 1, queueId: L1.queueId }],
      categories: ["Access", "Errors"],
    });
    expect(await eventsOf("APPLICATION", id)).toEqual(["APPLICATION_CREATED 1"]);
    expect(await categoriesOf(id)).toEqual(["Access", "Errors"]);
  });

  it("keeps what a change leaves out, and withdraws the categories that tickets may have", async () => {
    const id = await create({ description: "Described", categories: ["Access", "Errors"] });
    await update(id, 1, { code: `APP-${code}`, name: "Renamed", chain: [] });
    expect(await categoriesOf(id)).toEqual(["Access", "Errors"]);
    await update(id, 2, { code: `APP-${code}`, name: "Renamed", chain: [], categories: ["errors", "Speed"] });
    expect(await categoriesOf(id)).toEqual(["Access (withdrawn)", "errors", "Speed"]);
    await update(id, 3, { code: `APP-${code}`, name: "Renamed", chain: [], categories: ["errors", "Speed", "ACCESS"] });
    expect(await categoriesOf(id)).toEqual(["ACCESS", "errors", "Speed"]);
    const [row] = await dataSource.query<{ description: string }[]>(
      "SELECT description FROM application WHERE id = ?",
      [id],
    );
    expect(row?.description).toBe("Described");
  });

  it("records a change of its chain apart, and nothing when nothing changes", async () => {
    const { L1, other } = desk.queues;
    const id = await create({ chain: [{ nature: null, level: 1, queueId: L1.queueId }] });
    const same = { code: `APP-${code}`, name: "Application" };
    await update(id, 1, { ...same, chain: [{ nature: null, level: 1, queueId: other.queueId }] });
    await update(id, 2, { ...same, chain: [{ nature: null, level: 1, queueId: other.queueId }] });
    await update(id, 2, { ...same, name: "Renamed", chain: [] });
    expect(await eventsOf("APPLICATION", id)).toEqual(["APPLICATION_CREATED 1", "APPLICATION_CHANGED 3"]);
    expect(await eventsOf("CHAIN", id)).toEqual(["CHAIN_CHANGED 2", "CHAIN_CHANGED 3"]);
  });

  it("is not changed on a version that is no more", async () => {
    const id = await create();
    const facts = { code: `APP-${code}`, name: "Second", chain: [] };
    await update(id, 1, facts);
    expect(await problemOf(update(id, 1, { ...facts, name: "Third" }))).toMatchObject({ currentVersion: 2 });
    expect(await faultsOf(update(999_999, 1, facts))).toEqual(["NotFound"]);
  });

  it("refuses links that lead nowhere, to another level, out of service, or two ways", async () => {
    const { L1, L2, other } = desk.queues;
    const wanted = (...links: [nature: Nature | null, level: number, queueId: number][]) =>
      faultsOf(create({ chain: links.map(([nature, level, queueId]) => ({ nature, level, queueId })) }));
    expect(await wanted([null, 1, 999_999])).toEqual(["UnknownReference"]);
    expect(await wanted([null, 1, L2.queueId])).toEqual(["input.chain.0.queue OTHER_LEVEL"]);
    expect(await wanted([null, 1, L1.queueId], [null, 1, other.queueId])).toEqual(["input.chain.1 UNIQUE"]);
    await dataSource.query("UPDATE queue SET active = 0 WHERE id = ?", [other.queueId]);
    expect(await wanted([Nature.TECHNICAL, 1, other.queueId])).toEqual(["input.chain.0.queue OUT_OF_SERVICE"]);
    await dataSource.query("UPDATE queue SET active = 1 WHERE id = ?", [other.queueId]);
  });

  it("refuses a code that is taken or malformed, and an owner whom nobody knows", async () => {
    expect(await faultsOf(create({ code: "GED" }))).toEqual(["input.code TAKEN"]);
    expect(await faultsOf(create({ code: "a b" }))).toEqual(["input.code FORMAT"]);
    expect(await faultsOf(create({ name: "  ", categories: ["A", "á"] }))).toEqual([
      "input.name REQUIRED",
      "input.categories.1 UNIQUE",
    ]);
    expect(await faultsOf(create({ ownerId: 999_999 }))).toEqual(["UnknownReference"]);
  });
});

describe("the desk's chain", () => {
  const links = (...names: ("L0" | "L1" | "L2" | "L3")[]) =>
    names.map((name) => ({ nature: null, level: desk.queues[name].level, queueId: desk.queues[name].queueId }));
  const set = (version: number, chain: ReturnType<typeof links>) =>
    work.run(SYSTEM, (tx) => applications.setDeskChain(tx, version, chain));

  it("always says where requests arrive", async () => {
    expect(await faultsOf(set(1, links("L1", "L2")))).toEqual(["chain NO_FIRST_LEVEL"]);
  });

  it("is replaced as a whole, as one event", async () => {
    await set(1, links("L0", "L1"));
    await set(2, links("L0", "L1"));
    await set(2, links("L0", "L1", "L2", "L3"));
    expect(await eventsOf("CHAIN", 0)).toEqual(["CHAIN_CHANGED 2", "CHAIN_CHANGED 3"]);
  });

  it("is not replaced by who has not seen the last change of it", async () => {
    expect(await problemOf(set(2, links("L0", "L2")))).toMatchObject({
      typeName: "ChangedMeanwhile",
      currentVersion: 3,
    });
  });
});

describe("the support chain of a request", () => {
  it("starts at the desk's front, goes up by the application's links, and skips where it says so", async () => {
    const { L0, L1, L2, L3, other } = desk.queues;
    const applicationId = await create({
      chain: [
        { nature: null, level: 1, queueId: L1.queueId },
        { nature: Nature.FUNCTIONAL, level: 1, queueId: other.queueId },
      ],
    });
    const request = { applicationId, nature: Nature.FUNCTIONAL };
    expect(await chains.firstQueue(dataSource, request)).toEqual(L0);
    const { up } = await chains.targets(dataSource, { ...request, ...L0 });
    expect(up).toEqual([
      { ...other, byChain: true, skipsLevel: false },
      { ...L2, byChain: true, skipsLevel: true },
      { ...L3, byChain: true, skipsLevel: true },
      { ...L1, byChain: false, skipsLevel: false },
    ]);
  });

  it("is the same inside a transaction and outside", async () => {
    const { L1 } = desk.queues;
    const request = { applicationId: null, nature: null, ...L1 };
    const { value } = await work.run(SYSTEM, (tx) => chains.targets(tx, request));
    expect(value).toEqual(await chains.targets(dataSource, request));
  });

  it("leads to no team that is out of service", async () => {
    const teams = new Teams();
    const { value: teamId } = await work.run(SYSTEM, (tx) =>
      teams.create(tx, { code: "CLOSING", name: "Closing", levels: [1] }),
    );
    const offered = async () =>
      (await chains.targets(dataSource, { applicationId: null, nature: null, ...desk.queues.L0 })).up.some(
        (target) => target.teamId === teamId,
      );
    expect(await offered()).toBe(true);
    await work.run(SYSTEM, (tx) =>
      teams.update(tx, teamId, 1, { code: "CLOSING", name: "Closing", levels: [1], active: false }),
    );
    expect(await offered()).toBe(false);
  });
});
