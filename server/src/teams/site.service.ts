import { insertRow, updateRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { ChangedMeanwhile, InvalidInput, NotFound, refuse } from "../platform/graphql/problem.js";
import { invalidNaming } from "./naming.service.js";
import { SiteEventType, siteEvent } from "./team.events.js";
import type { SiteRow } from "./team.type.js";

export interface SiteFacts {
  code: string;
  name: string;
}

/** The places where people work. */
export class Sites {
  async create(tx: Transaction, facts: SiteFacts): Promise<number> {
    await demandNaming(tx, facts, null);
    const id = await insertRow(tx, "site", { ...facts, version: 1 });
    tx.record(siteEvent(SiteEventType.SITE_CREATED, { id, version: 1 }));
    return id;
  }

  async update(tx: Transaction, id: number, version: number, facts: SiteFacts): Promise<void> {
    const [site] = await tx.query<SiteRow[]>("SELECT id, code, name, version FROM site WHERE id = ? FOR UPDATE", [id]);
    if (!site) return refuse(new NotFound());
    if (site.version !== version) refuse(new ChangedMeanwhile(site.version));
    await demandNaming(tx, facts, id);
    if (site.code === facts.code && site.name === facts.name) return;
    await updateRow(tx, "site", { column: "id", value: id }, { ...facts, version: version + 1 });
    tx.record(siteEvent(SiteEventType.SITE_CHANGED, { id, version: version + 1 }));
  }
}

async function demandNaming(tx: Transaction, facts: SiteFacts, butId: number | null): Promise<void> {
  const invalid = await invalidNaming(tx, "site", facts, { at: "", butId });
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
}
