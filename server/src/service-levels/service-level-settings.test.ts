import { beforeAll, describe, expect, it } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { ActorKind, SYSTEM } from "../platform/events/actor.js";
import { faultsOf, problemOf } from "../testing/refusals.js";
import { connect, emptyDatabase } from "../testing/test-database.js";
import { Priority, WaitingFor } from "../tickets/ticket.entity.js";
import { Calendars } from "./calendar.service.js";
import { CalendarAssignments } from "./calendar-assignment.service.js";
import type { CalendarFacts } from "./calendar-facts.rules.js";
import type { Dating } from "./effective-version.service.js";
import { Policies } from "./policy.service.js";
import type { PolicyFacts } from "./policy-facts.rules.js";
import { BreachAct } from "./service-level.model.js";
import { calendarsInUse, serviceLevelRules } from "./service-level.settings.js";

const url = await emptyDatabase();
const dataSource = await connect(url);
/** The same database, as another server has it. */
const elsewhere = await connect(url);
const DAY = 86_400_000;
let now = new Date("2026-03-02T09:00:00.000Z");
const work = new UnitOfWork(
  dataSource,
  [],
  () => undefined,
  () => now,
);
const calendars = new Calendars();
const policies = new Policies();
const assignments = new CalendarAssignments();
let queueId: number;

beforeAll(async () => {
  await dataSource.runMigrations();
  const teamId = await insertRow(dataSource, "team", { code: "T", name: "T" });
  queueId = await insertRow(dataSource, "queue", { teamId, level: 0 });
});

const HOURS: CalendarFacts = {
  name: "Heures",
  timeZone: "Europe/Paris",
  holidays: null,
  weekly: [{ weekday: 1, from: "08:00", to: "12:00" }],
  exceptions: [],
};
const AFTERNOON = [{ weekday: 1 as const, from: "13:00", to: "17:00" }];
const PROMISE: PolicyFacts = {
  name: "Promesse",
  active: true,
  rank: 10,
  applicationIds: [],
  kinds: [],
  priorities: [Priority.P1],
  siteIds: [],
  calendarId: null,
  takeChargeMinutes: 15,
  resolveMinutes: 240,
  warningPercent: 75,
  pausesOn: [WaitingFor.REQUESTER],
  onBreach: [BreachAct.NOTIFY],
};
const FROM_NOW_ON: Dating = { effectiveFrom: null, past: false };
const from = (effectiveFrom: Date) => ({ effectiveFrom, past: false });
const inDays = (days: number) => new Date(now.getTime() + days * DAY);

const run = <T>(change: (tx: Parameters<Parameters<typeof work.run>[1]>[0]) => Promise<T>) =>
  work.run({ kind: ActorKind.PERSON, id: 42 }, change);
const newCalendar = async (name: string) => (await run((tx) => calendars.create(tx, { ...HOURS, name }))).value;
const newPolicy = async (name: string, rank = 10) =>
  (await run((tx) => policies.create(tx, { ...PROMISE, name, rank }, FROM_NOW_ON))).value;
const versionsOf = (calendarId: number) =>
  dataSource.query<
    { id: number; effectiveFrom: Date; weekly: string; savedById: number | null; withdrawnAt: Date | null }[]
  >("SELECT id, effectiveFrom, weekly, savedById, withdrawnAt FROM calendar_version WHERE calendarId = ? ORDER BY id", [
    calendarId,
  ]);
const eventsOf = async (subject: string, id: number) =>
  (
    await dataSource.query<{ type: string; subjectVersion: number }[]>(
      "SELECT type, subjectVersion FROM event WHERE subjectType = ? AND subjectId = ? ORDER BY position",
      [subject, id],
    )
  ).map(({ type, subjectVersion }) => `${type} ${subjectVersion}`);

describe("a desk", () => {
  it("has a calendar from the beginning, from Monday to Friday, in its own time zone", async () => {
    const rules = await serviceLevelRules(dataSource);
    expect(calendarsInUse(rules, new Date(1))).toEqual({ defaultCalendarId: 1, ofQueues: new Map() });
    const [calendar] = rules.calendars;
    expect(calendar).toMatchObject({
      calendarId: 1,
      effectiveFrom: new Date(0),
      timeZone: "Europe/Paris",
      holidays: null,
    });
    expect(calendar!.weekly.map(({ weekday, from, to }) => `${weekday} ${from} ${to}`)).toEqual(
      [1, 2, 3, 4, 5].map((weekday) => `${weekday} 08:00 18:00`),
    );
  });
});

