import { randomUUID } from "node:crypto";
import type { Sql } from "./sql.js";

/** A process whose row is older has ended without saying so. */
export const PROCESS_GONE_AFTER_SECONDS = 15;

/** What another process says of itself. */
export interface OtherProcess {
  id: string;
  presence: string | null;
}

/**
 * This process's row in `server_process`. Committing a change to it forces the database to flush its log up to there,
 * and with it everything that was visible before: that is the heartbeat which makes other processes' commits durable.
 */
export class ProcessRow {
  readonly id = randomUUID();

  constructor(private readonly sql: Sql) {}

  async enter(): Promise<void> {
    await this.sql.query(
      "INSERT INTO server_process (id, startedAt, beatAt, presence) VALUES (?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), NULL)",
      [this.id],
    );
  }

  /**
   * Returns when the change is on disk. The time always moves on, by a millisecond at least: an update that changes
   * nothing writes nothing, and then its commit would prove nothing. A row swept away or lost with a crash is remade.
   */
  async beat(presence: string | null): Promise<void> {
    const { affectedRows } = await this.sql.query<{ affectedRows: number }>(
      "UPDATE server_process SET beatAt = GREATEST(UTC_TIMESTAMP(3), beatAt + INTERVAL 1000 MICROSECOND), presence = ? WHERE id = ?",
      [presence, this.id],
    );
    if (affectedRows === 0) {
      await this.sql.query(
        "INSERT INTO server_process (id, startedAt, beatAt, presence) VALUES (?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ?)",
        [this.id, presence],
      );
    }
  }

  others(): Promise<OtherProcess[]> {
    return this.sql.query<OtherProcess[]>(
      "SELECT id, presence FROM server_process WHERE id <> ? AND beatAt > UTC_TIMESTAMP(3) - INTERVAL ? SECOND",
      [this.id, PROCESS_GONE_AFTER_SECONDS],
    );
  }

  /** Removes the rows that crashed processes left behind. */
  async sweep(): Promise<void> {
    await this.sql.query("DELETE FROM server_process WHERE beatAt < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR");
  }

  async leave(): Promise<void> {
    await this.sql.query("DELETE FROM server_process WHERE id = ?", [this.id]);
  }
}
