import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import {
  ChangedMeanwhile,
  InvalidField,
  InvalidInput,
  NotFound,
  refuse,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { versionAt } from "./effective-version.rules.js";
import { addVersion, type Dating, effectiveDate, type VersionTable, withdraw } from "./effective-version.service.js";
import type { Policy, StoredPolicyVersion } from "./policy.entity.js";
import { type PolicyFacts, policyFaults } from "./policy-facts.rules.js";
import { ranksFrom } from "./policy-rank.rules.js";
import { PolicyEventType, policyEvent } from "./service-level.events.js";
import { lockRules, policyVersionOf, type RawPolicyVersion } from "./service-level.settings.js";
import { invalidName } from "./setting-name.service.js";

export type { PolicyFacts } from "./policy-facts.rules.js";

/** Room for a policy to be put between two others. */
const BETWEEN_RANKS = 10;
const VERSIONS: VersionTable = { table: "policy_version", owner: "policyId" };

/** Policies: to whom the desk commits itself to what, and from when on. */
export class Policies {
  async create(tx: Transaction, facts: PolicyFacts, dating: Dating): Promise<number> {
    await lockRules(tx);
    await demandFacts(tx, facts, null);
    const from = effectiveDate(tx, dating);
    const id = await insertRow(tx, "service_level_policy", { name: facts.name.trim(), version: 1 });
    await addVersion(tx, VERSIONS, id, { from, content: contentOf(facts) });
    tx.record(policyEvent(PolicyEventType.POLICY_CREATED, { id, version: 1 }));
    return id;
  }

  async update(tx: Transaction, id: number, version: number, facts: PolicyFacts, dating: Dating): Promise<void> {
    await lockRules(tx);
    const policy = await lockPolicy(tx, id, version);
    await demandFacts(tx, facts, id);
    const from = effectiveDate(tx, dating);
    let changed = false;
    for (const { from: since, rank } of ranksFrom(from, facts.rank, await standingVersions(tx, id), tx.now)) {
      const content = contentOf({ ...facts, rank });
      changed = (await addVersion(tx, VERSIONS, id, { from: since, content })) || changed;
    }
    const name = facts.name.trim();
    if (!changed && name === policy.name) return;
    await tx.query("UPDATE service_level_policy SET name = ?, version = version + 1 WHERE id = ?", [name, id]);
    tx.record(policyEvent(PolicyEventType.POLICY_CHANGED, { id, version: version + 1 }));
  }

  /**
   * Has the policies tried in that order: those whose rank changes get a version that says nothing else. So does what
   * is to come of them, which would bring the old order back.
   */
  async order(tx: Transaction, wanted: readonly { id: number; version: number }[], dating: Dating): Promise<void> {
    await lockRules(tx);
    const repeats = new Set(wanted.map(({ id }) => id)).size < wanted.length;
    if (repeats) refuse(new InvalidInput([new InvalidField("policies", "UNIQUE")]));
    const from = effectiveDate(tx, dating);
    for (const [index, { id, version }] of wanted.entries()) {
      await lockPolicy(tx, id, version);
      const rank = (index + 1) * BETWEEN_RANKS;
      const versions = await standingVersions(tx, id);
      const inForce = versionAt(versions, from);
      const toCome = versions.filter(({ effectiveFrom }) => effectiveFrom > from);
      let changed = false;
      for (const said of inForce ? [{ ...inForce, effectiveFrom: from }, ...toCome] : toCome) {
        const content = contentOf({ ...policyVersionOf(said), rank });
        changed = (await addVersion(tx, VERSIONS, id, { from: said.effectiveFrom, content })) || changed;
      }
      if (!changed) continue;
      await tx.query("UPDATE service_level_policy SET version = version + 1 WHERE id = ?", [id]);
      tx.record(policyEvent(PolicyEventType.POLICY_CHANGED, { id, version: version + 1 }));
    }
  }

  /** Takes back what was to come. Answers whose it was. */
  async withdrawVersion(tx: Transaction, versionId: number, version: number): Promise<number> {
    await lockRules(tx);
    const [row] = await tx.query<StoredPolicyVersion[]>("SELECT * FROM policy_version WHERE id = ?", [versionId]);
    if (!row) return refuse(new NotFound());
    const { policyId: id } = row;
    await lockPolicy(tx, id, version);
    await withdraw(tx, VERSIONS, row, "policyVersion");
    await tx.query("UPDATE service_level_policy SET version = version + 1 WHERE id = ?", [id]);
    tx.record(policyEvent(PolicyEventType.POLICY_VERSION_WITHDRAWN, { id, version: version + 1 }));
    return id;
  }
}

async function lockPolicy(tx: Transaction, id: number, version: number): Promise<Policy> {
  const [policy] = await tx.query<Policy[]>("SELECT * FROM service_level_policy WHERE id = ? FOR UPDATE", [id]);
  if (!policy) return refuse(new NotFound());
  if (policy.version !== version) refuse(new ChangedMeanwhile(policy.version));
  return policy;
}

function standingVersions(tx: Transaction, policyId: number): Promise<RawPolicyVersion[]> {
  return tx.query<RawPolicyVersion[]>(
    "SELECT * FROM policy_version WHERE policyId = ? AND withdrawnAt IS NULL ORDER BY effectiveFrom, id",
    [policyId],
  );
}

async function demandFacts(tx: Transaction, facts: PolicyFacts, butId: number | null): Promise<void> {
  const invalid = [...(await invalidName(tx, "service_level_policy", facts.name, butId)), ...policyFaults(facts)];
  if (invalid.length > 0) refuse(new InvalidInput(invalid));
  await demandKnown(tx, "application", facts.applicationIds, (index) => `input.applications.${index}`);
  await demandKnown(tx, "site", facts.siteIds, (index) => `input.sites.${index}`);
  if (facts.calendarId !== null) await demandKnown(tx, "calendar", [facts.calendarId], () => "input.calendar");
}

async function demandKnown(
  tx: Transaction,
  table: "application" | "site" | "calendar",
  ids: readonly number[],
  pathOf: (index: number) => string,
): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.query<{ id: number }[]>(`SELECT id FROM ${table} WHERE id IN (?)`, [ids]);
  const unknown = ids.findIndex((id) => !rows.some((row) => row.id === id));
  if (unknown >= 0) refuse(new UnknownReference(pathOf(unknown)));
}

/** Lists in one order: two policies that say the same are written the same. */
function contentOf(facts: Omit<PolicyFacts, "name">) {
  const { active, rank, calendarId, takeChargeMinutes, resolveMinutes, warningPercent } = facts;
  const numbers = (ids: readonly number[]) => JSON.stringify([...ids].sort((a, b) => a - b));
  const words = (values: readonly string[]) => JSON.stringify([...values].sort());
  return {
    active,
    rank,
    calendarId,
    takeChargeMinutes,
    resolveMinutes,
    warningPercent,
    applicationIds: numbers(facts.applicationIds),
    siteIds: numbers(facts.siteIds),
    kinds: words(facts.kinds),
    priorities: words(facts.priorities),
    pausesOn: words(facts.pausesOn),
    onBreach: words(facts.onBreach),
  };
}
