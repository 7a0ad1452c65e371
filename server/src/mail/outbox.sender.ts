import type { DataSource } from "typeorm";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { type MailTransport, NotHandedOver } from "../platform/mail/transport.js";
import { MailEvent, mailEvent } from "./mail.events.js";
import { MailKind, type OutboxMail, OutboxState } from "./outbox.entity.js";
import { afterFailure, references } from "./outbox.rules.js";

/** Where failures are told: a pino logger, for one. */
export interface SenderLog {
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

export interface SenderOptions {
  /** How often waiting mails are looked for. */
  pollMs?: number;
  /** How long a claim holds. Longer than the far end's silences in all steps of one mail together. */
  leaseMs?: number;
  /** Mails claimed at a time. */
  batch?: number;
}

const LONGEST_PAUSE_MS = 60_000;

type Claimed = Pick<
  OutboxMail,
  | "id"
  | "kind"
  | "ticketNumber"
  | "personId"
  | "address"
  | "language"
  | "subject"
  | "body"
  | "messageId"
  | "inReplyTo"
  | "createdAt"
> & { attempt: number; leasedUntil: Date; name: string | null };

/**
 * Sends what waits in the outbox. Several servers run one each: mails are claimed with a lease, oldest first, past
 * those another one is claiming. A mail is handed over at least once, always with the same Message-ID: twice only if
 * the process dies between the far end's yes and our commit.
 */
export class OutboxSender {
  private readonly pollMs: number;
  private readonly leaseMs: number;
  private readonly batch: number;
  private waiting: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private started = false;
  private draining = false;
  /** How often in a row the server could not be reached: each time, it is left in peace for longer. */
  private unreachable = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly transport: MailTransport,
    private readonly log: SenderLog,
    private readonly clock: () => Date = () => new Date(),
    { pollMs = 1_000, leaseMs = 600_000, batch = 10 }: SenderOptions = {},
  ) {
    this.pollMs = pollMs;
    this.leaseMs = leaseMs;
    this.batch = batch;
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.draining = false;
    this.look();
  }

  /** Finishes the mail at hand and claims no other. */
  async stop(): Promise<void> {
    this.draining = true;
    if (this.waiting) clearTimeout(this.waiting);
    this.waiting = null;
    await this.running;
    this.transport.close();
    this.started = false;
  }

  /** Sends what may be sent now; returns how many mails were handed over. */
  async sendWaiting(): Promise<number> {
    let sent = 0;
    for (;;) {
      const claimed = await this.claim();
      if (claimed.length === 0) return sent;
      for (const [index, mail] of claimed.entries()) {
        if (this.draining) {
          await this.giveBack(claimed.slice(index));
          return sent;
        }
        const outcome = await this.send(mail);
        this.unreachable = outcome === "UNREACHABLE" ? this.unreachable + 1 : 0;
        if (outcome === "SENT") sent += 1;
        if (outcome === "UNREACHABLE") {
          await this.giveBack(claimed.slice(index + 1));
          return sent;
        }
      }
    }
  }

  private look(): void {
    this.running = this.sendWaiting()
      .catch((error: unknown) => this.log.error({ err: error }, "Looking for mails to send failed"))
      .then(() => {
        const pause = Math.min(this.pollMs * 2 ** this.unreachable, Math.max(this.pollMs, LONGEST_PAUSE_MS));
        if (!this.draining) this.waiting = setTimeout(() => this.look(), pause);
      });
  }

