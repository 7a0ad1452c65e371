import { isDuplicateKey } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { fromGlobalId } from "../platform/graphql/node-id.js";
import type { ActCommand, ActOutcome } from "./acting.js";
import type { Party } from "./party.js";
import type { Ticket } from "./ticket.entity.js";
import { readTicket, ticketLoader } from "./ticket.loader.js";
import { TicketActSuccess } from "./ticket-acts.result.js";

/** Runs acts for the API: one transaction each, answered with the ticket as it stands after. */
export class TicketActs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Sql,
  ) {}

  async run(
    context: RequestContext,
    act: (tx: Transaction, party: Party) => Promise<ActOutcome>,
  ): Promise<TicketActSuccess> {
    const party: Party = { actor: context.actor, viewer: context.signedIn };
    const { value, position } = await this.once(party, act);
    context.reached(position);
    const ticket =
      value.ticket && position !== null ? { ...value.ticket, position } : await this.after(context, value.number);
    return new TicketActSuccess(ticket, context.positionOf(position ?? ticket.position), value.causeId);
  }

  /** The ticket as it stands: told to its author even when they may record and not read. */
  private async after(context: RequestContext, number: number): Promise<Ticket> {
    const ticket =
      (await ticketLoader(context, this.database).load(number)) ?? (await readTicket(this.database, number));
    if (!ticket) throw new Error(`Ticket ${number} is not to be found after an act on it`);
    return ticket;
  }

  /**
   * Two tries of one request may meet: the second one's key, or its ticket's reference, is a duplicate. Made again, it
   * finds what the first one made, or that another request has the reference.
   */
  private async once(party: Party, act: (tx: Transaction, party: Party) => Promise<ActOutcome>) {
    try {
      return await this.work.run(party.actor, (tx) => act(tx, party));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.work.run(party.actor, (tx) => act(tx, party));
    }
  }
}

/** What every act's input says, read. */
export function commandOf(input: {
  ticket: string;
  version: number;
  key: string;
  anyway?: boolean | null;
}): ActCommand {
  return {
    number: fromGlobalId("Ticket", input.ticket, "input.ticket"),
    version: input.anyway ? null : input.version,
    key: input.key,
  };
}
