import type { Transaction } from "../platform/database/unit-of-work.js";
import type { Desk } from "./desk.entity.js";

/** The desk's settings, as the transaction sees them. */
export async function deskSettings(sql: Pick<Transaction, "query">): Promise<Desk> {
  const [desk] = await sql.query<Desk[]>("SELECT * FROM desk WHERE id = 1");
  if (!desk) throw new Error("The desk has no settings row: its migrations have not run");
  return desk;
}
