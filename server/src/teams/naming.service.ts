import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField } from "../platform/graphql/problem.js";

const LONGEST_CODE = 32;
const LONGEST_NAME = 200;

/**
 * What is wrong with the code and the name of a site, a team or an application. `at` is where they stand in the input;
 * `butId` is the row that may have the code already: its own.
 */
export async function invalidNaming(
  tx: Transaction,
  table: "site" | "team" | "application",
  { code, name }: { code: string; name: string },
  { at, butId }: { at: "input." | ""; butId: number | null },
): Promise<InvalidField[]> {
  const invalid: InvalidField[] = [];
  if (code.length > LONGEST_CODE) invalid.push(new InvalidField(`${at}code`, "MAX_LENGTH", { max: LONGEST_CODE }));
  else if (!/^[A-Za-z0-9][\w.-]*$/.test(code)) invalid.push(new InvalidField(`${at}code`, "FORMAT"));
  else if (await isTaken(tx, table, code, butId)) invalid.push(new InvalidField(`${at}code`, "TAKEN"));
  if (name.trim() === "") invalid.push(new InvalidField(`${at}name`, "REQUIRED"));
  if (name.length > LONGEST_NAME) invalid.push(new InvalidField(`${at}name`, "MAX_LENGTH", { max: LONGEST_NAME }));
  return invalid;
}

async function isTaken(tx: Transaction, table: string, code: string, butId: number | null): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`SELECT id FROM ${table} WHERE code = ? AND id <> ?`, [code, butId ?? 0]);
  return rows.length > 0;
}
