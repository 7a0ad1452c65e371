import { beforeAll, describe, expect, it } from "vitest";
import { AccountService } from "../accounts/account.service.js";
import { SessionService } from "../accounts/session.service.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { Teams } from "../teams/team.service.js";
import { faultsOf, problemOf } from "../testing/refusals.js";
import { testDatabase } from "../testing/test-database.js";
import { PeopleImport } from "./people-import.service.js";
import { Role } from "./person.entity.js";
import { lockPerson } from "./person.rows.js";
import { People, type PersonChanges } from "./person.service.js";
import { findPeople } from "./person-search.service.js";

const dataSource = await testDatabase();
const work = new UnitOfWork(dataSource, [], () => undefined);
const people = new People(new AccountService(new SessionService(dataSource, work)));
const peopleImport = new PeopleImport(work, people);
let team: number;

beforeAll(async () => {
  const { value } = await work.run(SYSTEM, (tx) =>
    new Teams().create(tx, { code: "HOTLINE", name: "Hotline", levels: [0, 1] }),
  );
  team = value;
});

async function create(changes: PersonChanges): Promise<number> {
  return (await work.run(SYSTEM, (tx) => people.create(tx, { roles: [Role.REQUESTER], ...changes }))).value;
}

async function update(id: number, version: number | null, changes: PersonChanges): Promise<boolean> {
  return (await work.run(SYSTEM, (tx) => people.update(tx, id, version, changes))).value;
}

async function eventsOf(id: number): Promise<string[]> {
  const rows = await dataSource.query<{ type: string; subjectVersion: number }[]>(
    "SELECT type, subjectVersion FROM event WHERE subjectType = 'PERSON' AND subjectId = ? ORDER BY position",
    [id],
  );
  return rows.map(({ type, subjectVersion }) => `${type} ${subjectVersion}`);
}

async function read(id: number) {
  return (await work.run(SYSTEM, (tx) => lockPerson(tx, id))).value;
}

async function found(text: string): Promise<string[]> {
  const page = await findPeople(dataSource, { text }, { limit: 10, backward: false, beyond: null });
  return page.edges.map(({ node }) => node.displayName);
}

