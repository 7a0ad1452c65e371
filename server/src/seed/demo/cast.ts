import type { DataSource } from "typeorm";
import { readPersonRights } from "../../accounts/person-rights.js";
import { ActorKind } from "../../platform/events/actor.js";
import type { Party } from "../../tickets/party.js";
import type { BuiltQueue } from "../builders.js";
import { type PersonPlan } from "../builders.js";
import type { SeededRandom } from "../seeded-random.js";
import type { TicketPlan } from "./script.js";

/** Who plays in the demo week: the desk's people, each with the rights that they have. */
export class Cast {
  private readonly parties = new Map<number, Promise<Party>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly personId: (name: string) => number,
    private readonly requesters: readonly PersonPlan[],
    private readonly random: SeededRandom,
  ) {}

  named(name: string): Promise<Party> {
    return this.party(this.personId(name));
  }

  /** Whoever asks: the one that the plan names, else anybody who speaks its language. */
  requester(plan: TicketPlan): Promise<Party> {
    const speaking = this.requesters.filter(({ language }) => language === plan.language);
    return this.named(plan.from ?? this.random.oneOf(speaking).displayName);
  }

  /** One of those who work at a queue. */
  async memberOf({ teamId, level }: BuiltQueue): Promise<Party> {
    const members = await this.dataSource.query<{ personId: number }[]>(
      `SELECT m.personId FROM membership m JOIN person_role r ON r.personId = m.personId AND r.role = 'TECHNICIAN'
       WHERE m.teamId = ? AND m.level = ?
         AND NOT EXISTS (SELECT 1 FROM person_role s WHERE s.personId = m.personId AND s.role = 'SUPERVISOR')
       ORDER BY m.personId`,
      [teamId, level],
    );
    return this.party(this.random.oneOf(members).personId);
  }

  private party(personId: number): Promise<Party> {
    let party = this.parties.get(personId);
    if (!party) {
      party = this.read(personId);
      this.parties.set(personId, party);
    }
    return party;
  }

  private async read(personId: number): Promise<Party> {
    const rights = await readPersonRights(this.dataSource, personId);
    if (!rights) throw new Error(`Person ${personId} has no rights`);
    return { actor: { kind: ActorKind.PERSON, id: personId }, viewer: { kind: "PERSON", sessionId: 0, ...rights } };
  }
}
