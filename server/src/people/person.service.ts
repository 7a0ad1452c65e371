import { deskSettings } from "../desk/desk.settings.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import {
  ChangedMeanwhile,
  InvalidField,
  InvalidInput,
  NotFound,
  refuse,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { Role } from "./person.entity.js";
import { PersonEventType, personEvent } from "./person.events.js";
import { anotherAdmin, insertPerson, type LockedPerson, lockPerson, ownerOfEmail, savePerson } from "./person.rows.js";
import { differences, invalidFacts, losesAdmin, type PersonFacts, type TeamLevels } from "./person.rules.js";

/** What somebody wants of a person; what is left out stays as it is, null takes it away. */
export type PersonChanges = Partial<PersonFacts> & { login?: string | null; password?: string | null };

/** Gives people their logins and passwords. */
export interface Accounts {
  save(tx: Transaction, personId: number, account: { login?: string | null; password?: string | null }): Promise<void>;
}

/** A caller whom the desk does not know yet, as the technician on the telephone hears it. */
export interface NewCaller {
  displayName: string;
  email: string | null;
  phone: string | null;
  siteId: number | null;
  language: "fr" | "en" | null;
}

/** The people the desk knows. */
export class People {
  constructor(private readonly accounts: Accounts) {}

  /** `at` is where the person stands in the input: what is refused names its place. */
  async create(tx: Transaction, { login, password, ...changes }: PersonChanges, at = "input"): Promise<number> {
    const language = changes.language ?? (await deskLanguage(tx));
    const facts = await this.checked(tx, null, { ...NOBODY, ...given(changes), language }, at);
    const id = await insertPerson(tx, facts);
    await this.accounts.save(tx, id, { login, password });
    tx.record(personEvent(PersonEventType.PERSON_CREATED, { id, version: 1 }));
    return id;
  }

  /** Somebody who asks for help for the first time: may ask, and has no account. */
  createCaller(tx: Transaction, caller: NewCaller, at = "input.requesterNew"): Promise<number> {
    return this.create(tx, { ...caller, language: caller.language ?? undefined, roles: [Role.REQUESTER] }, at);
  }

  /** Changes a person who stands at that version (null: at any). Says whether there was anything to change. */
  async update(tx: Transaction, id: number, version: number | null, changes: PersonChanges): Promise<boolean> {
    const person = await lockPerson(tx, id);
    if (!person) return refuse(new NotFound());
    if (version !== null && version !== person.version) refuse(new ChangedMeanwhile(person.version));

    const { login, password, ...facts } = changes;
    const after = await this.checked(tx, person, { ...person.facts, ...given(facts) }, "input");
    const newLogin = login && login.trim() !== person.login ? login : undefined;
    const { shown, rights } = differences(person.facts, after);
    if (!shown && !rights && !newLogin && !password) return false;

    await savePerson(tx, person, after);
    await this.accounts.save(tx, id, { login: newLogin, password });
    const event = { id, version: person.version + 1 };
    if (shown || newLogin || password) tx.record(personEvent(PersonEventType.PERSON_CHANGED, event));
    if (rights) tx.record(personEvent(PersonEventType.RIGHTS_CHANGED, event));
    return true;
  }

  /** The facts as they will be stored, or a refusal. */
  private async checked(
    tx: Transaction,
    person: LockedPerson | null,
    wanted: PersonFacts,
    at: string,
  ): Promise<PersonFacts> {
    const facts = tidied(wanted);
    const invalid = invalidFacts(facts, at);
    if (facts.email !== null && (await ownerOfEmail(tx, facts.email, person?.id ?? null)) !== null) {
      invalid.push(new InvalidField(`${at}.email`, "TAKEN"));
    }
    if (facts.siteId !== null && facts.siteId !== person?.facts.siteId)
      await demandSite(tx, facts.siteId, `${at}.site`);
    if (facts.memberships !== person?.facts.memberships) {
      invalid.push(...(await unservedLevels(tx, facts.memberships, `${at}.memberships`)));
    }
    if (person && losesAdmin(person.facts, facts) && !(await anotherAdmin(tx, person.id))) {
      invalid.push(new InvalidField(facts.active ? `${at}.roles` : `${at}.active`, "LAST_ADMIN"));
    }
    if (invalid.length > 0) refuse(new InvalidInput(invalid));
    return facts;
  }
}

const NOBODY: Omit<PersonFacts, "language"> = {
  displayName: "",
  email: null,
  phone: null,
  siteId: null,
  roles: [],
  technicianKind: null,
  active: true,
  externalReference: null,
  memberships: [],
};

function given<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Without the blanks around, and nothing where only blanks were. */
function tidied(facts: PersonFacts): PersonFacts {
  return {
    ...facts,
    displayName: facts.displayName.trim().replace(/\s+/g, " "),
    email: facts.email?.trim() || null,
    phone: facts.phone?.trim() || null,
    externalReference: facts.externalReference?.trim() || null,
  };
}

async function deskLanguage(tx: Transaction): Promise<"fr" | "en"> {
  return (await deskSettings(tx)).language === "en" ? "en" : "fr";
}

async function demandSite(tx: Transaction, siteId: number, path: string): Promise<void> {
  const rows = await tx.query<unknown[]>("SELECT id FROM site WHERE id = ?", [siteId]);
  if (rows.length === 0) refuse(new UnknownReference(path));
}

/** Levels at which a team has no queue in service. */
async function unservedLevels(database: Sql, memberships: readonly TeamLevels[], at: string): Promise<InvalidField[]> {
  if (memberships.length === 0) return [];
  const teamIds = memberships.map(({ teamId }) => teamId);
  const teams = await database.query<{ id: number }[]>("SELECT id FROM team WHERE id IN (?)", [teamIds]);
  const queues = await database.query<{ teamId: number; level: number }[]>(
    "SELECT teamId, level FROM queue WHERE teamId IN (?) AND active = 1",
    [teamIds],
  );
  const served = new Set(queues.map(({ teamId, level }) => `${teamId}:${level}`));
  return memberships.flatMap(({ teamId, levels }, index) => {
    const path = `${at}.${index}`;
    if (!teams.some(({ id }) => id === teamId)) return refuse(new UnknownReference(`${path}.team`));
    return levels.some((level) => !served.has(`${teamId}:${level}`))
      ? [new InvalidField(`${path}.levels`, "NOT_SERVED")]
      : [];
  });
}
