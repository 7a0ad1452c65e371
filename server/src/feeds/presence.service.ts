import type { PersonViewer } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { isVisibleTo } from "../tickets/ticket.policy.js";
import type { Presence } from "./presence.js";
import type { PresenceActivity } from "./presence.rules.js";

/** Takes note of where people are. On a ticket that they may not see they cannot be. */
export class PresenceService {
  constructor(
    private readonly presence: Presence,
    private readonly database: Sql,
  ) {}

  async set(person: PersonViewer, number: number | null, activity: PresenceActivity | null): Promise<boolean> {
    if (number === null || activity === null) {
      this.presence.set(person.personId, number, null);
      return true;
    }
    const [ticket] = await this.database.query<Ticket[]>(
      "SELECT compartmentId, requesterId, beneficiaryId FROM ticket WHERE number = ?",
      [number],
    );
    if (!ticket || !isVisibleTo(person, ticket)) return false;
    this.presence.set(person.personId, number, activity);
    return true;
  }
}