describe("a calendar", () => {
  it("holds from the beginning when it is new, and changes by versions that leave the past alone", async () => {
    const id = await newCalendar("Versions");
    await run((tx) => calendars.update(tx, id, 1, { ...HOURS, name: "Versions", weekly: AFTERNOON }, FROM_NOW_ON));
    const [first, second] = await versionsOf(id);
    expect(first).toMatchObject({ effectiveFrom: new Date(0), savedById: 42, withdrawnAt: null });
    expect(JSON.parse(first!.weekly)).toEqual(HOURS.weekly);
    expect(second).toMatchObject({ effectiveFrom: now, savedById: 42, withdrawnAt: null });
    expect(await eventsOf("CALENDAR", id)).toEqual(["CALENDAR_CREATED 1", "CALENDAR_CHANGED 2"]);
  });

  it("is recorded as changed only when it is, and a new name is no new version", async () => {
    const id = await newCalendar("Same");
    const before = (await serviceLevelRules(dataSource)).version;
    const save = (version: number, name: string) =>
      run((tx) => calendars.update(tx, id, version, { ...HOURS, name }, FROM_NOW_ON));
    expect((await save(1, "Same")).position).toBeNull();
    await save(1, "Other name");
    expect(await versionsOf(id)).toHaveLength(1);
    expect((await serviceLevelRules(dataSource)).version).toBe(before);
    expect(await problemOf(save(1, "Third"))).toMatchObject({ typeName: "ChangedMeanwhile", currentVersion: 2 });
    expect(await faultsOf(save(2, " "))).toEqual(["input.name REQUIRED"]);
    expect(await faultsOf(save(2, "Versions"))).toEqual(["input.name TAKEN"]);
  });

  it("is not changed in the past by a save", async () => {
    const id = await newCalendar("Past");
    const facts = { ...HOURS, name: "Past", weekly: AFTERNOON };
    expect(await faultsOf(run((tx) => calendars.update(tx, id, 1, facts, from(inDays(-1)))))).toEqual([
      "input.effectiveFrom PAST",
    ]);
  });

  it("has a version to come replaced by another of the same instant, and withdrawn until it begins", async () => {
    const id = await newCalendar("Coming");
    const save = (version: number, weekly: CalendarFacts["weekly"]) =>
      run((tx) => calendars.update(tx, id, version, { ...HOURS, name: "Coming", weekly }, from(inDays(30))));
    await save(1, AFTERNOON);
    await save(2, [...HOURS.weekly, ...AFTERNOON]);
    const [, replaced, coming] = await versionsOf(id);
    expect([replaced!.withdrawnAt, coming!.withdrawnAt]).toEqual([now, null]);
    const withdraw = (versionId: number, version: number) =>
      run((tx) => calendars.withdrawVersion(tx, versionId, version));
    expect(await problemOf(withdraw(coming!.id, 1))).toMatchObject({ typeName: "ChangedMeanwhile", currentVersion: 3 });
    expect((await withdraw(coming!.id, 3)).value).toBe(id);
    expect(await faultsOf(withdraw(coming!.id, 4))).toEqual(["calendarVersion IN_FORCE"]);
    expect(await faultsOf(withdraw((await versionsOf(id))[0]!.id, 4))).toEqual(["calendarVersion IN_FORCE"]);
    expect(await faultsOf(withdraw(999_999, 4))).toEqual(["NotFound"]);
    const rules = await serviceLevelRules(dataSource);
    expect(rules.calendars.filter(({ calendarId }) => calendarId === id)).toHaveLength(1);
  });
});