  /** Mails that wait, and those whose sender has died; each of the two reads is served in order by its index. */
  private async claim(): Promise<Claimed[]> {
    const now = this.clock();
    const leasedUntil = new Date(now.getTime() + this.leaseMs);
    return this.dataSource.transaction("READ COMMITTED", async (manager) => {
      const ids: { id: number }[] = [
        ...(await manager.query(
          `SELECT id FROM outbox WHERE state = 'SENDING' AND leasedUntil <= ?
           ORDER BY notBefore, id LIMIT ? FOR UPDATE SKIP LOCKED`,
          [now, this.batch],
        )),
        ...(await manager.query(
          `SELECT id FROM outbox WHERE state = 'WAITING' AND notBefore <= ?
           ORDER BY notBefore, id LIMIT ? FOR UPDATE SKIP LOCKED`,
          [now, this.batch],
        )),
      ];
      if (ids.length === 0) return [];
      const keys = ids.map(({ id }) => id);
      await manager.query(
        "UPDATE outbox SET state = 'SENDING', leasedUntil = ?, attempts = LEAST(attempts + 1, 250) WHERE id IN (?)",
        [leasedUntil, keys],
      );
      const mails: Claimed[] = await manager.query(
        `SELECT o.id, o.kind, o.ticketNumber, o.personId, o.address, o.language, o.subject, o.body, o.messageId,
                o.inReplyTo, o.createdAt, o.attempts AS attempt, o.leasedUntil, p.displayName AS name
         FROM outbox o LEFT JOIN person p ON p.id = o.personId WHERE o.id IN (?) ORDER BY o.id`,
        [keys],
      );
      return mails;
    });
  }

  private async send(mail: Claimed): Promise<"SENT" | "REFUSED" | "UNREACHABLE"> {
    try {
      await this.transport.send({
        messageId: mail.messageId,
        date: mail.createdAt,
        to: { name: mail.name ?? "", address: mail.address ?? "" },
        subject: mail.subject,
        text: mail.body,
        language: mail.language,
        inReplyTo: mail.inReplyTo,
        references: references(await this.earlier(mail)),
        automatic: mail.kind !== MailKind.REPLY,
      });
    } catch (error) {
      if (!(error instanceof NotHandedOver)) throw error;
      await this.failed(mail, error);
      return error.blame === "SERVER" ? "UNREACHABLE" : "REFUSED";
    }
    await this.sent(mail);
    return "SENT";
  }

  private async earlier({ ticketNumber, id }: Claimed): Promise<string[]> {
    const rows: { messageId: string }[] = await this.dataSource.query(
      "SELECT messageId FROM outbox WHERE ticketNumber = ? AND id < ? AND state <> 'SKIPPED' ORDER BY id",
      [ticketNumber, id],
    );
    return rows.map(({ messageId }) => messageId);
  }

  private async sent(mail: Claimed): Promise<void> {
    await this.work.run(
      SYSTEM,
      async (tx) => {
        // Whoever claimed it since, the far end has it: nobody needs to send it again.
        const { affectedRows } = await tx.query<{ affectedRows: number }>(
          "UPDATE outbox SET state = 'SENT', sentAt = ?, leasedUntil = NULL, lastError = NULL WHERE id = ? AND state <> 'SENT'",
          [tx.now, mail.id],
        );
        if (affectedRows > 0) tx.record(mailEvent(MailEvent.SENT, mail, OutboxState.SENDING, OutboxState.SENT));
      },
      this.clock(),
    );
  }

  private async failed(mail: Claimed, error: NotHandedOver): Promise<void> {
    const { id, kind, ticketNumber, attempt } = mail;
    const next = afterFailure(attempt, error.blame, this.clock());
    this.log.warn({ err: error, mail: id, kind, ticketNumber, attempt, ...next }, "A mail was not handed over");
    await this.work.run(
      SYSTEM,
      async (tx) => {
        const { affectedRows } = await tx.query<{ affectedRows: number }>(
          `UPDATE outbox SET state = ?, notBefore = COALESCE(?, notBefore), leasedUntil = NULL, lastError = ?
           WHERE id = ? AND state = 'SENDING' AND leasedUntil = ?`,
          [next.state, "notBefore" in next ? next.notBefore : null, error.message.slice(0, 1000), id, mail.leasedUntil],
        );
        if (affectedRows > 0 && next.state === OutboxState.FAILED) {
          tx.record(mailEvent(MailEvent.FAILED, mail, OutboxState.SENDING, OutboxState.FAILED));
        }
      },
      this.clock(),
    );
  }

  /** Claimed, but not tried: it costs them no attempt. */
  private async giveBack(mails: readonly Claimed[]): Promise<void> {
    if (mails.length === 0) return;
    await this.dataSource.query(
      `UPDATE outbox SET state = 'WAITING', leasedUntil = NULL, attempts = attempts - 1
       WHERE id IN (?) AND state = 'SENDING' AND leasedUntil = ?`,
      [mails.map(({ id }) => id), mails[0]!.leasedUntil],
    );
  }
}
