import { deskSettings } from "../desk/desk.settings.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { translate } from "../platform/language/translate.js";
import type { ActedTicket } from "../tickets/acting.js";
import { raisePriorityStep } from "../tickets/qualification.service.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { BreachAct, TargetKind } from "./service-level.model.js";

/** What the consequences of a missed target ask of other features. */
export interface BreachCollaborators {
  mailing: { queue(tx: Transaction, ticket: Ticket, target: TargetKind, dueAt: Date): Promise<void> };
  routing: { escalateStep(acted: ActedTicket, reason: string): Promise<boolean> };
}

/** What policies have the desk do by itself about a missed target: each once, as steps of the ticket's history. */
export class Breaches {
  constructor(private readonly collaborators: BreachCollaborators) {}

  /** What the ticket is owed. What has become impossible meanwhile (it is resolved, there is no higher level) is left. */
  async answer(acted: ActedTicket): Promise<void> {
    const { mailing, routing } = this.collaborators;
    for (const { target, act } of acted.takeOwed()) {
      if (act === BreachAct.NOTIFY) await mailing.queue(acted.tx, acted.ticket, target, missedAt(acted, target));
      else if (act === BreachAct.RAISE_PRIORITY) raisePriorityStep(acted);
      else await routing.escalateStep(acted, await reasonFor(acted, target));
    }
  }
}

function missedAt({ ticket, now }: ActedTicket, target: TargetKind): Date {
  return (target === TargetKind.TAKE_CHARGE ? ticket.takeChargeDueAt : ticket.resolveDueAt) ?? now;
}

/** In the desk's own language: whoever reads the history reads it as the desk wrote it. */
async function reasonFor({ tx }: ActedTicket, target: TargetKind): Promise<string> {
  const { language } = await deskSettings(tx);
  return translate(language === "en" ? "en" : "fr", `breach.escalated.${target}`);
}
