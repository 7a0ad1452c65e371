import { deskSettings } from "../desk/desk.settings.js";
import { MailKind } from "../mail/outbox.entity.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { DueKind } from "../platform/jobs/due.entity.js";
import { schedule, unschedule } from "../platform/jobs/timers.js";
import { appendTicketText } from "../search/ticket-index.js";
import { businessDaysLater } from "../service-levels/service-level.settings.js";
import {
  type ActCommand,
  type ActedTicket,
  type ActOutcome,
  actOn,
  type ReasonedCommand,
  reasonRequired,
} from "./acting.js";
import type { KnowledgeFeed, Mailing } from "./collaborators.js";
import { isImport, type Party, personOf } from "./party.js";
import { TicketAct } from "./ticket.act.js";
import { type ResolutionCode, type Ticket, TicketState } from "./ticket.entity.js";
import { TicketEventType } from "./ticket.events.js";
import { insertText, lockTicket } from "./ticket.rows.js";
import { endWaiting } from "./waiting.service.js";

export interface Resolution {
  code: ResolutionCode;
  solution: string;
  /** The article that solved it; null: a draft is written where the code asks for one. */
  articleId: number | null;
}

export interface ResolveCommand extends ActCommand {
  resolution: Resolution;
  close: boolean;
}

const DAY = 86_400_000;

/** How a ticket ends, and how it comes back. */
export class ResolutionService {
  constructor(
    private readonly knowledge: KnowledgeFeed,
    private readonly mailing: Mailing,
  ) {}

  /** With a code and a solution; to close at once sends the closing mail only. */
  async resolve(tx: Transaction, party: Party, command: ResolveCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.RESOLVE, async (acted) => {
      await this.resolveSteps(acted, command.resolution, command.close);
    });
  }

  async close(tx: Transaction, party: Party, command: ActCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.CLOSE, async (acted) => this.closeStep(acted));
  }

  async reopen(tx: Transaction, party: Party, command: ReasonedCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.REOPEN, async (acted) => {
      if (!command.reason && !isImport(party)) reasonRequired();
      await reopenStep(acted, command.reason);
    });
  }

  /** Spam, or withdrawn: nothing is solved and nothing is mailed. */
  async cancel(tx: Transaction, party: Party, command: ReasonedCommand): Promise<ActOutcome> {
    return actOn(tx, party, command, TicketAct.CANCEL, async (acted) => {
      if (!command.reason && !isImport(party)) reasonRequired();
      const textId = await insertText(tx, command.reason);
      await endWaiting(acted);
      acted.step(
        TicketEventType.CANCELLED,
        TicketAct.CANCEL,
        { state: TicketState.CANCELLED, waitingFor: null, waitingUntil: null, nextNewsAt: null },
        { textId },
      );
    });
  }

  /** The resolution, and the closing when both are one act. */
  async resolveSteps(acted: ActedTicket, resolution: Resolution, close: boolean): Promise<void> {
    await this.resolveStep(acted, resolution);
    if (close) {
      await this.closeStep(acted);
    } else if (!isImport(acted.party)) {
      const { silenceClosesDays } = await deskSettings(acted.tx);
      await schedule(
        acted.tx,
        DueKind.SILENCE_CLOSES,
        acted.ticket.number,
        businessDaysLater(acted.rules, acted.now, silenceClosesDays),
      );
      await this.mailing.queue(acted.tx, {
        kind: MailKind.RESOLUTION,
        ticket: acted.ticket,
        text: resolution.solution,
      });
    }
  }

  /** The timer of a resolved ticket that nobody came back to. */
  async onSilenceCloses(tx: Transaction, number: number, dueAt: Date): Promise<void> {
    const ticket = await lockTicket(tx, number);
    if (ticket?.state !== TicketState.RESOLVED) return;
    const command = { number, version: null, key: null };
    await actOn(tx, { actor: tx.actor, viewer: null }, command, TicketAct.CLOSE, async (acted) =>
      this.closeStep(acted, dueAt),
    );
  }

  private async resolveStep(acted: ActedTicket, { code, solution, articleId }: Resolution): Promise<void> {
    const { tx, ticket, now, party } = acted;
    const textId = await insertText(tx, solution);
    if (solution) await appendTicketText(tx, ticket.number, solution);
    const draft = articleId === null && !isImport(party);
    const article = await this.knowledge.feed(tx, { ticket, code, solution, articleId, draft });
    const { reopenWindowDays } = await deskSettings(tx);
    await endWaiting(acted);
    acted.step(
      TicketEventType.RESOLVED,
      TicketAct.RESOLVE,
      {
        state: TicketState.RESOLVED,
        waitingFor: null,
        waitingUntil: null,
        nextNewsAt: null,
        resolvedAt: now,
        resolvedById: personOf(party),
        resolvedQueueId: ticket.queueId,
        resolutionCode: code,
        solution,
        articleId: article.articleId,
        reopenableUntil: new Date(now.getTime() + reopenWindowDays * DAY),
      },
      { textId, resolutionCode: code, articleId: article.articleId },
    );
  }

  private async closeStep(acted: ActedTicket, occurredAt: Date = acted.now): Promise<void> {
    const { tx, ticket } = acted;
    await unschedule(tx, DueKind.SILENCE_CLOSES, ticket.number);
    acted.step(
      TicketEventType.CLOSED,
      TicketAct.CLOSE,
      { state: TicketState.CLOSED, closedAt: occurredAt },
      { occurredAt },
    );
    if (isImport(acted.party)) return;
    await this.mailing.queue(tx, { kind: MailKind.CLOSING, ticket: acted.ticket, text: ticket.solution ?? "" });
  }
}

/** One step: back into the queue that resolved it, judged again as if it had not been. */
export async function reopenStep(acted: ActedTicket, reason: string | null): Promise<void> {
  const { tx, ticket } = acted;
  const textId = await insertText(tx, reason);
  await unschedule(tx, DueKind.SILENCE_CLOSES, ticket.number);
  acted.step(
    TicketEventType.REOPENED,
    TicketAct.REOPEN,
    {
      ...(await resolvingQueue(acted)),
      state: TicketState.OPEN,
      assigneeId: null,
      resolvedAt: null,
      resolvedById: null,
      resolvedQueueId: null,
      resolutionCode: null,
      solution: null,
      articleId: null,
      closedAt: null,
      reopenableUntil: null,
      reopenCount: ticket.reopenCount + 1,
      queueEnteredAt: acted.now,
    },
    { textId },
  );
}

async function resolvingQueue({ tx, ticket }: ActedTicket): Promise<Partial<Ticket>> {
  if (ticket.resolvedQueueId === null || ticket.resolvedQueueId === ticket.queueId) return {};
  const [queue] = await tx.query<{ queueId: number; teamId: number; level: number }[]>(
    "SELECT id AS queueId, teamId, level FROM queue WHERE id = ?",
    [ticket.resolvedQueueId],
  );
  return queue ? { ...queue, highestLevel: Math.max(ticket.highestLevel, queue.level) } : {};
}
