import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { ActorKind } from "../platform/events/actor.js";
import { InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import type { EffectiveVersion } from "./calendar.entity.js";
import { dateFault, replacedBy, versionAt } from "./effective-version.rules.js";
import { rulesChange } from "./service-level.settings.js";

/** A table of versions, and the column that says whose version a row is. */
export interface VersionTable {
  table: "calendar_version" | "policy_version" | "calendar_assignment";
  owner: "calendarId" | "policyId" | "queueId";
}

/** From when on a setting is to hold; null: from now on. Only a recomputation sets `past`, and it must name an instant. */
export interface Dating {
  effectiveFrom: Date | null;
  past: boolean;
}

export function effectiveDate(tx: Transaction, { effectiveFrom, past }: Dating): Date {
  const fault = dateFault(effectiveFrom, { past, now: tx.now });
  if (fault) refuse(new InvalidInput([new InvalidField("input.effectiveFrom", fault)]));
  return effectiveFrom ?? tx.now;
}

/** Lets a setting say something else from an instant on. False when it says just that already. */
export async function addVersion(
  tx: Transaction,
  { table, owner }: VersionTable,
  ownerId: number | null,
  { from, content }: { from: Date; content: object },
): Promise<boolean> {
  const versions = await tx.query<EffectiveVersion[]>(
    `SELECT * FROM ${table} WHERE ${owner} <=> ? AND withdrawnAt IS NULL ORDER BY effectiveFrom, id FOR UPDATE`,
    [ownerId],
  );
  const replaced = replacedBy(from, versions, tx.now);
  const inForce = versionAt(versions, from);
  if (inForce && says(inForce, content) && replaced.every(({ id }) => id === inForce.id)) return false;
  await rulesChange(tx);
  for (const { id } of replaced) await tx.query(`UPDATE ${table} SET withdrawnAt = ? WHERE id = ?`, [tx.now, id]);
  await insertRow(tx, table, {
    [owner]: ownerId,
    effectiveFrom: from,
    savedAt: tx.now,
    savedById: tx.actor.kind === ActorKind.PERSON ? tx.actor.id : null,
    ...content,
  });
  return true;
}

/** Takes back a version that has not begun. `at` is where it stands in the input. */
export async function withdraw(
  tx: Transaction,
  { table }: VersionTable,
  version: EffectiveVersion,
  at: string,
): Promise<void> {
  if (version.withdrawnAt !== null || version.effectiveFrom <= tx.now) {
    refuse(new InvalidInput([new InvalidField(at, "IN_FORCE")]));
  }
  await rulesChange(tx);
  await tx.query(`UPDATE ${table} SET withdrawnAt = ? WHERE id = ?`, [tx.now, version.id]);
}

function says(version: EffectiveVersion, content: object): boolean {
  const known = version as unknown as Record<string, unknown>;
  // The database has no booleans.
  return Object.entries(content).every(
    ([column, value]) => known[column] === (typeof value === "boolean" ? Number(value) : value),
  );
}