describe("the calendar of a queue", () => {
  it("is its own from an instant on, on the version that it stands at; the desk always has one", async () => {
    const calendarId = await newCalendar("On call");
    const assign = (
      version: number,
      wanted: { queueId: number | null; calendarId: number | null },
      date = FROM_NOW_ON,
    ) => run((tx) => assignments.assign(tx, version, wanted, date));
    await assign(0, { queueId, calendarId });
    expect((await assign(1, { queueId, calendarId })).position).toBeNull();
    await assign(1, { queueId, calendarId: null }, from(inDays(7)));
    expect(await problemOf(assign(1, { queueId, calendarId: null }))).toMatchObject({ currentVersion: 2 });
    const rules = await serviceLevelRules(dataSource);
    expect(calendarsInUse(rules, inDays(-1)).ofQueues).toEqual(new Map());
    expect(calendarsInUse(rules, inDays(1)).ofQueues).toEqual(new Map([[queueId, calendarId]]));
    expect(calendarsInUse(rules, inDays(8)).ofQueues).toEqual(new Map([[queueId, null]]));

    expect(await faultsOf(assign(1, { queueId: null, calendarId: null }))).toEqual(["UnknownReference"]);
    expect(await faultsOf(assign(0, { queueId: 999_999, calendarId }))).toEqual(["NotFound"]);
    await assign(1, { queueId: null, calendarId }, from(inDays(3)));
    const changed = await serviceLevelRules(dataSource);
    expect([inDays(2), inDays(4)].map((at) => calendarsInUse(changed, at).defaultCalendarId)).toEqual([1, calendarId]);
    const coming = await dataSource.query<{ id: number }[]>(
      "SELECT id FROM calendar_assignment WHERE queueId IS NULL ORDER BY id DESC LIMIT 1",
    );
    expect((await run((tx) => assignments.withdrawVersion(tx, coming[0]!.id, 2))).value).toBeNull();
    expect(calendarsInUse(await serviceLevelRules(dataSource), inDays(4)).defaultCalendarId).toBe(1);
    expect(await eventsOf("SETTING", 0)).toEqual(["CALENDAR_ASSIGNED 2", "CALENDAR_ASSIGNMENT_WITHDRAWN 3"]);
  });
});

describe("a policy", () => {
  it("names what there is, and changes by versions", async () => {
    const id = await newPolicy("Changing");
    const save = (version: number, facts: Partial<PolicyFacts>) =>
      run((tx) => policies.update(tx, id, version, { ...PROMISE, name: "Changing", ...facts }, FROM_NOW_ON));
    expect(await problemOf(save(1, { applicationIds: [999_999] }))).toMatchObject({ path: "input.applications.0" });
    expect(await problemOf(save(1, { siteIds: [999_999] }))).toMatchObject({ path: "input.sites.0" });
    expect(await problemOf(save(1, { calendarId: 999_999 }))).toMatchObject({ path: "input.calendar" });
    expect((await save(1, {})).position).toBeNull();
    now = inDays(1);
    await save(1, { resolveMinutes: 120 });
    const versions = (await serviceLevelRules(dataSource)).policies.filter(({ policyId }) => policyId === id);
    expect(versions.map(({ resolveMinutes }) => resolveMinutes)).toEqual([240, 120]);
    expect(versions[1]).toMatchObject({
      active: true,
      priorities: ["P1"],
      pausesOn: ["REQUESTER"],
      onBreach: ["NOTIFY"],
    });
    expect(await eventsOf("POLICY", id)).toEqual(["POLICY_CREATED 1", "POLICY_CHANGED 2"]);
  });

  it("is put before another as one act, without saying anything else", async () => {
    const [first, second, third] = [
      await newPolicy("First", 10),
      await newPolicy("Second", 20),
      await newPolicy("Third", 30),
    ];
    const order = (ids: number[], versions: number[]) =>
      run((tx) =>
        policies.order(
          tx,
          ids.map((id, index) => ({ id, version: versions[index]! })),
          FROM_NOW_ON,
        ),
      );
    now = inDays(1);
    expect(await problemOf(order([second, first, third], [1, 7, 1]))).toMatchObject({ typeName: "ChangedMeanwhile" });
    await order([second, first, third], [1, 1, 1]);
    const rules = await serviceLevelRules(dataSource);
    const said = [first, second, third].map((id) => rules.policies.findLast(({ policyId }) => policyId === id)!);
    expect(said.map(({ rank }) => rank)).toEqual([20, 10, 30]);
    expect(said[0]).toMatchObject({ resolveMinutes: 240, priorities: ["P1"] });
    expect(await eventsOf("POLICY", third)).toEqual(["POLICY_CREATED 1"]);
    expect(await faultsOf(order([first, first], [2, 2]))).toEqual(["policies UNIQUE"]);
  });

  const ordered = async () => {
    const rules = await serviceLevelRules(dataSource);
    return (at: Date, ids: number[]) =>
      ids
        .map((id) => rules.policies.findLast((each) => each.policyId === id && each.effectiveFrom <= at)!)
        .sort((a, b) => a.rank - b.rank)
        .map(({ policyId, resolveMinutes }) => [policyId, resolveMinutes]);
  };

  it("stays where it was put when what was to come begins", async () => {
    const [first, second] = [await newPolicy("First for now", 10), await newPolicy("Second for now", 20)];
    const shorter = { ...PROMISE, name: "First for now", resolveMinutes: 60 };
    await run((tx) => policies.update(tx, first, 1, shorter, from(inDays(20))));
    const wanted = [
      { id: second, version: 1 },
      { id: first, version: 2 },
    ];
    await run((tx) => policies.order(tx, wanted, from(inDays(10))));
    const at = await ordered();
    expect(at(inDays(9), [first, second])).toEqual([
      [first, 240],
      [second, 240],
    ]);
    expect(at(inDays(10), [first, second])).toEqual([
      [second, 240],
      [first, 240],
    ]);
    expect(at(inDays(20), [first, second])).toEqual([
      [second, 240],
      [first, 60],
    ]);
    // Saved with its rank of today for a day on which it has another one.
    await run((tx) => policies.update(tx, first, 3, { ...shorter, resolveMinutes: 30 }, from(inDays(15))));
    expect((await ordered())(inDays(15), [first, second])).toEqual([
      [second, 240],
      [first, 30],
    ]);
  });

  it("keeps the places that it had when its past is corrected", async () => {
    const [first, second] = [await newPolicy("First once", 10), await newPolicy("Second once", 20)];
    const began = now;
    now = inDays(5);
    const wanted = [second, first].map((id) => ({ id, version: 1 }));
    await run((tx) => policies.order(tx, wanted, FROM_NOW_ON));
    const swapped = now;
    now = inDays(5);
    const corrected = { ...PROMISE, name: "First once", rank: 20, resolveMinutes: 60 };
    await run((tx) => policies.update(tx, first, 2, corrected, { effectiveFrom: began, past: true }));
    const at = await ordered();
    expect(at(began, [first, second])).toEqual([
      [first, 60],
      [second, 240],
    ]);
    expect(at(swapped, [first, second])).toEqual([
      [second, 240],
      [first, 60],
    ]);
    expect(await eventsOf("POLICY", first)).toHaveLength(3);
  });

  it("that is to come can be withdrawn", async () => {
    const { value: id } = await run((tx) => policies.create(tx, { ...PROMISE, name: "Soon" }, from(inDays(5))));
    const [version] = await dataSource.query<{ id: number }[]>("SELECT id FROM policy_version WHERE policyId = ?", [
      id,
    ]);
    expect((await run((tx) => policies.withdrawVersion(tx, version!.id, 1))).value).toBe(id);
    expect((await serviceLevelRules(dataSource)).policies.some(({ policyId }) => policyId === id)).toBe(false);
  });
});

