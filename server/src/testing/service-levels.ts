import type { DataSource } from "typeorm";
import { insertRow } from "../platform/database/rows.js";
import type { PolicyVersion } from "../service-levels/service-level.model.js";

type PolicyFacts = Omit<PolicyVersion, "id" | "policyId" | "effectiveFrom">;

const EVERY_TICKET: PolicyFacts = {
  active: true,
  rank: 10,
  applicationIds: [],
  kinds: [],
  priorities: [],
  siteIds: [],
  calendarId: null,
  takeChargeMinutes: 60,
  resolveMinutes: 480,
  warningPercent: 75,
  pausesOn: ["REQUESTER" as never],
  onBreach: [],
};

/** A policy for every ticket, or what differs from that, from an instant on; its id. */
export async function insertPolicy(
  database: DataSource,
  effectiveFrom: Date,
  facts: Partial<PolicyFacts> = {},
): Promise<number> {
  const policyId = await insertRow(database, "service_level_policy", { name: "Committed" });
  await insertPolicyVersion(database, policyId, effectiveFrom, facts);
  return policyId;
}

/** What the policy says from an instant on. */
export async function insertPolicyVersion(
  database: DataSource,
  policyId: number,
  effectiveFrom: Date,
  facts: Partial<PolicyFacts> = {},
): Promise<void> {
  const stored = Object.entries({ ...EVERY_TICKET, ...facts }).map(
    ([column, value]) => [column, Array.isArray(value) ? JSON.stringify(value) : value] as const,
  );
  const row = { policyId, effectiveFrom, savedAt: effectiveFrom, ...Object.fromEntries(stored) };
  await insertRow(database, "policy_version", row);
  await database.query("UPDATE service_level_settings SET version = version + 1 WHERE id = 1");
}
