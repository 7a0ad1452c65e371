import type { Viewer } from "../platform/auth/viewer.js";
import { updateRow } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import { NotFound, refuse } from "../platform/graphql/problem.js";
import { MailEvent, mailEvent } from "./mail.events.js";
import { firstAddress } from "./mailing.service.js";
import { type OutboxMail, OutboxState } from "./outbox.entity.js";

/** The mails whose existence the viewer may know of, as a condition on `outbox o` with its ticket `t`. */
function visibleMails(viewer: Viewer): { sql: string; parameters: unknown[] } {
  if (viewer.compartmentIds.size === 0) return { sql: "FALSE", parameters: [] };
  return { sql: "(t.number IS NULL OR t.compartmentId IN (?))", parameters: [[...viewer.compartmentIds]] };
}

/** One page of the outbox, newest first. */
export async function readOutboxPage(
  sql: Sql,
  viewer: Viewer,
  states: readonly OutboxState[] | null,
  request: PageRequest,
): Promise<Page<OutboxMail>> {
  const visible = visibleMails(viewer);
  const conditions = [visible.sql];
  const parameters = [...visible.parameters];
  if (states) {
    conditions.push(states.length === 0 ? "FALSE" : "o.state IN (?)");
    if (states.length > 0) parameters.push(states);
  }
  if (request.beyond) {
    conditions.push("o.id < ?");
    parameters.push(request.beyond[0]);
  }
  const rows = await sql.query<OutboxMail[]>(
    `SELECT o.* FROM outbox o LEFT JOIN ticket t ON t.number = o.ticketNumber
     WHERE ${conditions.join(" AND ")} ORDER BY o.id DESC LIMIT ?`,
    [...parameters, request.limit + 1],
  );
  return pageOf(rows, request, ({ id }) => [id]);
}

/** What a person does to a mail that did not go. */
export class Outbox {
  /** Sends it as soon as possible, as if it were new: also after it was given up, or when its person has an address now. */
  async retry(tx: Transaction, viewer: Viewer, id: number): Promise<OutboxMail> {
    const visible = visibleMails(viewer);
    const [seen] = await tx.query<{ id: number }[]>(
      `SELECT o.id FROM outbox o LEFT JOIN ticket t ON t.number = o.ticketNumber WHERE o.id = ? AND ${visible.sql}`,
      [id, ...visible.parameters],
    );
    if (!seen) return refuse(new NotFound());
    const [mail] = await tx.query<OutboxMail[]>("SELECT * FROM outbox WHERE id = ? FOR UPDATE", [id]);
    if (!mail) return refuse(new NotFound());
    if (mail.state === OutboxState.SENT || mail.state === OutboxState.SENDING) return mail;
    const address = mail.personId === null ? mail.address : await firstAddress(tx, mail.personId);
    const state = address === null ? OutboxState.SKIPPED : OutboxState.WAITING;
    const changes = { state, address, attempts: 0, notBefore: tx.now, lastError: null };
    await updateRow(tx, "outbox", { column: "id", value: id }, changes);
    tx.record(mailEvent(MailEvent.RETRIED, mail, mail.state, state));
    return { ...mail, ...changes };
  }
}
