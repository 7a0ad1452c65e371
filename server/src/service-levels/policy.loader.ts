import DataLoader from "dataloader";
import { manyForEach, oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { shown } from "./effective-version.rows.js";
import type { PolicyRow, PolicyVersionRow } from "./policy.type.js";
import { policyVersionOf, type RawPolicyVersion } from "./service-level.settings.js";

export function readPolicies(database: Sql): Promise<PolicyRow[]> {
  return database.query<PolicyRow[]>("SELECT id, name, version FROM service_level_policy ORDER BY id");
}

export function policyLoader(context: RequestContext, database: Sql): DataLoader<number, PolicyRow | null> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<PolicyRow[]>(
      "SELECT id, name, version FROM service_level_policy WHERE id IN (?)",
      [ids],
    );
    return oneForEach(ids, rows, ({ id }) => id);
  };
  return context.loader<number, PolicyRow | null>("policy", () => new DataLoader(read));
}

/** All versions of a policy, the newest first. */
export function policyVersionsLoader(context: RequestContext, database: Sql): DataLoader<number, PolicyVersionRow[]> {
  const read = async (ids: readonly number[]) => {
    const rows = await database.query<RawPolicyVersion[]>(
      "SELECT * FROM policy_version WHERE policyId IN (?) ORDER BY effectiveFrom, id",
      [ids],
    );
    const now = new Date();
    return manyForEach(ids, rows, ({ policyId }) => policyId).map((versions) => shown(versions, now, policyVersionOf));
  };
  return context.loader<number, PolicyVersionRow[]>("policy-versions", () => new DataLoader(read));
}
