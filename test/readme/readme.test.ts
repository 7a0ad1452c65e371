import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileAt, killGroup, type } from "../scripts/skeleton.js";
import { copyOfTheProject } from "./copy.js";
import { blocksIn, page } from "./markdown.js";

const markdown = page("README.md");
const commands = blocksIn(markdown)
  .filter(({ language }) => language === "sh")
  .flatMap(({ text }) => text.split("\n"))
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith("#"));

/** This very test is part of them; and there is no Docker here. */
const NOT_RUN = ["npm test", "npm run test:long", "docker compose up"];
const START = "npm start";
const IMPORT = /^npm run import -- --mapping (\S+) --dry-run (\S+)$/;
const BENCH = /^npm run bench -- (\S+)$/;
const RESTORED = "npm run restored";

const importing = commands.find((command) => IMPORT.test(command)) ?? "";
const benchmark = commands.find((command) => BENCH.test(command)) ?? "";

let copy: ReturnType<typeof copyOfTheProject>;
beforeAll(() => {
  copy = copyOfTheProject();
  mkdirSync(join(copy.folder, ".guichet"));
}, 120_000);
afterAll(() => copy?.remove());

const typed = (command: string) => type(copy.folder, "sh", "-c", command);

describe("the README", () => {
  it("has no command that is not run here", () => {
    const known = [...NOT_RUN, START, importing, benchmark, RESTORED];
    expect(commands.filter((command) => !known.includes(command))).toEqual([]);
    expect(commands).toEqual(expect.arrayContaining(known));
  });

  it("leads to files that are there", () => {
    const links = [...markdown.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(3);
    const missing = links.filter((path) => {
      try {
        readFileSync(fileAt(path));
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== "EISDIR";
      }
    });
    expect(missing).toEqual([]);
  });

  it("names settings that exist, with their defaults", () => {
    const example = page(".env.example");
    const settings = [...markdown.matchAll(/`([A-Z]{4}[A-Z_]*)/g)].map(([, name]) => name!);
    expect(settings.length).toBeGreaterThan(5);
    for (const setting of settings) expect(example).toContain(`#${setting}=`);
  });
});

describe("its commands, on a copy of the tree", () => {
  it(`${START} serves a demo desk until Ctrl-C; npm run import reads a log meanwhile`, async () => {
    const desk = typed(`exec ${START}`);
    const url = (await desk.prints(/Guichet is open: (http:\/\/\S+)/))[1]!;
    const password = (await desk.prints(/with the password (\S+)/))[1]!;
    const login = (await desk.prints(/^ {2}(\S+) +supervisor$/m))[1]!;
    await expectDesk(url, login, password);

    const [, mapping, log] = IMPORT.exec(importing)!;
    expect(JSON.parse(page(mapping!))).toMatchObject({ case: { column: "number" } });
    writeFileSync(join(copy.folder, log!), gzipSync(SAMPLE));
    const run = typed(importing);
    expect(await run.ended, run.output()).toBe(0);
    expect(run.output()).toMatch(/4 rows of 2 incidents/);

    killGroup(desk.child, "SIGINT");
    expect(await desk.ended, desk.output()).toBe(0);
    expect(desk.output()).toContain("Stopping");
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  }, 600_000);

  it("npm run restored begins a new timeline of the log", async () => {
    const run = typed(RESTORED);
    expect(await run.ended, run.output()).toBe(0);
    expect(run.output()).toMatch(/goes on from position \d+ as timeline 2/);
  });

  it("npm run bench prints its figures, and its result on the last line", async () => {
    const run = typed(benchmark);
    await run.ended;
    const last = run.printed().trim().split("\n").at(-1);
    expect(last, run.output()).toMatch(new RegExp(`^${BENCH.exec(benchmark)![1]} \\w+=\\d`));
  }, 600_000);
});

/** The door, somebody who goes through it, and what a machine asks a server. */
async function expectDesk(url: string, login: string, password: string): Promise<void> {
  const door = await fetch(url, { headers: { "accept-language": "fr" } });
  expect(door.status).toBe(200);
  expect(await door.text()).toContain('<html lang="fr"');
  const signedIn = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }",
      variables: { input: { login, password } },
    }),
  });
  expect(await signedIn.json()).toMatchObject({ data: { signIn: { __typename: "SignInSuccess" } } });
  for (const path of ["/healthz", "/readyz"]) expect((await fetch(url + path)).status).toBe(200);
  const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
  const graphiql = await fetch(`${url}/graphiql`, { headers: { cookie } });
  expect([graphiql.status, graphiql.headers.get("content-type")]).toEqual([200, expect.stringContaining("html")]);
}

/** Two incidents in the columns of the log that the mapping is made for. */
const SAMPLE = `number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at
INC1,New,true,0,0,0,true,Caller 1,Opener 1,29/2/2016 01:16,?,?,Updater 1,29/2/2016 01:23,Phone,Location 1,Category 1,Subcategory 1,Symptom 1,?,2 - Medium,2 - Medium,3 - Moderate,Group 1,?,false,false,Do Not Notify,?,?,?,?,code 1,Resolver 1,29/2/2016 11:29,5/3/2016 12:00
INC1,Resolved,true,0,0,1,true,Caller 1,Opener 1,29/2/2016 01:16,?,?,Updater 2,29/2/2016 11:29,Phone,Location 1,Category 1,Subcategory 1,Symptom 1,?,2 - Medium,2 - Medium,3 - Moderate,Group 1,Resolver 1,true,false,Do Not Notify,?,?,?,?,code 1,Resolver 1,29/2/2016 11:29,5/3/2016 12:00
INC1,Closed,false,0,0,2,true,Caller 1,Opener 1,29/2/2016 01:16,?,?,Updater 3,5/3/2016 12:00,Phone,Location 1,Category 1,Subcategory 1,Symptom 1,?,2 - Medium,2 - Medium,3 - Moderate,Group 1,Resolver 1,true,false,Do Not Notify,?,?,?,?,code 1,Resolver 1,29/2/2016 11:29,5/3/2016 12:00
INC2,New,true,0,0,0,true,Caller 2,Opener 1,29/2/2016 04:40,?,?,Updater 1,29/2/2016 04:57,Phone,Location 2,Category 2,Subcategory 2,?,?,3 - Low,3 - Low,4 - Low,Group 2,?,false,false,Do Not Notify,?,?,?,?,code 2,Resolver 2,1/3/2016 09:52,6/3/2016 10:00
`;
