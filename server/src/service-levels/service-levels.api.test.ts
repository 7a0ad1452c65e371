import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

let api: TestApi;
const as = {} as Record<Role, TestClient>;
let queue: string;

beforeAll(async () => {
  api = await startTestApi();
  for (const role of Object.values(Role)) as[role] = await api.signedIn((await api.person(`Ann ${role}`, role)).login);
  const teamId = await insertRow(api.dataSource, "team", { code: "FRONT", name: "Front" });
  const queueId = await insertRow(api.dataSource, "queue", { teamId, level: 0 });
  await insertRow(api.dataSource, "chain_link", { level: 0, queueId });
  queue = toGlobalId("Queue", queueId);
});

type Outcome = { __typename: string } & Record<string, unknown>;

async function outcome(
  client: TestClient,
  mutation: string,
  variables: Record<string, unknown> = {},
): Promise<Outcome> {
  const { outcome } = await client.read<{ outcome: Outcome }>(mutation, variables);
  return outcome;
}

const PROBLEMS = `... on Problem { message } ... on InvalidInput { fields { path code message } }
  ... on ChangedMeanwhile { currentVersion }`;
const CREATE_CALENDAR = `mutation ($input: NewCalendarInput!) { outcome: createCalendar(input: $input) { __typename ${PROBLEMS}
  ... on CalendarSuccess { calendar { id name version isDefault current { effectiveFrom state } } } } }`;
const UPDATE_CALENDAR = `mutation ($calendar: ID!, $version: Int!, $input: CalendarInput!) {
  outcome: updateCalendar(calendar: $calendar, version: $version, input: $input) { __typename ${PROBLEMS}
    ... on CalendarSuccess { calendar { version current { state weekly { weekday from to } }
      coming { id state effectiveFrom exceptions { date name periods { from to } } } history { state savedBy { displayName } } } } } }`;
const CREATE_POLICY = `mutation ($input: PolicyInput!) { outcome: createServiceLevelPolicy(input: $input) { __typename ${PROBLEMS}
  ... on ServiceLevelPolicySuccess { policy { id name version current { active rank kinds priorities warningPercent pausesOn
    onBreach takeChargeMinutes resolveMinutes applications { code } sites { code } calendar { name } } } } } }`;

const hours = (from = "08:00", to = "18:00") => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, to }));
const calendar = (name: string) => ({ name, timeZone: "Europe/Paris", weekly: hours() });
const policy = (name: string) => ({ name, rank: 10, resolveMinutes: 240 });
const MANAGING: readonly Role[] = [Role.MANAGER, Role.ADMIN];

describe("who may manage service levels", () => {
  const mutations: [what: string, mutation: string, variables: Record<string, unknown>][] = [
    ["create a calendar", CREATE_CALENDAR, { input: calendar("Of {role}") }],
    ["change a calendar", UPDATE_CALENDAR, { calendar: toGlobalId("Calendar", 1), version: 99, input: calendar("x") }],
    ["create a policy", CREATE_POLICY, { input: policy("Of {role}") }],
    ["order policies", `mutation { outcome: orderServiceLevelPolicies(policies: []) { __typename ${PROBLEMS} } }`, {}],
    [
      "give a queue a calendar",
      `mutation ($queue: ID!) { outcome: setQueueCalendar(queue: $queue, version: 99) { __typename ${PROBLEMS} } }`,
      { queue: "{queue}" },
    ],
    [
      "give the desk a calendar",
      `mutation { outcome: setDefaultCalendar(version: 99, calendar: "${toGlobalId("Calendar", 1)}") { __typename ${PROBLEMS} } }`,
      {},
    ],
    ["change the past", `mutation { outcome: recomputeServiceLevels(input: {}) { __typename ${PROBLEMS} } }`, {}],
    [
      "see what a change of the past would do",
      `query { outcome: recomputationPreview(input: {}) { __typename ${PROBLEMS} } }`,
      {},
    ],
  ];
  it.each(mutations)("%s: managers and administrators", async (_, mutation, variables) => {
    for (const role of Object.values(Role)) {
      const named = JSON.parse(JSON.stringify(variables).replaceAll("{role}", role).replaceAll("{queue}", queue));
      const refused = (await outcome(as[role], mutation, named)).__typename === "NotPermitted";
      expect({ role, refused }).toEqual({ role, refused: !MANAGING.includes(role) });
    }
    expect(
      await outcome(api.stranger, mutation, JSON.parse(JSON.stringify(variables).replaceAll("{queue}", queue))),
    ).toMatchObject({
      __typename: "NotPermitted",
    });
  });

  it("is not who may read them: whoever works at the desk may", async () => {
    const query =
      "{ calendars { name } serviceLevelPolicies { name } queueCalendars { version } defaultCalendar { version } }";
    for (const role of Object.values(Role)) {
      const { errors } = await as[role].ask(query);
      expect({ role, refused: errors !== undefined }).toEqual({ role, refused: role === Role.REQUESTER });
    }
    const { errors } = await as.TECHNICIAN.ask("{ recomputations { id } }");
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_PERMITTED" });
  });
});

