import { insertRow, updateRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import {
  ChangedMeanwhile,
  InvalidField,
  InvalidInput,
  NotFound,
  refuse,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { invalidNaming } from "../teams/naming.service.js";
import { ApplicationEventType, applicationEvent, chainEvent } from "./application.events.js";
import { readApplications } from "./application.loader.js";
import type { ApplicationRow } from "./application.type.js";
import { demandFirstLevel, demandLinks, replaceLinks, type WantedLink } from "./chain-links.service.js";

export interface ApplicationFacts {
  code: string;
  name: string;
  description: string;
  ownerId: number | null;
  active: boolean;
  chain: WantedLink[];
  categories: string[];
}

/** What somebody wants of an application; what is left out stays as it is. */
export type ApplicationChanges = Pick<ApplicationFacts, "code" | "name" | "chain"> & Partial<ApplicationFacts>;

const LONGEST_DESCRIPTION = 2000;
const LONGEST_CATEGORY = 100;

/** The applications that the desk supports, with their support chains, and the desk's own chain. */
export class Applications {
  async create(tx: Transaction, changes: ApplicationChanges): Promise<number> {
    const facts = { description: "", ownerId: null, active: true, ...given(changes) };
    await demandFacts(tx, facts, null);
    const id = await insertRow(tx, "application", { ...ownColumns(facts), version: 1 });
    await replaceLinks(tx, id, facts.chain);
    await replaceCategories(tx, id, facts.categories ?? []);
    tx.record(applicationEvent(ApplicationEventType.APPLICATION_CREATED, { id, version: 1 }));
    return id;
  }

  async update(tx: Transaction, id: number, version: number, changes: ApplicationChanges): Promise<void> {
    const [application] = await readApplications(tx, "WHERE id = ? FOR UPDATE", [id]);
    if (!application) return refuse(new NotFound());
    if (application.version !== version) refuse(new ChangedMeanwhile(application.version));
    const { description, ownerId, active } = application;
    const facts = { description, ownerId, active, ...given(changes) };
    await demandFacts(tx, facts, id);
    const rerouted = await replaceLinks(tx, id, facts.chain);
    const recategorised = facts.categories !== undefined && (await replaceCategories(tx, id, facts.categories));
    const changed = recategorised || differs(application, facts);
    if (!changed && !rerouted) return;
    await updateRow(tx, "application", { column: "id", value: id }, { ...ownColumns(facts), version: version + 1 });
    if (changed) {
      tx.record(applicationEvent(ApplicationEventType.APPLICATION_CHANGED, { id, version: version + 1 }));
    }
    if (rerouted) tx.record(chainEvent(id, version + 1));
  }

  /** Where requests go that no application's chain leads. */
  async setDeskChain(tx: Transaction, version: number, links: readonly WantedLink[]): Promise<void> {
    const [desk] = await tx.query<{ version: number }[]>("SELECT version FROM desk WHERE id = 1 FOR UPDATE");
    if (desk!.version !== version) refuse(new ChangedMeanwhile(desk!.version));
    await demandLinks(tx, links, "chain");
    await demandFirstLevel(tx, links, "chain");
    if (!(await replaceLinks(tx, null, links))) return;
    await tx.query("UPDATE desk SET version = ? WHERE id = 1", [version + 1]);
    tx.record(chainEvent(null, version + 1));
  }
}

type OwnFacts = Omit<ApplicationFacts, "categories"> & { categories?: string[] };

function given(changes: ApplicationChanges): ApplicationChanges {
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as unknown as ApplicationChanges;
}

function ownColumns({ code, name, description, ownerId, active }: OwnFacts) {
  return { code, name, description, ownerId, active };
}

function differs(application: ApplicationRow, facts: OwnFacts): boolean {
  return Object.entries(ownColumns(facts)).some(
    ([column, value]) => application[column as keyof ApplicationRow] !== value,
  );
}

async function demandFacts(tx: Transaction, facts: OwnFacts, butId: number | null): Promise<void> {
  const { description, ownerId, chain, categories = [] } = facts;
  const invalid = await invalidNaming(tx, "application", facts, { at: "input.", butId });
  if (description.length > LONGEST_DESCRIPTION) {
    invalid.push(new InvalidField("input.description", "MAX_LENGTH", { max: LONGEST_DESCRIPTION }));
  }
  categories.forEach((name, index) => {
    const path = `input.categories.${index}`;
    if (name.trim() === "") invalid.push(new InvalidField(path, "REQUIRED"));
    if (name.length > LONGEST_CATEGORY) invalid.push(new InvalidField(path, "MAX_LENGTH", { max: LONGEST_CATEGORY }));
    if (categories.findIndex((each) => alike(each, name)) < index) invalid.push(new InvalidField(path, "UNIQUE"));
  });
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
  if (ownerId !== null) {
    const people = await tx.query<unknown[]>("SELECT id FROM person WHERE id = ?", [ownerId]);
    if (people.length === 0) refuse(new UnknownReference("input.owner"));
  }
  await demandLinks(tx, chain, "input.chain");
}

/** Those left out are withdrawn, not deleted: tickets have them. Says whether anything changed. */
async function replaceCategories(tx: Transaction, applicationId: number, names: readonly string[]): Promise<boolean> {
  const known = await tx.query<{ id: number; name: string; active: number }[]>(
    "SELECT id, name, active FROM category WHERE applicationId = ?",
    [applicationId],
  );
  let changed = false;
  for (const name of names.map((each) => each.trim())) {
    const category = known.find((each) => alike(each.name, name));
    if (!category) await insertRow(tx, "category", { applicationId, name, active: true });
    else if (category.active === 1 && category.name === name) continue;
    else await tx.query("UPDATE category SET active = 1, name = ? WHERE id = ?", [name, category.id]);
    changed = true;
  }
  const withdrawn = known.filter(({ active, name }) => active === 1 && !names.some((each) => alike(each, name)));
  if (withdrawn.length === 0) return changed;
  await tx.query("UPDATE category SET active = 0 WHERE id IN (?)", [withdrawn.map(({ id }) => id)]);
  return true;
}

/** As the database's collation compares: neither case nor accents tell two names apart. */
function alike(a: string, b: string): boolean {
  return a.trim().localeCompare(b.trim(), "fr", { sensitivity: "base" }) === 0;
}
