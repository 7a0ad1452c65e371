import type { Transaction } from "../platform/database/unit-of-work.js";
import { NotPermitted, refuse } from "../platform/graphql/problem.js";
import { type ActOutcome, actOn, type ReasonedCommand, reasonRequired } from "./acting.js";
import { isAlreadyTheirs } from "./offered-acts.js";
import { isImport, type Party, personOf } from "./party.js";
import { TicketAct } from "./ticket.act.js";
import { TicketState } from "./ticket.entity.js";
import { TicketEventType } from "./ticket.events.js";
import { insertText } from "./ticket.rows.js";
import { endWaiting } from "./waiting.service.js";

export interface AssignCommand extends ReasonedCommand {
  assigneeId: number;
}

/** The person takes the ticket upon themselves; a colleague's only with a reason. */
export async function take(tx: Transaction, party: Party, command: ReasonedCommand): Promise<ActOutcome> {
  return actOn(tx, party, command, TicketAct.TAKE, async (acted) => {
    const person = personOf(party) ?? refuse(new NotPermitted("PEOPLE_ONLY"));
    const { ticket } = acted;
    if (isAlreadyTheirs(ticket, person)) acted.notPossible(TicketAct.TAKE, "ALREADY_YOURS");
    const takenOver = ticket.state === TicketState.IN_PROGRESS && ticket.assigneeId !== null;
    if (takenOver && !command.reason && !isImport(party)) reasonRequired();
    const textId = await insertText(tx, command.reason);
    acted.step(
      TicketEventType.TAKEN,
      TicketAct.TAKE,
      { state: TicketState.IN_PROGRESS, assigneeId: person },
      { textId },
    );
  });
}

/** Gives the ticket to a member of its queue; who is given a ticket has not taken charge of it yet. */
export async function assign(tx: Transaction, party: Party, command: AssignCommand): Promise<ActOutcome> {
  const { assigneeId } = command;
  return actOn(
    tx,
    party,
    command,
    TicketAct.ASSIGN,
    async (acted) => {
      if (!isImport(party) && !(await isMemberOfQueue(tx, assigneeId, acted.ticket))) {
        acted.notPossible(TicketAct.ASSIGN, "ASSIGNEE_NOT_MEMBER");
      }
      const textId = await insertText(tx, command.reason);
      acted.step(TicketEventType.ASSIGNED, TicketAct.ASSIGN, { assigneeId }, { textId });
    },
    { assigneeId },
  );
}

/** Puts the ticket back into its queue for anybody to take. */
export async function release(tx: Transaction, party: Party, command: ReasonedCommand): Promise<ActOutcome> {
  return actOn(tx, party, command, TicketAct.RELEASE, async (acted) => {
    const textId = await insertText(tx, command.reason);
    await endWaiting(acted);
    acted.step(
      TicketEventType.RELEASED,
      TicketAct.RELEASE,
      { state: TicketState.OPEN, assigneeId: null, waitingFor: null, waitingUntil: null },
      { textId },
    );
  });
}

async function isMemberOfQueue(
  tx: Transaction,
  personId: number,
  { teamId, level }: { teamId: number; level: number },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    "SELECT 1 FROM membership m JOIN person p ON p.id = m.personId AND p.active" +
      " WHERE m.personId = ? AND m.teamId = ? AND m.level = ?",
    [personId, teamId, level],
  );
  return rows.length > 0;
}