describe("a calendar", () => {
  it("is created, changed from an instant on and changed back before that", async () => {
    const created = await outcome(as.MANAGER, CREATE_CALENDAR, { input: calendar("Alsace") });
    expect(created).toMatchObject({
      calendar: { name: "Alsace", version: 1, isDefault: false, current: { effectiveFrom: null, state: "CURRENT" } },
    });
    const { id } = created.calendar as { id: string };
    const effectiveFrom = "2126-01-01T00:00:00.000Z";
    const exceptions = [{ date: "2126-12-24", name: "Noël", periods: [{ from: "08:00", to: "12:00" }] }];
    const changed = await outcome(as.MANAGER, UPDATE_CALENDAR, {
      calendar: id,
      version: 1,
      input: { ...calendar("Alsace"), holidays: { country: "FR", region: "67" }, exceptions, effectiveFrom },
    });
    expect(changed).toMatchObject({
      calendar: {
        version: 2,
        current: { state: "CURRENT", weekly: hours() },
        coming: [{ state: "COMING", effectiveFrom, exceptions }],
        history: [{ state: "COMING", savedBy: { displayName: "Ann MANAGER" } }, { state: "CURRENT" }],
      },
    });
    const [coming] = (changed.calendar as { coming: { id: string }[] }).coming;
    const withdraw = `mutation ($version: Int!) {
      outcome: withdrawCalendarVersion(calendarVersion: "${coming!.id}", version: $version) { __typename ${PROBLEMS}
        ... on CalendarSuccess { calendar { version coming { id } history { state } } } } }`;
    expect(await outcome(as.ADMIN, withdraw, { version: 1 })).toMatchObject({ currentVersion: 2 });
    expect(await outcome(as.ADMIN, withdraw, { version: 2 })).toMatchObject({
      calendar: { version: 3, coming: [], history: [{ state: "WITHDRAWN" }, { state: "CURRENT" }] },
    });
  });

  it("says in the viewer's language what is wrong with it, at its place", async () => {
    const faulty = {
      ...calendar("Faulty"),
      timeZone: "Mars/Olympus",
      weekly: [{ weekday: 1, from: "9", to: "24:00" }],
    };
    expect(await outcome(as.MANAGER, CREATE_CALENDAR, { input: faulty })).toMatchObject({
      __typename: "InvalidInput",
      fields: [
        { path: "input.timeZone", code: "UNKNOWN_CHOICE" },
        { path: "input.weekly.0.from", code: "FORMAT" },
      ],
    });
    const past = {
      calendar: toGlobalId("Calendar", 1),
      version: 1,
      input: { ...calendar("x"), effectiveFrom: "2020-01-01T00:00:00Z" },
    };
    const inEnglish = await outcome(as.MANAGER, UPDATE_CALENDAR, past);
    expect(inEnglish.fields).toEqual([
      {
        path: "input.effectiveFrom",
        code: "PAST",
        message: "This date has passed. Only a recomputation changes what held before.",
      },
    ]);
    await api.dataSource.query("UPDATE person SET language = 'fr' WHERE displayName = 'Ann ADMIN'");
    const french = await api.signedIn((await api.person("Anne", Role.ADMIN)).login);
    await outcome(french, `mutation { outcome: changeMyLanguage(language: fr) { __typename } }`);
    expect((await outcome(french, UPDATE_CALENDAR, past)).fields).toMatchObject([
      { message: "Cette date est passée. Seul un recalcul change ce qui valait avant." },
    ]);
  });

  it("is given to a queue, and to the desk", async () => {
    const created = await outcome(as.MANAGER, CREATE_CALENDAR, { input: calendar("Astreinte") });
    const { id } = created.calendar as { id: string };
    const assign = `mutation ($queue: ID!, $calendar: ID, $version: Int!) {
      outcome: setQueueCalendar(queue: $queue, calendar: $calendar, version: $version) { __typename ${PROBLEMS}
        ... on CalendarAssignmentSuccess { assigned { version calendar { name queues { id } } queue { id } } } } }`;
    expect(await outcome(as.MANAGER, assign, { queue, calendar: id, version: 0 })).toMatchObject({
      assigned: { version: 1, calendar: { name: "Astreinte", queues: [{ id: queue }] }, queue: { id: queue } },
    });
    expect(await outcome(as.MANAGER, assign, { queue, version: 0 })).toMatchObject({ currentVersion: 1 });
    const setDefault = `mutation ($calendar: ID!) { outcome: setDefaultCalendar(calendar: $calendar, version: 1) {
      __typename ${PROBLEMS} ... on CalendarAssignmentSuccess { assigned { version calendar { name isDefault } history { state calendar { name } } } } } }`;
    expect(await outcome(as.ADMIN, setDefault, { calendar: id })).toMatchObject({
      assigned: {
        version: 2,
        calendar: { name: "Astreinte", isDefault: true },
        history: [{ state: "CURRENT" }, { state: "PAST", calendar: { name: "Heures ouvrées" } }],
      },
    });
  });
});

