import type { Transaction } from "../platform/database/unit-of-work.js";
import { type ActedTicket, type ActOutcome, actOn, type ReasonedCommand, reasonRequired } from "./acting.js";
import type { RoutingTarget, SupportChains } from "./collaborators.js";
import { isOpen, type Obstacle } from "./lifecycle.rules.js";
import { isImport, type Party } from "./party.js";
import { compartmentOf } from "./qualification.service.js";
import { TicketAct } from "./ticket.act.js";
import { TicketState } from "./ticket.entity.js";
import { TicketEventType } from "./ticket.events.js";
import { insertText } from "./ticket.rows.js";
import { endWaiting } from "./waiting.service.js";

export interface RouteCommand extends ReasonedCommand {
  /** Null: the nearest level's queue that the support chain names. */
  queueId: number | null;
}

export interface TransferCommand extends ReasonedCommand {
  queueId: number;
  /** The application that the request turns out to be about; null: unchanged. */
  applicationId: number | null;
}

/** Moves of a ticket from queue to queue. Each needs a reason, each leaves it OPEN and unassigned. */
export class Routing {
  constructor(private readonly chains: SupportChains) {}

  /** Up: to the next level of the chain, or past it to a chosen queue (a skip, counted apart). */
  async escalate(tx: Transaction, party: Party, command: RouteCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.ESCALATE, async (acted) => {
      const { up } = await this.targetsOf(acted);
      const target = chosen(acted, TicketAct.ESCALATE, up, command.queueId, "NO_HIGHER_LEVEL");
      await move(acted, TicketAct.ESCALATE, TicketEventType.ESCALATED, target, command.reason);
    });
  }

  /** Down. */
  async handBack(tx: Transaction, party: Party, command: RouteCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.HAND_BACK, async (acted) => {
      const { down } = await this.targetsOf(acted);
      const target = chosen(acted, TicketAct.HAND_BACK, down, command.queueId, "NO_LOWER_LEVEL");
      await move(acted, TicketAct.HAND_BACK, TicketEventType.HANDED_BACK, target, command.reason);
    });
  }

  /** Sideways: another queue of the same level, with the application corrected where it was wrong. */
  async transfer(tx: Transaction, party: Party, command: TransferCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.TRANSFER, async (acted) => {
      const { sideways } = await this.targetsOf(acted);
      const target = chosen(acted, TicketAct.TRANSFER, sideways, command.queueId, "NO_OTHER_QUEUE");
      await move(acted, TicketAct.TRANSFER, TicketEventType.TRANSFERRED, target, command.reason, command.applicationId);
    });
  }

  /** One step: up its chain, by the desk itself; false where the chain ends, or the ticket has. */
  async escalateStep(acted: ActedTicket, reason: string): Promise<boolean> {
    const target = isOpen(acted.ticket.state)
      ? (await this.targetsOf(acted)).up.find(({ byChain }) => byChain)
      : undefined;
    if (!target) return false;
    await move(acted, TicketAct.ESCALATE, TicketEventType.ESCALATED, target, reason);
    return true;
  }

  private targetsOf({ tx, ticket }: ActedTicket) {
    const { applicationId, nature, queueId, teamId, level } = ticket;
    return this.chains.targets(tx, { applicationId, nature, queueId, teamId, level });
  }
}

function chosen(
  acted: ActedTicket,
  act: TicketAct,
  targets: readonly RoutingTarget[],
  queueId: number | null,
  none: Obstacle,
): RoutingTarget {
  if (targets.length === 0) return acted.notPossible(act, none);
  // Left to the desk, a ticket follows its chain: past the chain's end it goes where somebody chose only.
  if (queueId === null) return targets.find(({ byChain }) => byChain) ?? acted.notPossible(act, none);
  return targets.find((each) => each.queueId === queueId) ?? acted.notPossible(act, "WRONG_TARGET");
}

async function move(
  acted: ActedTicket,
  act: TicketAct,
  type: TicketEventType,
  target: RoutingTarget,
  reason: string | null,
  applicationId: number | null = null,
): Promise<void> {
  if (!reason && !isImport(acted.party)) reasonRequired();
  const { ticket, tx } = acted;
  const application =
    applicationId === null
      ? {}
      : { applicationId, categoryId: null, compartmentId: await compartmentOf(tx, applicationId, "input") };
  const textId = await insertText(tx, reason);
  await endWaiting(acted);
  acted.step(
    type,
    act,
    {
      ...application,
      state: TicketState.OPEN,
      assigneeId: null,
      waitingFor: null,
      waitingUntil: null,
      queueId: target.queueId,
      teamId: target.teamId,
      level: target.level,
      highestLevel: Math.max(ticket.highestLevel, target.level),
      queueEnteredAt: acted.now,
    },
    { textId, skipsLevel: target.skipsLevel },
  );
}
