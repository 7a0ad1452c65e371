import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField } from "../platform/graphql/problem.js";

const LONGEST_NAME = 200;

/** What is wrong with the name of a calendar or a policy; `butId` is the row that may have it already: its own. */
export async function invalidName(
  tx: Transaction,
  table: "calendar" | "service_level_policy",
  name: string,
  butId: number | null,
): Promise<InvalidField[]> {
  if (name.trim() === "") return [new InvalidField("input.name", "REQUIRED")];
  if (name.length > LONGEST_NAME) return [new InvalidField("input.name", "MAX_LENGTH", { max: LONGEST_NAME })];
  const rows = await tx.query<unknown[]>(`SELECT id FROM ${table} WHERE name = ? AND id <> ?`, [
    name.trim(),
    butId ?? 0,
  ]);
  return rows.length > 0 ? [new InvalidField("input.name", "TAKEN")] : [];
}
