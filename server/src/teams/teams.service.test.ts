import { beforeAll, describe, expect, it } from "vitest";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { TestDesk } from "../testing/desk.js";
import { faultsOf, problemOf } from "../testing/refusals.js";
import { testDatabase } from "../testing/test-database.js";
import { Channel, TicketKind } from "../tickets/ticket.entity.js";
import { Sites } from "./site.service.js";
import { type TeamChanges, Teams } from "./team.service.js";

const dataSource = await testDatabase();
const work = new UnitOfWork(dataSource, [], () => undefined);
const teams = new Teams();
const sites = new Sites();
let desk: TestDesk;

beforeAll(async () => {
  desk = await TestDesk.build(dataSource);
});

const create = async (changes: TeamChanges) => (await work.run(SYSTEM, (tx) => teams.create(tx, changes))).value;
const update = (id: number, version: number, changes: TeamChanges) =>
  work.run(SYSTEM, (tx) => teams.update(tx, id, version, changes));

const queuesOf = async (teamId: number) =>
  (
    await dataSource.query<{ level: number; active: number }[]>(
      "SELECT level, active FROM queue WHERE teamId = ? ORDER BY level",
      [teamId],
    )
  ).map(({ level, active }) => `${level}${active ? "" : " closed"}`);

describe("a team", () => {
  it("has a queue for each level it serves, and keeps those it closes for their history", async () => {
    const id = await create({ code: "LEVELS", name: "Levels", levels: [1, 2] });
    expect(await queuesOf(id)).toEqual(["1", "2"]);
    await update(id, 1, { code: "LEVELS", name: "Levels", levels: [2, 3] });
    expect(await queuesOf(id)).toEqual(["1 closed", "2", "3"]);
    await update(id, 2, { code: "LEVELS", name: "Levels", levels: [1, 2, 3] });
    expect(await queuesOf(id)).toEqual(["1", "2", "3"]);
    const events = await dataSource.query<{ type: string }[]>(
      "SELECT type FROM event WHERE subjectType = 'TEAM' AND subjectId = ? ORDER BY position",
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual(["TEAM_CREATED", "TEAM_CHANGED", "TEAM_CHANGED"]);
  });

  it("is recorded as changed only when it is", async () => {
    const facts = { code: "SAME", name: "Same", levels: [0, 1] };
    const id = await create(facts);
    expect((await update(id, 1, { ...facts, levels: [1, 0] })).position).toBeNull();
    expect(await problemOf(update(id, 2, facts))).toMatchObject({ currentVersion: 1 });
  });

  it("does not give up a level where a ticket is still open", async () => {
    const id = await create({ code: "BUSY", name: "Busy", levels: [0, 1] });
    const [queue] = await dataSource.query<{ id: number }[]>("SELECT id FROM queue WHERE teamId = ? AND level = 1", [
      id,
    ]);
    const requester = await desk.as(desk.people.requester);
    const { value } = await desk.work.run(requester.actor, (tx) =>
      desk.services.recording.record(tx, requester, {
        key: null,
        channel: Channel.WEB,
        kind: TicketKind.QUESTION,
        subject: "Question",
        description: "",
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
      }),
    );
    await dataSource.query("UPDATE ticket SET queueId = ?, teamId = ?, level = 1 WHERE number = ?", [
      queue!.id,
      id,
      value.number,
    ]);
    const shrunk = { code: "BUSY", name: "Busy", levels: [0] };
    expect(await faultsOf(update(id, 1, shrunk))).toEqual(["input.levels HAS_TICKETS"]);
    expect(await faultsOf(update(id, 1, { ...shrunk, levels: [0, 1], active: false }))).toEqual([
      "input.active HAS_TICKETS",
    ]);
    await dataSource.query("UPDATE ticket SET state = 'CANCELLED' WHERE number = ?", [value.number]);
    await update(id, 1, shrunk);
    expect(await queuesOf(id)).toEqual(["0", "1 closed"]);
  });

  it("does not give up a level to which a support chain leads", async () => {
    const { L3 } = desk.queues;
    expect(await faultsOf(update(L3.teamId, 1, { code: "ENGINEERS", name: "Engineers", levels: [2] }))).toEqual([
      "input.levels NAMED_BY_CHAIN",
    ]);
  });

  it("takes the rights of a closed level from who worked there, as an event of theirs", async () => {
    const id = await create({ code: "STAFFED", name: "Staffed", levels: [1, 2] });
    const { outsider } = desk.people;
    await dataSource.query("INSERT INTO membership (personId, teamId, level) VALUES (?, ?, 1), (?, ?, 2)", [
      outsider.id,
      id,
      outsider.id,
      id,
    ]);
    const [before] = await dataSource.query<{ version: number }[]>("SELECT version FROM person WHERE id = ?", [
      outsider.id,
    ]);
    await update(id, 1, { code: "STAFFED", name: "Staffed", levels: [1] });
    const { viewer } = await desk.as(outsider);
    expect(viewer.memberships).toContainEqual({ teamId: id, level: 1 });
    expect(viewer.memberships).not.toContainEqual({ teamId: id, level: 2 });
    const events = await dataSource.query<{ type: string; subjectVersion: number }[]>(
      "SELECT type, subjectVersion FROM event WHERE subjectType = 'PERSON' AND subjectId = ?",
      [outsider.id],
    );
    expect(events).toEqual([{ type: "RIGHTS_CHANGED", subjectVersion: before!.version + 1 }]);
  });

  it.each([
    ["a code that is taken", { code: "FRONT", name: "x", levels: [0] }, ["input.code TAKEN"]],
    ["a code with blanks", { code: "a b", name: "x", levels: [0] }, ["input.code FORMAT"]],
    ["a code that is too long", { code: "x".repeat(33), name: "x", levels: [0] }, ["input.code MAX_LENGTH"]],
    ["no name", { code: "NEW", name: " ", levels: [0] }, ["input.name REQUIRED"]],
    ["no level", { code: "NEW", name: "x", levels: [] }, ["input.levels REQUIRED"]],
    ["a level twice", { code: "NEW", name: "x", levels: [0, 0] }, ["input.levels UNIQUE"]],
    ["a level that the desk does not have", { code: "NEW", name: "x", levels: [9] }, ["input.levels UNKNOWN_CHOICE"]],
    ["an unknown site", { code: "NEW", name: "x", levels: [0], siteId: 999_999 }, ["UnknownReference"]],
  ])("is refused with %s", async (_, changes, faults) => {
    expect(await faultsOf(create(changes))).toEqual(faults);
  });
});

describe("a site", () => {
  it("is created and renamed, each an event, on the version that it stands at", async () => {
    const { value: id } = await work.run(SYSTEM, (tx) => sites.create(tx, { code: "PAR", name: "Paris" }));
    const rename = (version: number, name: string) =>
      work.run(SYSTEM, (tx) => sites.update(tx, id, version, { code: "PAR", name }));
    await rename(1, "Paris – siège");
    expect(await problemOf(rename(1, "Lutèce"))).toMatchObject({ typeName: "ChangedMeanwhile", currentVersion: 2 });
    expect((await rename(2, "Paris – siège")).position).toBeNull();
    expect(await faultsOf(work.run(SYSTEM, (tx) => sites.create(tx, { code: "PAR", name: "" })))).toEqual([
      "code TAKEN",
      "name REQUIRED",
    ]);
  });
});