describe("a policy", () => {
  it("is what it is given, and the rest as a policy usually is; order puts it first", async () => {
    const applicationId = await insertRow(api.dataSource, "application", { code: "PAIE", name: "Paie" });
    const siteId = await insertRow(api.dataSource, "site", { code: "STR", name: "Strasbourg" });
    const input = {
      ...policy("Paie"),
      rank: 500,
      applications: [toGlobalId("Application", applicationId)],
      sites: [toGlobalId("Site", siteId)],
      priorities: ["P1"],
      calendar: toGlobalId("Calendar", 1),
      takeChargeMinutes: 15,
    };
    const created = await outcome(as.MANAGER, CREATE_POLICY, { input });
    expect(created).toMatchObject({
      policy: {
        version: 1,
        current: {
          active: true,
          rank: 500,
          kinds: [],
          priorities: ["P1"],
          warningPercent: 75,
          pausesOn: ["REQUESTER"],
          onBreach: ["NOTIFY"],
          takeChargeMinutes: 15,
          resolveMinutes: 240,
          applications: [{ code: "PAIE" }],
          sites: [{ code: "STR" }],
        },
      },
    });
    const { serviceLevelPolicies } = await as.MANAGER.read<{
      serviceLevelPolicies: { id: string; name: string; version: number }[];
    }>("{ serviceLevelPolicies { id name version } }");
    expect(serviceLevelPolicies.at(-1)!.name).toBe("Paie");
    const policies = serviceLevelPolicies.toReversed().map(({ id, version }) => ({ policy: id, version }));
    const order = `mutation ($policies: [PolicyOrderInput!]!) { outcome: orderServiceLevelPolicies(policies: $policies) {
      __typename ${PROBLEMS} ... on ServiceLevelPolicyOrderSuccess { policies { name current { rank } } } } }`;
    const ordered = await outcome(as.MANAGER, order, { policies });
    expect((ordered.policies as { name: string }[])[0]).toEqual({ name: "Paie", current: { rank: 10 } });
    expect(await outcome(as.MANAGER, CREATE_POLICY, { input: { ...input, name: "Paie" } })).toMatchObject({
      fields: [{ path: "input.name", code: "TAKEN" }],
    });
  });
});

