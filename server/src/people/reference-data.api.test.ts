import { beforeAll, describe, expect, it } from "vitest";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { TestDesk } from "../testing/desk.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";
import { Role } from "./person.entity.js";

let api: TestApi;
let desk: TestDesk;
let requesterId: number;
const as = {} as Record<Role, TestClient>;

beforeAll(async () => {
  api = await startTestApi();
  desk = await TestDesk.build(api.dataSource);
  for (const role of Object.values(Role)) {
    const { id, login } = await api.person(`Some ${role}`, role);
    if (role === Role.REQUESTER) requesterId = id;
    if (role === Role.TECHNICIAN) {
      const { teamId, level } = desk.queues.L1;
      await api.dataSource.query("INSERT INTO membership (personId, teamId, level) VALUES (?, ?, ?)", [
        id,
        teamId,
        level,
      ]);
    }
    as[role] = await api.signedIn(login);
  }
});

const { REQUESTER, TECHNICIAN, SUPERVISOR, MANAGER, ADMIN } = Role;

/** What a mutation answers: its type, and what its problem says. */
async function outcome(client: TestClient, mutation: string, variables: Record<string, unknown> = {}) {
  const answer = await client.ask(mutation, variables);
  return Object.values(answer.data ?? {})[0] as { __typename: string } & Record<string, unknown>;
}

const CREATE_PERSON = `mutation ($input: PersonInput!) { createPerson(input: $input) { __typename
  ... on PersonSuccess { person { id version displayName login email roles memberships { team { code } levels } } }
  ... on InvalidInput { fields { path code message } } ... on NotPermitted { code message } } }`;
const UPDATE_PERSON = `mutation ($person: ID!, $version: Int!, $input: PersonInput!) {
  updatePerson(person: $person, version: $version, input: $input) { __typename
  ... on PersonSuccess { person { version roles memberships { levels } } } ... on ChangedMeanwhile { currentVersion } } }`;
const CREATE_TEAM = `mutation ($input: TeamInput!) { createTeam(input: $input) { __typename
  ... on TeamSuccess { team { id version active queues { id name level { rank } mine } } } } }`;
const CREATE_APPLICATION = `mutation ($input: ApplicationInput!) { createApplication(input: $input) { __typename
  ... on ApplicationSuccess { application { code chain { nature level queue { team { code } } } categories { name } } }
  ... on UnknownReference { path } ... on InvalidInput { fields { path code } } } }`;

describe("who may change reference data", () => {
  const input = { displayName: "New Person", roles: ["REQUESTER"] };
  const cases: [string, string, Record<string, unknown>, Role[]][] = [
    ["people", CREATE_PERSON, { input }, [ADMIN]],
    ["people by import", `mutation { importPeople(csv: "name", dryRun: true) { __typename } }`, {}, [ADMIN]],
    ["teams", CREATE_TEAM, { input: { code: "T-{role}", name: "Team", levels: [1] } }, [ADMIN]],
    ["sites", `mutation { createSite(code: "S-{role}", name: "Site") { __typename } }`, {}, [ADMIN]],
    [
      "applications",
      CREATE_APPLICATION,
      { input: { code: "A-{role}", name: "Application", chain: [] } },
      [MANAGER, ADMIN],
    ],
    ["the desk's chain", `mutation { setDeskChain(version: 1, chain: []) { __typename } }`, {}, [MANAGER, ADMIN]],
  ];
  it.each(cases)("%s", async (_, mutation, variables, permitted) => {
    for (const role of Object.values(Role)) {
      const named = (value: string) => value.replaceAll("{role}", role);
      const answer = await outcome(as[role], named(mutation), JSON.parse(named(JSON.stringify(variables))));
      const refused = answer.__typename === "NotPermitted";
      expect({ role, refused }).toEqual({ role, refused: !permitted.includes(role) });
    }
  });

  it("is nobody who has not signed in", async () => {
    expect(await outcome(api.stranger, CREATE_PERSON, { input })).toMatchObject({
      __typename: "NotPermitted",
      code: "NOT_SIGNED_IN",
    });
  });
});