describe("people", () => {
  it("are created with addresses, roles, memberships and an account, as one event", async () => {
    const id = await create({
      displayName: "  Claire   Martin ",
      email: " Claire.Martin@asp.example",
      phone: "01 42 76 40 40",
      roles: [Role.TECHNICIAN],
      memberships: [{ teamId: team, levels: [0, 1] }],
      login: "claire.martin",
      password: "a long password",
    });
    expect(await read(id)).toMatchObject({
      version: 1,
      login: "claire.martin",
      facts: {
        displayName: "Claire Martin",
        email: "Claire.Martin@asp.example",
        phone: "01 42 76 40 40",
        language: "fr",
        roles: [Role.TECHNICIAN],
        memberships: [{ teamId: team, levels: [0, 1] }],
      },
    });
    expect(await eventsOf(id)).toEqual(["PERSON_CREATED 1"]);
  });

  it("keep what a change leaves out, lose what it sets to null, and are recorded once per kind of change", async () => {
    const id = await create({ displayName: "Paul Roy", email: "paul.roy@asp.example", phone: "4041" });
    expect(await update(id, 1, { phone: null })).toBe(true);
    expect(await update(id, 2, { displayName: "Paul Roy-Petit", roles: [Role.MANAGER] })).toBe(true);
    expect(await update(id, 3, { displayName: "Paul Roy-Petit" })).toBe(false);
    expect((await read(id))?.facts).toMatchObject({
      email: "paul.roy@asp.example",
      phone: null,
      roles: [Role.MANAGER],
    });
    expect(await eventsOf(id)).toEqual([
      "PERSON_CREATED 1",
      "PERSON_CHANGED 2",
      "PERSON_CHANGED 3",
      "RIGHTS_CHANGED 3",
    ]);
  });

  it("are not changed on a version that is no more", async () => {
    const id = await create({ displayName: "Nadia Stale" });
    await update(id, 1, { phone: "4042" });
    expect(await problemOf(update(id, 1, { phone: "4043" }))).toMatchObject({
      typeName: "ChangedMeanwhile",
      currentVersion: 2,
    });
    expect(await problemOf(update(999_999, 1, {}))).toMatchObject({ typeName: "NotFound" });
  });

  it("share no e-mail address and no login", async () => {
    const id = await create({
      displayName: "Ines One",
      email: "ines@asp.example",
      login: "ines",
      password: "a long password",
    });
    const again = { displayName: "Ines Two", roles: [Role.REQUESTER] };
    expect(await faultsOf(create({ ...again, email: "INES@asp.example" }))).toEqual(["input.email TAKEN"]);
    expect(await faultsOf(create({ ...again, login: "Ines", password: "a long password" }))).toEqual([
      "input.login TAKEN",
    ]);
    expect(await update(id, 1, { email: "Ines@asp.example" })).toBe(true);
  });

  it("have a login and a password that can be typed where they sign in", async () => {
    const facts = { displayName: "Ines Long", roles: [Role.REQUESTER] };
    const faults = (login: string, password: string) => faultsOf(create({ ...facts, login, password }));
    expect(await faults("  ", "a long password")).toEqual(["input.login LENGTH"]);
    expect(await faults("x".repeat(101), "y".repeat(201))).toEqual(["input.login LENGTH", "input.password MAX_LENGTH"]);
  });

  it("work only at levels that their team serves", async () => {
    const wanted = (teamId: number, levels: number[]) =>
      faultsOf(create({ displayName: "Hugo Nowhere", memberships: [{ teamId, levels }] }));
    expect(await wanted(team, [3])).toEqual(["input.memberships.0.levels NOT_SERVED"]);
    expect(await wanted(999_999, [0])).toEqual(["UnknownReference"]);
  });

  it("always include somebody who administers the desk", async () => {
    const account = { password: "a long password" };
    const first = await create({ displayName: "Ada First", roles: [Role.ADMIN], login: "ada", ...account });
    expect(await faultsOf(update(first, null, { roles: [Role.REQUESTER] }))).toEqual(["input.roles LAST_ADMIN"]);
    expect(await faultsOf(update(first, null, { active: false }))).toEqual(["input.active LAST_ADMIN"]);
    // An administrator who cannot sign in administers nothing.
    await create({ displayName: "Ada Unreachable", roles: [Role.ADMIN] });
    expect(await faultsOf(update(first, null, { active: false }))).toEqual(["input.active LAST_ADMIN"]);
    await create({ displayName: "Ada Second", roles: [Role.ADMIN], login: "ada2", ...account });
    expect(await update(first, null, { active: false })).toBe(true);
  });

  it("that call for the first time may ask for help; their e-mail address is refused where it stands", async () => {
    const caller = {
      displayName: "Ariane First",
      email: "ariane@asp.example",
      phone: "0612345678",
      siteId: null,
      language: null,
    };
    const { value: id } = await work.run(SYSTEM, (tx) => people.createCaller(tx, caller));
    expect(await read(id)).toMatchObject({ login: null, facts: { roles: [Role.REQUESTER], language: "fr" } });
    const again = work.run(SYSTEM, (tx) => people.createCaller(tx, caller, "input.ticket.requesterNew"));
    expect(await faultsOf(again)).toEqual(["input.ticket.requesterNew.email TAKEN"]);
  });
});

describe("the search for people", () => {
  beforeAll(async () => {
    await create({ displayName: "Héloïse Lefèvre", email: "h.lefevre@asp.example", phone: "+33 6 11 22 33 44" });
    await create({ displayName: "Lucie Lefebvre", externalReference: "AG-7001" });
    await create({ displayName: "Anne-Sophie Lemaire" });
  });

  it.each([
    ["lef", ["Héloïse Lefèvre", "Lucie Lefebvre"]],
    ["heloise", ["Héloïse Lefèvre"]],
    ["LEFÈVRE hél", ["Héloïse Lefèvre"]],
    ["sophie", ["Anne-Sophie Lemaire"]],
    ["sophie lef", []],
    ["h.lefevre@", ["Héloïse Lefèvre"]],
    ["06 11 22", ["Héloïse Lefèvre"]],
    ["+33611223344", ["Héloïse Lefèvre"]],
    ["AG-7001", ["Lucie Lefebvre"]],
    ["%", []],
    ["l_f", []],
  ])("finds by %s", async (text, names) => {
    expect(await found(text)).toEqual(names);
  });

  it("follows a rename", async () => {
    const id = await create({ displayName: "Oldname Person" });
    await update(id, 1, { displayName: "Newname Person" });
    expect(await found("oldname")).toEqual([]);
    expect(await found("newname")).toEqual(["Newname Person"]);
  });

  it("pages by name, filtered by role, team and activity", async () => {
    for (const [index, name] of ["Zoé A", "Zoé B", "Zoé B", "Zoé C"].entries()) {
      await create({
        displayName: name,
        roles: [index < 3 ? Role.TECHNICIAN : Role.REQUESTER],
        memberships: index < 2 ? [{ teamId: team, levels: [0] }] : [],
        active: index !== 1,
      });
    }
    const request = (beyond: (string | number | null)[] | null) => ({ limit: 2, backward: false, beyond });
    const first = await findPeople(dataSource, { text: "zoe" }, request(null));
    const last = first.edges.at(-1)!.node;
    const second = await findPeople(dataSource, { text: "zoe" }, request([last.displayName, last.id]));
    expect([...first.edges, ...second.edges].map(({ node }) => node.displayName)).toEqual([
      "Zoé A",
      "Zoé B",
      "Zoé B",
      "Zoé C",
    ]);
    expect(new Set([...first.edges, ...second.edges].map(({ node }) => node.id)).size).toBe(4);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);

    const all = { limit: 10, backward: false, beyond: null };
    const names = async (filter: Parameters<typeof findPeople>[1]) =>
      (await findPeople(dataSource, { text: "zoe", ...filter }, all)).edges.map(({ node }) => node.displayName);
    expect(await names({ roles: [Role.REQUESTER] })).toEqual(["Zoé C"]);
    expect(await names({ teamId: team })).toEqual(["Zoé A", "Zoé B"]);
    expect(await names({ teamId: team, active: true })).toEqual(["Zoé A"]);
  });
});

