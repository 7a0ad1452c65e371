import type { Transaction } from "../platform/database/unit-of-work.js";

/**
 * What the index keeps of one ticket, in characters. InnoDB indexes the whole row again at each change, so a thread
 * without bound would make every reply slower than the one before; what comes after is read in the ticket itself.
 */
const MAX_BODY = 60_000;

/** A new ticket becomes searchable, at commit: subject and description. */
export async function insertTicketText(tx: Transaction, number: number, body: string): Promise<void> {
  await tx.query("INSERT INTO ticket_text (ticketNumber, body) VALUES (?, ?)", [number, body.slice(0, MAX_BODY)]);
}

/** More of its public text becomes searchable: a reply, a solution, a new subject. Never an internal note. */
export async function appendTicketText(tx: Transaction, number: number, text: string): Promise<void> {
  await tx.query(
    "UPDATE ticket_text SET body = LEFT(CONCAT(body, '\\n\\n', ?), ?) WHERE ticketNumber = ? AND CHAR_LENGTH(body) < ?",
    [text, MAX_BODY, number, MAX_BODY],
  );
}