describe("who may read reference data", () => {
  const cases: [string, string, Role[]][] = [
    ["people", "{ people(first: 1) { edges { cursor } } }", [TECHNICIAN, SUPERVISOR, MANAGER, ADMIN]],
    ["teams", "{ teams { code } }", [TECHNICIAN, SUPERVISOR, MANAGER, ADMIN]],
    ["queues", "{ queues { id counts { total } } }", [TECHNICIAN, SUPERVISOR, MANAGER]],
    ["the desk's chain", "{ deskChain { level } }", [TECHNICIAN, SUPERVISOR, MANAGER, ADMIN]],
    ["applications", "{ applications { code categories { name } } }", Object.values(Role)],
    ["support chains", "{ applications { chain { level } } }", [TECHNICIAN, SUPERVISOR, MANAGER, ADMIN]],
    ["sites and levels", "{ sites { code } levels { rank name } }", Object.values(Role)],
  ];
  it.each(cases)("%s", async (_, query, permitted) => {
    for (const role of Object.values(Role)) {
      const { errors } = await as[role].ask(query);
      const refused = errors?.[0]?.extensions?.code === "NOT_PERMITTED";
      expect({ role, refused, errors: refused ? 1 : errors?.length }).toEqual({
        role,
        refused: !permitted.includes(role),
        errors: permitted.includes(role) ? undefined : 1,
      });
    }
    expect((await api.stranger.ask(query)).errors?.[0]?.extensions?.code).toBe("NOT_SIGNED_IN");
  });
});

describe("a person", () => {
  const read = "query ($id: ID!) { person(id: $id) { displayName email login roles } }";

  it("reads their own details, and nobody else's unless they work at the desk", async () => {
    const own = await as[REQUESTER].read<{ person: { login: string } }>(read, {
      id: toGlobalId("Person", requesterId),
    });
    expect(own.person).toMatchObject({ displayName: "Some REQUESTER", roles: ["REQUESTER"] });
    expect(own.person.login).toMatch(/^some\.requester/);
    const other = toGlobalId("Person", desk.people.hotline.id);
    expect((await as[REQUESTER].ask(read, { id: other })).data).toEqual({ person: null });
    const seen = "query ($id: ID!) { person(id: $id) { displayName email } }";
    expect((await as[TECHNICIAN].read<{ person: object }>(seen, { id: other })).person).toEqual({
      displayName: "Hugo Hotline",
      email: "hugo.hotline@desk.test",
    });
    expect((await as[TECHNICIAN].ask(read, { id: other })).errors?.[0]?.path).toEqual(["person", "login"]);
  });

  it("is made, found and changed by an administrator, on the version they saw", async () => {
    const team = toGlobalId("Team", desk.queues.L1.teamId);
    const input = {
      displayName: "Ariane Created",
      email: "ariane@desk.test",
      roles: ["TECHNICIAN"],
      memberships: [{ team, levels: [2, 1] }],
      login: "ariane",
      password: "a long password",
    };
    const made = await outcome(as[ADMIN], CREATE_PERSON, { input });
    expect(made).toMatchObject({
      __typename: "PersonSuccess",
      person: { version: 1, login: "ariane", memberships: [{ team: { code: "SUPPORT" }, levels: [1, 2] }] },
    });
    const found = await as[TECHNICIAN].read<{ people: { edges: { node: { id: string } }[] } }>(
      `{ people(first: 5, text: "ari crea", roles: [TECHNICIAN], active: true) { edges { node { id } } } }`,
    );
    const { id } = (made as unknown as { person: { id: string } }).person;
    expect(found.people.edges).toEqual([{ node: { id } }]);

    const change = { displayName: "Ariane Created", roles: ["REQUESTER"], memberships: [] };
    const update = (version: number) => outcome(as[ADMIN], UPDATE_PERSON, { person: id, version, input: change });
    expect(await update(1)).toEqual({
      __typename: "PersonSuccess",
      person: { version: 2, roles: ["REQUESTER"], memberships: [] },
    });
    expect(await update(1)).toEqual({ __typename: "ChangedMeanwhile", currentVersion: 2 });
  });

  it("is refused with what is wrong, field by field", async () => {
    const input = { displayName: "", email: "no", phone: "call me", roles: [], memberships: [] };
    const answer = await outcome(as[ADMIN], CREATE_PERSON, { input });
    expect(answer).toMatchObject({
      __typename: "InvalidInput",
      fields: [
        { path: "input.displayName", code: "REQUIRED" },
        { path: "input.email", code: "EMAIL" },
        { path: "input.phone", code: "PHONE", message: "This is not a telephone number." },
        { path: "input.roles", code: "REQUIRED" },
      ],
    });
  });

  it("imported from CSV is refused in the reader's language, row by row", async () => {
    await as[ADMIN].ask("mutation { changeMyLanguage(language: fr) { deskName } }");
    const csv = "nom;courriel;site\nBonne Ligne;bonne@desk.test;\nSans Site;sans@desk.test;NULLEPART\nFaux;faux;";
    const run = (dryRun: boolean) =>
      outcome(
        as[ADMIN],
        `mutation ($csv: String!, $dryRun: Boolean!) { importPeople(csv: $csv, dryRun: $dryRun) { __typename
           ... on ImportPeopleReport { created updated unchanged dryRun refused { row reason } } } }`,
        { csv, dryRun },
      );
    const refused = [
      { row: 3, reason: "site : Il n’y a pas de site « NULLEPART »." },
      { row: 4, reason: "courriel : Ceci n’est pas une adresse électronique." },
    ];
    const report = { __typename: "ImportPeopleReport", created: 1, updated: 0, unchanged: 0, refused };
    expect(await run(true)).toEqual({ ...report, dryRun: true });
    expect(await run(false)).toEqual({ ...report, dryRun: false });
    expect(await run(false)).toEqual({ ...report, created: 0, unchanged: 1, dryRun: false });
    await as[ADMIN].ask("mutation { changeMyLanguage(language: en) { deskName } }");
  });
});