describe("the rules in memory", () => {
  it("are the same objects until something changes, on this server or on another", async () => {
    const here = await serviceLevelRules(dataSource);
    const there = await serviceLevelRules(elsewhere);
    expect(await serviceLevelRules(dataSource)).toBe(here);
    expect(there).not.toBe(here);
    await newPolicy("Another");
    const [after, afterThere] = [await serviceLevelRules(dataSource), await serviceLevelRules(elsewhere)];
    expect(after.version).toBe(here.version + 1);
    expect(afterThere).toEqual(after);
    expect(afterThere.policies).toHaveLength(there.policies.length + 1);
    // What is derived from a version is kept with it: the versions themselves are not read anew.
    expect(after.calendars[0]).toBe(here.calendars[0]);
    expect(afterThere.calendars[0]).toBe(there.calendars[0]);
  });

  it("are a transaction's own when it has changed them, and nobody else's when it is rolled back", async () => {
    const before = await serviceLevelRules(dataSource);
    const seen: { policies: number; version: number }[] = [];
    const failing = run(async (tx) => {
      await policies.create(tx, { ...PROMISE, name: "Never" }, FROM_NOW_ON);
      const { policies: known, version } = await serviceLevelRules(tx);
      seen.push({ policies: known.length, version });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(seen).toEqual([{ policies: before.policies.length + 1, version: before.version + 1 }]);
    expect(await serviceLevelRules(dataSource)).toBe(before);
    // The next change has the number of the one that was rolled back.
    await newPolicy("Instead");
    const after = await serviceLevelRules(dataSource);
    expect(after.version).toBe(before.version + 1);
    const names = await dataSource.query<{ name: string }[]>(
      "SELECT name FROM service_level_policy WHERE name IN ('Never', 'Instead')",
    );
    expect(names).toEqual([{ name: "Instead" }]);
  });

  it("are held for others by an act that only reads them", async () => {
    await newPolicy("Read by an act");
    const { value: read } = await work.run(SYSTEM, (tx) => serviceLevelRules(tx));
    expect(await serviceLevelRules(dataSource)).toBe(read);
  });

  it("change one after another: of two changes at once neither is lost", async () => {
    const { version } = await serviceLevelRules(dataSource);
    await Promise.all(Array.from({ length: 8 }, (_, index) => newPolicy(`At once ${index}`)));
    expect((await serviceLevelRules(elsewhere)).version).toBe(version + 8);
  });
});
