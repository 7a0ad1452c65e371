import type { DataSource } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../people/person.entity.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { PASSWORD, startTestApi, type TestApi } from "../testing/test-api.js";
import { SessionService } from "./session.service.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});

interface Me {
  me: { permissions: string[]; person: { id: string; version: number } };
}

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on SignInSuccess { me { person { id displayName } permissions } }
  ... on Problem { message } ... on TooManyAttempts { retryAfterSeconds } } }`;
const ME = "{ me { person { displayName } permissions deskName reopenWindowDays } }";

function signIn(login: string, password: string) {
  return api.stranger.ask(SIGN_IN, { input: { login, password } });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("It did not come true within five seconds");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe("signing in", () => {
  it("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const { login } = await api.person("Camille Roche", Role.TECHNICIAN);
    const { data, headers } = await signIn(login, PASSWORD);
    expect(data?.signIn).toMatchObject({
      __typename: "SignInSuccess",
      me: { person: { displayName: "Camille Roche" } },
    });
    expect(headers.get("set-cookie")).toMatch(/^guichet=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it("keeps neither the token nor the password", async () => {
    const { id, login } = await api.person("Hidden");
    const { headers } = await signIn(login, PASSWORD);
    const token = /guichet=([^;]+)/.exec(headers.get("set-cookie") ?? "")![1]!;
    const rows = JSON.stringify(
      await api.dataSource.query("SELECT *, HEX(tokenHash) AS hex FROM session WHERE personId = ?", [id]),
    );
    expect(rows).not.toContain(token);
    const [account] = await api.dataSource.query("SELECT passwordHash FROM account WHERE personId = ?", [id]);
    expect(account.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it("finds the login whatever its case", async () => {
    const { login } = await api.person("Upper");
    expect((await signIn(` ${login.toUpperCase()} `, PASSWORD)).data?.signIn).toMatchObject({
      __typename: "SignInSuccess",
    });
  });

  it("refuses an unknown login and a wrong password alike, in the stranger's language", async () => {
    const { login } = await api.person("Someone");
    const french = api.stranger.with({ "accept-language": "fr-FR,fr;q=0.9,en;q=0.8" });
    const wrong = await french.ask(SIGN_IN, { input: { login, password: "wrong" } });
    const unknown = await french.ask(SIGN_IN, { input: { login: "nobody", password: "wrong" } });
    expect(wrong.data).toEqual({
      signIn: { __typename: "SignInRefused", message: "Identifiant inconnu ou mot de passe erroné." },
    });
    expect(unknown.data).toEqual(wrong.data);
    expect(unknown.headers.get("set-cookie")).toBeNull();
  });

  it("refuses who has left", async () => {
    const { id, login } = await api.person("Gone");
    await api.dataSource.query("UPDATE person SET active = 0 WHERE id = ?", [id]);
    expect((await signIn(login, PASSWORD)).data?.signIn).toMatchObject({ __typename: "SignInRefused" });
  });

  it("is refused after ten attempts for a login, even with the right password", async () => {
    const { login } = await api.person("Guessed");
    for (let attempt = 0; attempt < 10; attempt++) await signIn(login, "guess");
    const { data } = await signIn(login, PASSWORD);
    expect(data?.signIn).toMatchObject({ __typename: "TooManyAttempts", retryAfterSeconds: expect.any(Number) });
  });

  it("counts attempts by whom they are made at, however the login is spelt", async () => {
    const { login } = await api.person("Spelt");
    const accented = login.replace("e", "é");
    expect((await signIn(accented, PASSWORD)).data?.signIn).toMatchObject({ __typename: "SignInSuccess" });
    for (let attempt = 0; attempt < 10; attempt++) await signIn(attempt % 2 ? accented : login.toUpperCase(), "wrong");
    expect((await signIn(login, PASSWORD)).data?.signIn).toMatchObject({ __typename: "TooManyAttempts" });
  });

  it("finds nobody by a login with signs that the database overlooks", async () => {
    const { login } = await api.person("Overlooked");
    expect((await signIn(`${login}\u200d`, PASSWORD)).data?.signIn).toMatchObject({ __typename: "SignInRefused" });
  });

  it("refuses input that is too long before it costs anything", async () => {
    const { errors, data } = await signIn("x".repeat(101), PASSWORD);
    expect({ data, code: errors?.[0]?.extensions?.code }).toEqual({
      data: { signIn: expect.objectContaining({ __typename: "InvalidInput" }) },
      code: undefined,
    });
  });
});

describe("a session", () => {
  it("is told who it belongs to; a stranger is nobody", async () => {
    const { login } = await api.person("Alix Martin", Role.MANAGER);
    const { me } = await (await api.signedIn(login)).read<Me>(ME);
    expect(me).toMatchObject({
      person: { displayName: "Alix Martin" },
      deskName: "Guichet",
      reopenWindowDays: 7,
    });
    expect(me.permissions).toContain("REPORTS_READ");
    expect((await api.stranger.ask(ME)).data).toEqual({ me: null });
  });

  it("ends when the person signs out, and its cookie is taken away", async () => {
    const { login } = await api.person("Leaving");
    const client = await api.signedIn(login);
    const { data, headers } = await client.ask("mutation { signOut }");
    expect(data).toEqual({ signOut: true });
    expect(headers.get("set-cookie")).toMatch(/^guichet=; Max-Age=0;/);
    expect((await client.ask(ME)).data).toEqual({ me: null });
  });

  it("ends at once where it was made and within moments on another server", async () => {
    const other = await startTestApi({ databaseUrl: api.databaseUrl });
    const { login } = await api.person("Twice");
    const here = await api.signedIn(login);
    const there = other.stranger.with(here.headers);
    expect((await there.ask(ME)).data?.me).not.toBeNull();
    await here.ask("mutation { signOut }");
    await until(async () => (await there.ask(ME)).data?.me === null);
  });

  it("that ends while it is being looked up is not remembered as one that lasts", async () => {
    const { id } = await api.person("Crossing");
    const { token, session } = await api.sessions.start(id);
    let read = () => {};
    const hasRead = new Promise<void>((resolve) => (read = resolve));
    let answer = () => {};
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const slow = {
      async query(sql: string, parameters: unknown[]) {
        const rows = await api.dataSource.query(sql, parameters);
        read();
        await mayAnswer;
        return rows;
      },
    } as unknown as DataSource;
    const elsewhere = new SessionService(slow, new UnitOfWork(api.dataSource, [], () => undefined));
    const crossing = elsewhere.find(token);
    await hasRead;
    await api.sessions.end(session.id);
    elsewhere.forget(session.id);
    answer();
    await crossing;
    expect(await elsewhere.find(token)).toBeNull();
  });

  it("whose time is over is ended with an event, so that open screens learn of it", async () => {
    const { id, login } = await api.person("Idle");
    const client = await api.signedIn(login);
    await api.dataSource.query(
      "UPDATE session SET expiresAt = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE WHERE personId = ?",
      [id],
    );
    await api.sessions.endExpired();
    const events = await api.dataSource.query(
      "SELECT type FROM event WHERE subjectType = 'SESSION' AND personId = ? ORDER BY position",
      [id],
    );
    expect(events.map(({ type }: { type: string }) => type)).toEqual(["SESSION_STARTED", "SESSION_ENDED"]);
    await until(async () => (await client.ask(ME)).data?.me === null);
  });

  it("has the rights that the person has now, not those they had when they signed in", async () => {
    const other = await startTestApi({ databaseUrl: api.databaseUrl });
    const admin = await api.signedIn((await api.person("Admin", Role.ADMIN)).login);
    const { login } = await api.person("Promoted", Role.REQUESTER);
    const client = await api.signedIn(login);
    const there = other.stranger.with(client.headers);
    const permissions = async () => (await there.read<Me>(ME)).me.permissions;
    expect(await permissions()).not.toContain("TICKETS_ACT");
    const { me } = await client.read<Me>("{ me { person { id version } } }");
    const answer = await admin.ask(
      "mutation ($id: ID!, $version: Int!, $input: PersonInput!) { updatePerson(person: $id, version: $version, input: $input) { __typename ... on Problem { message } } }",
      { ...me.person, input: { displayName: "Promoted", roles: ["TECHNICIAN"] } },
    );
    expect(answer.data?.updatePerson).toEqual({ __typename: "PersonSuccess" });
    await until(async () => (await permissions()).includes("TICKETS_ACT"));
  });

  it("speaks the language that its person chooses", async () => {
    const { login } = await api.person("Bilingual");
    const client = await api.signedIn(login);
    const { data } = await client.ask("mutation { changeMyLanguage(language: fr) { person { language } } }");
    expect(data?.changeMyLanguage).toEqual({ person: { language: "fr" } });
    const refused = await client.ask(
      'mutation { createApiToken(name: "x", scopes: []) { ... on Problem { message } } }',
    );
    expect(refused.data?.createApiToken).toEqual({ message: "Vous n’avez pas le droit de faire cela." });
  });
});