describe("what is asked before deciding", () => {
  it("countries, regions and holidays are named in the viewer's language", async () => {
    const { holidayCountries, holidayRegions, holidays, unknown } = await as.MANAGER.read<
      Record<string, { code: string; date: string; name: string }[]>
    >(
      `{ holidayCountries { code name } holidayRegions(country: "FR") { code name }
         holidays(country: "FR", region: "67", year: 2026) { date name } unknown: holidays(country: "XX", year: 2026) { date } }`,
    );
    expect(holidayCountries).toContainEqual({ code: "FR", name: "France" });
    expect(holidayRegions!.map(({ code }) => code)).toEqual(expect.arrayContaining(["57", "67", "68", "MQ", "RE"]));
    // Good Friday and Saint Stephen's Day: of Alsace-Moselle alone.
    expect(holidays!.map(({ date }) => date)).toEqual(
      expect.arrayContaining(["2026-04-03", "2026-12-26", "2026-05-01"]),
    );
    expect(unknown).toEqual([]);
  });

  it("when a ticket would be due, by which policy and on which calendar", async () => {
    const { dueTimes } = await as.TECHNICIAN.read<{ dueTimes: Record<string, unknown> }>(
      `query ($input: DueTimesInput!) { dueTimes(input: $input) { recordedAt queue { id } calendar { name }
         policy { name } policyVersion { resolveMinutes } targets { kind minutes dueAt skipped { reason } } } }`,
      { input: { kind: "INCIDENT", recordedAt: "2126-03-04T09:00:00.000Z" } },
    );
    expect(dueTimes).toMatchObject({
      recordedAt: "2126-03-04T09:00:00.000Z",
      queue: { id: queue },
      calendar: { name: "Astreinte" },
      policyVersion: { resolveMinutes: 240 },
      targets: [{ kind: "RESOLVE", minutes: 240, dueAt: "2126-03-04T13:00:00.000Z", skipped: [] }],
    });
    const { errors } = await as.TECHNICIAN.ask(
      `{ dueTimes(input: { kind: INCIDENT, application: "nonsense" }) { recordedAt } }`,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

describe("a change of the past", () => {
  it("is previewed, made, seen through by the server, and in the history with who and when", async () => {
    const { serviceLevelPolicy } = await as.MANAGER.read<{ serviceLevelPolicy: unknown }>(
      `{ serviceLevelPolicy(id: "nonsense") { id } }`,
    );
    expect(serviceLevelPolicy).toBeNull();
    const created = await outcome(as.MANAGER, CREATE_POLICY, { input: policy("Rétroactive") });
    const { id } = created.policy as { id: string };
    const input = {
      policy: {
        policy: id,
        version: 1,
        input: { ...policy("Rétroactive"), effectiveFrom: "2026-01-01T00:00:00.000Z" },
      },
    };
    const preview = `query ($input: RecomputationInput!) { outcome: recomputationPreview(input: $input) { __typename ${PROBLEMS}
      ... on RecomputationPreview { looked complete changed changes(first: 10) { edges { node { target before after ticket { number } } } } } } }`;
    expect(await outcome(as.MANAGER, preview, { input })).toEqual({
      __typename: "RecomputationPreview",
      looked: 0,
      complete: true,
      changed: 0,
      changes: { edges: [] },
    });
    const twice = { ...input, assignment: { version: 2, effectiveFrom: "2026-01-01T00:00:00.000Z" } };
    expect(await outcome(as.MANAGER, preview, { input: twice })).toMatchObject({
      fields: [{ path: "input", code: "ONE_OF" }],
    });
    const recompute = `mutation ($input: RecomputationInput!) { outcome: recomputeServiceLevels(input: $input) { __typename ${PROBLEMS}
      ... on RecomputationSuccess { recomputation { effectiveFrom startedBy { displayName } policy { name } ticketsToLookAt } } } }`;
    expect(await outcome(as.MANAGER, recompute, { input })).toMatchObject({
      recomputation: {
        effectiveFrom: "2026-01-01T00:00:00.000Z",
        startedBy: { displayName: "Ann MANAGER" },
        policy: { name: "Rétroactive" },
        ticketsToLookAt: 0,
      },
    });
    const ended = async () => {
      const { recomputations } = await as.ADMIN.read<{ recomputations: { endedAt: string | null }[] }>(
        "{ recomputations { endedAt } }",
      );
      return recomputations.map(({ endedAt }) => endedAt !== null);
    };
    await expect.poll(ended, { timeout: 15_000 }).toEqual([true]);
  });
});