describe("a search that many match", () => {
  it("still finds the few who have the role asked for", async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => index + 1_000_000);
    await dataSource.query("INSERT INTO person (id, displayName, language, createdAt) VALUES ?", [
      rows.map((id) => [id, `Quentin ${id}`, "fr", new Date()]),
    ]);
    await dataSource.query("INSERT INTO person_word (word, personId) VALUES ?", [rows.map((id) => ["quentin", id])]);
    const id = await create({ displayName: "Quentin Zola", roles: [Role.SUPERVISOR] });
    const page = { limit: 5, backward: false, beyond: null };
    const supervisors = await findPeople(dataSource, { text: "quen", roles: [Role.SUPERVISOR] }, page);
    expect(supervisors.edges.map(({ node }) => node.id)).toEqual([id]);
  });
});

describe("the import of people", () => {
  const csv = [
    "Nom;Courriel;Téléphone;Rôles;Équipes;Identifiant;Mot de passe;Référence",
    "Inès Import;ines.import@asp.example;0140000001;technician;hotline:0;ines.import;a long password;IMP-1",
    "Ivan Import;ivan.import@asp.example;0140000002;;;;;IMP-2",
  ].join("\n");
  const run = async (text: string, dryRun = false) => (await peopleImport.run(SYSTEM, text, dryRun)).report;

  it("only says what it would do, in a dry run", async () => {
    expect(await run(csv, true)).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: [], dryRun: true });
    expect(await found("import")).toEqual([]);
  });

  it("creates, then finds everybody again and changes nothing", async () => {
    expect(await run(csv)).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: [] });
    expect(await run(csv)).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: [] });
    expect(await found("import")).toEqual(["Inès Import", "Ivan Import"]);
  });

  it("finds a person by reference, by login or by e-mail address", async () => {
    const report = await run(
      "name,email,login,reference\nIvan Renamed,,,IMP-2\nInès Renamed,,INES.import,\nInès Renamed,ines.import@asp.example,,",
    );
    expect(report).toMatchObject({ created: 0, updated: 2, unchanged: 1, refused: [] });
    expect(await found("renamed")).toEqual(["Inès Renamed", "Ivan Renamed"]);
  });

  it("refuses rows one by one, each with its line, and takes the others", async () => {
    const report = await run(
      [
        "name,email,site,roles,login",
        "Good One,good.one@asp.example,,,",
        "Bad Mail,nonsense,,,",
        "No Site,no.site@asp.example,ATLANTIS,,",
        "Good Again,good.one@asp.example,,,",
        "Bad Role,bad.role@asp.example,,CHIEF,",
        "Short Row,short@asp.example",
        "No Password,no.password@asp.example,,,no.password",
        "Two People,ivan.import@asp.example,,,ines.import",
        '"Good\nTwo",good.two@asp.example,,,',
      ].join("\n"),
    );
    expect(report.created).toBe(2);
    expect(report.refused.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(await found("no password")).toEqual([]);
    const events = await dataSource.query<unknown[]>(
      `SELECT e.position FROM event e LEFT JOIN person p ON p.id = e.subjectId
       WHERE e.subjectType = 'PERSON' AND p.id IS NULL`,
    );
    expect(events).toEqual([]);
  });

  it.each([
    ["an empty file", "", ["csv REQUIRED"]],
    ["an unknown column", "name,salary\nA,1", ["csv UNKNOWN_COLUMN"]],
    ["no column for the name", "email\na@asp.example", ["csv MISSING_COLUMN"]],
    ["a column twice", "name,nom\nA,B", ["csv UNIQUE"]],
    ["an open quotation mark", 'name\n"Ann', ["csv NOT_CSV"]],
  ])("refuses a file with %s", async (_, text, faults) => {
    expect(await faultsOf(run(text))).toEqual(faults);
  });
});