describe("queues", () => {
  it("are counted absolutely, and say which are the viewer's", async () => {
    const record = `mutation ($key: String!) { recordTicket(input: { key: $key, channel: WEB, kind: QUESTION, subject: "S",
      description: "D" }) { __typename } }`;
    for (const key of ["first-key", "second-key"]) {
      expect(await outcome(as[REQUESTER], record, { key })).toEqual({ __typename: "TicketActSuccess" });
    }
    const { queues } = await as[TECHNICIAN].read<{ queues: { level: { rank: number }; mine: boolean }[] }>(
      "{ queues { name level { rank name } team { code } mine counts { new open inProgress waiting unassigned total queue { level { rank } } } } }",
    );
    expect(queues.filter(({ mine }) => mine).map(({ level }) => level.rank)).toEqual([1]);
    expect(queues[0]).toEqual({
      name: "FRONT · L0 front desk",
      level: { rank: 0, name: "L0 front desk" },
      team: { code: "FRONT" },
      mine: false,
      counts: { new: 2, open: 0, inProgress: 0, waiting: 0, unassigned: 2, total: 2, queue: { level: { rank: 0 } } },
    });
    const mine = await as[TECHNICIAN].read<{ queues: object[] }>("{ queues(mine: true) { team { code } } }");
    expect(mine.queues).toEqual([{ team: { code: "SUPPORT" } }]);
  });
});

describe("an application", () => {
  it("is made with its chain; a link names a queue by its id and nothing else", async () => {
    const link = (queue: string) => ({
      input: { code: "NEW", name: "New", chain: [{ nature: "FUNCTIONAL", level: 1, queue }], categories: ["Access"] },
    });
    const team = toGlobalId("Team", desk.queues.other.teamId);
    expect(await outcome(as[MANAGER], CREATE_APPLICATION, link(team))).toEqual({
      __typename: "UnknownReference",
      path: "input.chain.0.queue",
    });
    const queue = toGlobalId("Queue", desk.queues.other.queueId);
    expect(await outcome(as[MANAGER], CREATE_APPLICATION, link(queue))).toEqual({
      __typename: "ApplicationSuccess",
      application: {
        code: "NEW",
        chain: [{ nature: "FUNCTIONAL", level: 1, queue: { team: { code: "OTHER" } } }],
        categories: [{ name: "Access" }],
      },
    });
  });
});
