import { insertRow, updateRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { type RulesInForce, rulesOfVersion } from "../service-levels/service-level.settings.js";
import type { Ticket } from "./ticket.entity.js";

/** A ticket's row before it has a number. */
export type NewTicket = Omit<Ticket, "number">;

/** The ticket, locked until the transaction ends; null when there is none. */
export async function lockTicket(tx: Transaction, number: number): Promise<Ticket | null> {
  const [row] = await tx.query<Ticket[]>("SELECT * FROM ticket WHERE number = ? FOR UPDATE", [number]);
  return row ?? null;
}

/** Asked for along with something else, so that no act costs one more statement. It locks nothing. */
export const RULES_VERSION = "(SELECT version FROM service_level_settings WHERE id = 1) AS rulesVersion";

/** The ticket, locked, and the rules that its service levels go by; null when there is none, or somebody has it whom not to wait for. */
export async function lockClockedTicket(
  tx: Transaction,
  number: number,
  whenLocked: "wait" | "pass over" = "wait",
): Promise<{ ticket: Ticket; rules: RulesInForce } | null> {
  const [row] = await tx.query<(Ticket & { rulesVersion: number })[]>(
    `SELECT *, ${RULES_VERSION} FROM ticket WHERE number = ? FOR UPDATE ${whenLocked === "wait" ? "" : "SKIP LOCKED"}`,
    [number],
  );
  if (!row) return null;
  const { rulesVersion, ...ticket } = row;
  return { ticket, rules: await rulesOfVersion(tx, rulesVersion) };
}

export async function insertTicket(tx: Transaction, ticket: NewTicket): Promise<Ticket> {
  return { ...ticket, number: await insertRow(tx, "ticket", ticket) };
}

/** Writes the columns that differ. The position is the log's to write, at commit. */
export async function saveTicket(tx: Transaction, before: Ticket, after: Ticket): Promise<void> {
  const changed = Object.fromEntries(
    Object.entries(after).filter(([column, value]) => !same(before[column as keyof Ticket], value)),
  );
  await updateRow(tx, "ticket", { column: "number", value: after.number }, changed);
}

/** Stores an erasable text and returns its id, or null for none. */
export async function insertText(tx: Transaction, body: string | null | undefined): Promise<number | null> {
  if (!body) return null;
  return insertRow(tx, "text", { body });
}

function same(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
