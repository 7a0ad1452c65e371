import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

let api: TestApi;
let admin: TestClient;
let manager: TestClient;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signedIn((await api.person("admin", Role.ADMIN)).login);
  manager = await api.signedIn((await api.person("manager", Role.MANAGER)).login);
});

const SWITCH = `mutation ($on: Boolean!, $version: Int!) { outcome: setPersonFigures(on: $on, version: $version) {
  __typename
  ... on SetPersonFiguresSuccess { settings { personFigures version } }
  ... on ChangedMeanwhile { currentVersion }
} }`;

const switched = async (client: TestClient, on: boolean, version: number) =>
  (await client.read<{ outcome: unknown }>(SWITCH, { on, version })).outcome;

describe("figures about named persons", () => {
  it("are off until an administrator switches them on, which the log keeps", async () => {
    const { deskSettings } = await manager.read<{ deskSettings: { personFigures: boolean; version: number } }>(
      "{ deskSettings { personFigures version } }",
    );
    expect(deskSettings).toEqual({ personFigures: false, version: 1 });
    expect(await switched(admin, true, 1)).toMatchObject({ settings: { personFigures: true, version: 2 } });
    expect(await switched(admin, true, 2)).toMatchObject({ settings: { personFigures: true, version: 2 } });
    expect(await switched(admin, false, 2)).toMatchObject({ settings: { personFigures: false, version: 3 } });
    const events: unknown[] = await api.dataSource.query(
      "SELECT type, subjectVersion, actorKind FROM event WHERE subjectType = 'SETTING' ORDER BY position",
    );
    expect(events).toEqual([
      { type: "PERSON_FIGURES_SHOWN", subjectVersion: 2, actorKind: "PERSON" },
      { type: "PERSON_FIGURES_HIDDEN", subjectVersion: 3, actorKind: "PERSON" },
    ]);
  });

  it("are not switched by a manager, nor on what was seen before a change", async () => {
    expect(await switched(manager, true, 3)).toMatchObject({ __typename: "NotPermitted" });
    expect(await switched(admin, true, 1)).toEqual({ __typename: "ChangedMeanwhile", currentVersion: 3 });
  });
});
