import { beforeAll, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { startTestApi, type TestClient } from "../testing/test-api.js";

const DUE_TIMES = `query ($input: DueTimesInput!) { dueTimes(input: $input) { isDraft policy { id name }
  policyVersion { takeChargeMinutes } targets { kind minutes } } }`;
const CREATE_POLICY = `mutation ($input: PolicyInput!) { outcome: createServiceLevelPolicy(input: $input) {
  ... on ServiceLevelPolicySuccess { policy { id } } } }`;
const saved = { name: "Questions", rank: 1, kinds: ["QUESTION"], takeChargeMinutes: 60 };
const typed = { ...saved, name: "", takeChargeMinutes: 30 };

let manager: TestClient;
let policy: string;

beforeAll(async () => {
  const api = await startTestApi();
  manager = await api.signedIn((await api.person("Mia Manager", Role.MANAGER)).login);
  const teamId = await insertRow(api.dataSource, "team", { code: "FRONT", name: "Front" });
  const queueId = await insertRow(api.dataSource, "queue", { teamId, level: 0 });
  await insertRow(api.dataSource, "chain_link", { level: 0, queueId });
  const { outcome } = await manager.read<{ outcome: { policy: { id: string } } }>(CREATE_POLICY, { input: saved });
  policy = outcome.policy.id;
});

async function dueTimes(draft?: object, kind = "QUESTION"): Promise<unknown> {
  return (await manager.read<{ dueTimes: unknown }>(DUE_TIMES, { input: { kind, draft } })).dueTimes;
}

const takenWithin = (minutes: number) => [{ kind: "TAKE_CHARGE", minutes }];

it("what is being typed counts in the place of what is saved, and nothing of it is saved", async () => {
  expect(await dueTimes({ policy, input: typed })).toEqual({
    isDraft: true,
    policy: { id: policy, name: "Questions" },
    policyVersion: null,
    targets: takenWithin(30),
  });
  expect(await dueTimes({ policy, input: typed }, "INCIDENT")).toMatchObject({ isDraft: false });
  expect(await dueTimes()).toMatchObject({
    isDraft: false,
    policyVersion: { takeChargeMinutes: 60 },
    targets: takenWithin(60),
  });
});

it("a new policy is tried after those of its rank, and has no name yet", async () => {
  expect(await dueTimes({ input: typed })).toMatchObject({ isDraft: false, targets: takenWithin(60) });
  const others = { ...typed, kinds: ["COMPLAINT"] };
  expect(await dueTimes({ input: others }, "COMPLAINT")).toMatchObject({ isDraft: true, policy: null });
});

it("what could not be saved cannot be tried", async () => {
  const unknown = { calendar: toGlobalId("Calendar", 4_000_000) };
  for (const wrong of [{ takeChargeMinutes: 0 }, { warningPercent: 101 }, unknown]) {
    const { errors } = await manager.ask(DUE_TIMES, {
      input: { kind: "QUESTION", draft: { policy, input: { ...typed, ...wrong } } },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
  }
});
