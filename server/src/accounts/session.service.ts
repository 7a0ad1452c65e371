import type { DataSource } from "typeorm";
import { hashOfSecret, newSecret } from "../platform/auth/secret.js";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import { type Actor, ActorKind, SYSTEM } from "../platform/events/actor.js";
import { sessionEvent } from "./session.events.js";

/** A session ends after so long without use, and after so long in any case. */
const IDLE_HOURS = 12;
const GREATEST_AGE_DAYS = 30;
/** How often the end of a session in use is moved forward. */
const EXTENDED_EVERY_MINUTES = 10;

const HOUR = 3_600_000;

export interface KnownSession {
  id: number;
  personId: number;
  createdAt: Date;
  expiresAt: Date;
}

/** The sessions of people in browsers: those in use are held in memory, and forgotten when the log says they ended. */
export class SessionService {
  private readonly known = new Map<string, KnownSession>();
  /** Rises as sessions are forgotten: what was being read meanwhile may have ended, and is not remembered. */
  private forgotten = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** Starts a session; the token is for the person's cookie alone. */
  async start(personId: number): Promise<{ token: string; session: KnownSession; position: number | null }> {
    const token = newSecret();
    const tokenHash = hashOfSecret(token);
    const { value: session, position } = await this.work.run(personActor(personId), async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + IDLE_HOURS * HOUR);
      const row = { tokenHash, personId, createdAt: tx.now, expiresAt };
      const insertId = await insertRow(tx, "session", row);
      tx.record(sessionEvent("SESSION_STARTED", { id: insertId, personId }));
      return { id: insertId, personId, createdAt: tx.now, expiresAt };
    });
    this.known.set(tokenHash.toString("base64"), session);
    return { token, session, position };
  }

  /** The session that a cookie's token belongs to, moved forward by its use; null when there is none, or no more. */
  async find(token: string): Promise<KnownSession | null> {
    const tokenHash = hashOfSecret(token);
    const key = tokenHash.toString("base64");
    const now = this.clock();
    let session = this.known.get(key);
    if (!session || session.expiresAt <= now) {
      const { forgotten } = this;
      const read = await this.read(tokenHash, now);
      if (!read) {
        this.known.delete(key);
        return null;
      }
      session = read;
      if (forgotten === this.forgotten) this.known.set(key, session);
    }
    await this.extend(session, now);
    return session;
  }

  /** Ends a session, unless it has ended already. */
  async end(sessionId: number, actor: Actor = SYSTEM): Promise<number | null> {
    const { position } = await this.work.run(actor, (tx) => this.endThose(tx, "id = ?", [sessionId]));
    this.forget(sessionId);
    return position;
  }

  /** Ends all sessions of a person, in the transaction that takes their account away or changes their password. */
  async endAllOf(tx: Transaction, personId: number): Promise<void> {
    await this.endThose(tx, "personId = ?", [personId]);
  }

  /** Ends the sessions whose time is over, so that whatever they hold open learns of it. */
  async endExpired(): Promise<void> {
    await this.work.run(SYSTEM, (tx) => this.endThose(tx, "expiresAt <= ?", [tx.now]));
  }

  /** Called when the log says that a session has ended, wherever that was done. */
  forget(sessionId: number): void {
    this.forgotten += 1;
    for (const [key, session] of this.known) {
      if (session.id === sessionId) this.known.delete(key);
    }
  }

  forgetAll(): void {
    this.forgotten += 1;
    this.known.clear();
  }

  private async endThose(tx: Transaction, condition: string, parameters: unknown[]): Promise<void> {
    const sessions = await tx.query<{ id: number; personId: number }[]>(
      `SELECT id, personId FROM session WHERE endedAt IS NULL AND ${condition} ORDER BY id LIMIT 400 FOR UPDATE`,
      parameters,
    );
    if (sessions.length === 0) return;
    await tx.query("UPDATE session SET endedAt = ? WHERE id IN (?)", [tx.now, sessions.map(({ id }) => id)]);
    for (const session of sessions) tx.record(sessionEvent("SESSION_ENDED", session));
  }

  private async read(tokenHash: Buffer, now: Date): Promise<KnownSession | null> {
    const [session] = await this.dataSource.query<KnownSession[]>(
      "SELECT id, personId, createdAt, expiresAt FROM session WHERE tokenHash = ? AND endedAt IS NULL AND expiresAt > ?",
      [tokenHash, now],
    );
    return session ?? null;
  }

  private async extend(session: KnownSession, now: Date): Promise<void> {
    const greatest = session.createdAt.getTime() + GREATEST_AGE_DAYS * 24 * HOUR;
    const wanted = Math.min(now.getTime() + IDLE_HOURS * HOUR, greatest);
    if (wanted - session.expiresAt.getTime() < EXTENDED_EVERY_MINUTES * 60_000) return;
    session.expiresAt = new Date(wanted);
    await this.dataSource.query("UPDATE session SET expiresAt = ? WHERE id = ? AND endedAt IS NULL", [
      session.expiresAt,
      session.id,
    ]);
  }
}

function personActor(personId: number): Actor {
  return { kind: ActorKind.PERSON, id: personId };
}
